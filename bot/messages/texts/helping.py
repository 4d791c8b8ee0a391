"""Help: a few sentences, and examples that work when pasted. An example is language too: it has its two columns."""

from __future__ import annotations

from bot.messages.texts.entry import Entry

TEXTS: dict[str, Entry] = {
    "help.title": {"en": "Ask about your certificates", "zh": "查询证书"},
    "help.lead": {
        "en": "Type what you want to know after {command}, in English or Chinese. A few that work as they are:",
        "zh": "在 {command} 后面写下想查的内容，中英文均可。以下示例可直接粘贴：",
    },
    "help.privacy": {
        "en": "Answers are for your eyes only until you share them.",
        "zh": "在你分享之前，答案只有你能看到。",
    },
    "help.unknown_topic": {
        "en": "There is no help on “{topic}”. Here is the overview.",
        "zh": "没有关于“{topic}”的帮助，以下是总览。",
    },
    "help.joint": {"en": ", ", "zh": "、"},
    "help.text": {"en": "How to ask about certificates", "zh": "如何查询证书"},
    "group.dates": {"en": "By date", "zh": "按日期"},
    "group.names": {"en": "By name", "zh": "按名称"},
    "group.state": {"en": "By state and kind", "zh": "按状态和类型"},
    "group.one": {"en": "One certificate", "zh": "单张证书"},
    "group.figures": {"en": "Charts, files, views", "zh": "图表、导出、视图"},
    "group.remind": {"en": "Reminders", "zh": "提醒"},
    "group.accounts": {"en": "Accounts", "zh": "账号"},
    "topic.dates": {"en": "dates", "zh": "日期"},
    "topic.names": {"en": "names", "zh": "名称"},
    "topic.state": {"en": "status", "zh": "状态"},
    "topic.one": {"en": "show", "zh": "详情"},
    "topic.figures": {"en": "charts", "zh": "图表"},
    "topic.remind": {"en": "reminders", "zh": "提醒"},
    "topic.accounts": {"en": "accounts", "zh": "账号"},
    "about.dates": {
        "en": "Three dates can be asked for: when a certificate expires, was issued, was created. Days are whole days "
        "in your time zone, weeks begin on Monday, and “next 30 days” includes today and the last day. The answer says "
        "which days were meant.",
        "zh": "可按到期、签发、创建三种时间查询。日期按你的时区的整天计算，一周从周一开始，"
        "“未来30天”包含今天和最后一天。答案会写明所理解的日期。",
    },
    "about.names": {
        "en": "A host name finds the certificates usable for it, wildcards included; a pattern finds every certificate "
        "under it. Other words are looked for in alias, names, issuer and project; quotes keep words together.",
        "zh": "写主机名会找到可用于它的证书（含通配符）；写通配会找到其下所有证书。其他词会在备注、"
        "域名、颁发机构和项目中查找，引号内的词作为整体。",
    },
    "about.state": {
        "en": "Status words, server or client, wildcard, DV, OV, EV, sort words and numbers can be put together in any "
        "order.",
        "zh": "状态、服务器或客户端、通配符、DV/OV/EV、排序和数量可以任意组合。",
    },
    "about.one": {
        "en": "Give an id or a name to see everything known about one certificate.",
        "zh": "给出编号或名称，查看一张证书的全部信息。",
    },
    "about.figures": {
        "en": "A timeline draws when certificates end, by week or month; statistics count them. An export gives a "
        "spreadsheet and a calendar. “Save as view” under an answer keeps its question under a name.",
        "zh": "时间线按周或按月显示到期情况，统计给出数量分布，导出生成表格和日历。"
        "答案下方的“保存为视图”可为查询命名。",
    },
    "about.remind": {
        "en": "Any question can become a reminder in a channel, at a time you choose. It speaks up only when something "
        "is due.",
        "zh": "任何查询都可以变成频道提醒，时间由你定。只有需要时才会发出。",
    },
    "about.accounts": {
        "en": "A question is about the account it names, else about the channel's default, else about the first; all "
        "can be searched at once. Admins connect accounts and choose defaults; "
        "keys are entered on a page, never in Slack.",
        "zh": "查询针对所写的账号；未写时针对本频道的默认账号，再次为第一个账号；也可一次查询所有账号。"
        "管理员可连接账号、设置默认账号；密钥在网页上填写，不经过 Slack。",
    },
    "example.dates.1": {"en": "expiring in the next 30 days", "zh": "未来30天内到期"},
    "example.dates.2": {"en": "expiring next month *.shop.example", "zh": "下个月到期 *.shop.example"},
    "example.dates.3": {"en": "issued last week", "zh": "上周签发"},
    "example.dates.4": {"en": "expiring between March and May", "zh": "3月到5月到期"},
    "example.dates.5": {"en": "created since Monday", "zh": "本周一以来创建"},
    "example.names.1": {"en": "api.shop.example", "zh": "api.shop.example"},
    "example.names.2": {"en": "*.shop.example", "zh": "*.shop.example"},
    "example.names.3": {"en": "Shop API", "zh": "支付网关"},
    "example.state.1": {"en": "expired", "zh": "已过期"},
    "example.state.2": {"en": "valid server certificates top 5", "zh": "有效的服务器证书 前5个"},
    "example.state.3": {"en": "pending", "zh": "审核中"},
    "example.one.1": {"en": "show GjTNRoK7", "zh": "查看 GjTNRoK7"},
    "example.one.2": {"en": "id GjTNRoK7", "zh": "编号 GjTNRoK7"},
    "example.figures.1": {"en": "timeline", "zh": "时间线"},
    "example.figures.2": {"en": "timeline *.shop.example by week", "zh": "时间线 *.shop.example 按周"},
    "example.figures.3": {"en": "stats valid", "zh": "统计 有效"},
    "example.figures.4": {"en": "export expiring this month", "zh": "导出 本月到期"},
    "example.figures.5": {"en": "views", "zh": "视图列表"},
    "example.remind.1": {
        "en": "remind expiring within 30 days at 9:00 on weekdays",
        "zh": "提醒 30天内到期 工作日 9:00",
    },
    "example.remind.2": {"en": "reminders", "zh": "提醒列表"},
    "example.remind.3": {"en": "why api.shop.example", "zh": "为什么 api.shop.example"},
    "example.remind.4": {"en": "take api.shop.example", "zh": "认领 api.shop.example"},
    "example.remind.5": {
        "en": "snooze api.shop.example until next Friday because the renewal is ordered",
        "zh": "静默 api.shop.example 到下周五 因为已申请续期",
    },
    "example.accounts.1": {"en": "accounts", "zh": "账号列表"},
    "example.accounts.2": {"en": "expired in all accounts", "zh": "所有账号 已过期"},
    "example.accounts.3": {"en": "expiring this month account default", "zh": "本月到期 账号 default"},
    "example.accounts.4": {"en": "default account", "zh": "默认账号"},
    "example.accounts.5": {"en": "no default account", "zh": "取消默认账号"},
    "example.accounts.6": {"en": "connect", "zh": "连接"},
    "example.remind.6": {"en": "simulate next Monday", "zh": "模拟 下周一"},
    "example.remind.7": {
        "en": "remind expired mention me quiet 22:00-07:00 with all clear",
        "zh": "提醒 已过期 提及我 免打扰 22:00-07:00 报平安",
    },
    "example.remind.8": {"en": "edit s1 at 10:00", "zh": "修改 s1 10:00"},
}
