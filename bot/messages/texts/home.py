"""The Home tab, and the first words of the app."""

from __future__ import annotations

from bot.messages.texts.entry import Entry

TEXTS: dict[str, Entry] = {
    "home.title": {"en": "Your certificates", "zh": "你的证书"},
    "home.total": {"en": "Certificates", "zh": "证书总数"},
    "home.valid": {"en": "Valid", "zh": "有效"},
    "home.expired": {"en": "Expired", "zh": "已过期"},
    "home.week": {"en": "End within 7 days", "zh": "7 天内到期"},
    "home.month": {"en": "End within 30 days", "zh": "30 天内到期"},
    "home.waiting": {"en": "Orders in progress", "zh": "处理中的订单"},
    "home.figure": {"en": "*{label}*\n{n}", "zh": "*{label}*\n{n}"},
    "home.next": {"en": "Ending next", "zh": "即将到期"},
    "home.next_query": {"en": "valid", "zh": "有效"},
    "home.none_ending": {"en": "No valid certificate has an end in sight.", "zh": "没有即将到期的有效证书。"},
    "home.accounts": {"en": "Accounts", "zh": "账号"},
    "home.browse": {"en": "All valid ones", "zh": "全部有效证书"},
    "home.expired_query": {"en": "expired", "zh": "已过期"},
    "home.in_all_accounts": {"en": "{query} in all accounts", "zh": "所有账号 {query}"},
    "home.reminders": {"en": "Your reminders", "zh": "你的提醒"},
    "home.no_reminders": {
        "en": "None yet. Type {command} remind … in a channel, or press “Remind this channel” under an answer.",
        "zh": "还没有。可在频道中输入 {command} 提醒 ……，或点击答案下方的“提醒本频道”。",
    },
    "home.other_reminders": {
        "en": {
            "one": "{n} more reminder here was set by somebody else: {command} reminders lists those of a channel.",
            "other": "{n} more reminders here were set by others: {command} reminders lists those of a channel.",
        },
        "zh": "本工作区另有 {n} 个由他人设置的提醒。在频道中输入 {command} 提醒列表 查看该频道的提醒。",
    },
    "home.reminder": {"en": "{text}\n{when}", "zh": "{text}\n{when}"},
    "home.taken": {
        "en": {"one": "You are responsible for {n} certificate", "other": "You are responsible for {n} certificates"},
        "zh": "你负责 {n} 张证书",
    },
    "home.direct": {"en": "in your direct messages", "zh": "在你的私信中"},
    "home.fresh": {
        "en": "Connected · as of {time} · English, dates in {zone}",
        "zh": "已连接 · 数据截至 {time} · 中文，时区 {zone}",
    },
    "hello.channel": {
        "en": "Hello! I know which certificates expire when. Type {command} and what you want to know, for example:",
        "zh": "大家好！我知道证书何时到期。输入 {command} 和想查的内容，例如：",
    },
    "hello.channel_text": {"en": "Ask me about certificates", "zh": "可以向我查询证书"},
    "hello.installer": {
        "en": "Thank you for installing me. Four steps and you are set:",
        "zh": "感谢安装。四步即可开始使用：",
    },
    "hello.step_connect": {
        "en": "1. Connect a Tencent Cloud account, unless the operator did: {command} connect",
        "zh": "1. 连接腾讯云账号（若运维尚未配置）：{command} 连接",
    },
    "hello.step_ask": {
        "en": "2. Type {command} in any channel; only you see the answer.",
        "zh": "2. 在任意频道输入 {command}，答案只有你能看到。",
    },
    "hello.step_invite": {
        "en": "3. Invite me to a channel that should be reminded, and press “Remind this channel” under an answer.",
        "zh": "3. 邀请我进入需要提醒的频道，然后点击答案下方的“提醒本频道”。",
    },
    "hello.step_home": {
        "en": "4. Open my Home tab to see figures, what ends next, and your reminders.",
        "zh": "4. 打开我的“主页”标签，查看统计、即将到期的证书和你的提醒。",
    },
    "hello.try": {"en": "Try it", "zh": "试一试"},
}
