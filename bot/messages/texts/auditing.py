"""The audit trail: what each act is called."""

from __future__ import annotations

from bot.messages.texts.entry import Entry

TEXTS: dict[str, Entry] = {
    "audit.title": {"en": "Who did what", "zh": "操作记录"},
    "audit.text": {
        "en": {"one": "The last act in this workspace", "other": "The last {n} acts in this workspace"},
        "zh": "本工作区最近 {n} 条操作",
    },
    "audit.empty": {
        "en": "Nobody has changed anything yet. Accounts, shares, reminders, exports, views and what is taken or "
        "snoozed will stand here.",
        "zh": "还没有任何操作。账号、分享、提醒、导出、视图以及认领和静默都会记录在这里。",
    },
    "audit.line": {"en": "{when} {who} {what}", "zh": "{when} {who} {what}"},
    "audit.install": {"en": "installed the app", "zh": "安装了应用"},
    "audit.result.share": {"en": "shared a list in", "zh": "分享了列表到"},
    "audit.result.unshare": {"en": "took back a list shared in", "zh": "撤回了分享的列表："},
    "audit.reminder.add": {"en": "set the reminder", "zh": "设置了提醒"},
    "audit.reminder.remove": {"en": "removed the reminder", "zh": "删除了提醒"},
    "audit.reminder.change": {"en": "changed the reminder", "zh": "修改了提醒"},
    "audit.reminder.restore": {"en": "restored the reminder", "zh": "还原了提醒"},
    "audit.reminder.pause": {"en": "paused the reminder", "zh": "暂停了提醒"},
    "audit.reminder.resume": {"en": "resumed the reminder", "zh": "恢复了提醒"},
    "audit.export.issue": {"en": "exported", "zh": "导出了"},
    "audit.export.revoke": {"en": "revoked the links of the export", "zh": "撤销了导出链接"},
    "audit.view.save": {"en": "saved the view", "zh": "保存了视图"},
    "audit.view.remove": {"en": "deleted the view", "zh": "删除了视图"},
    "audit.account.connect": {"en": "connected the account", "zh": "连接了账号"},
    "audit.account.rekey": {"en": "changed the key of the account", "zh": "更换了账号的密钥"},
    "audit.account.remove": {"en": "removed the account", "zh": "移除了账号"},
    "audit.account.default": {"en": "changed the default account of", "zh": "更改了默认账号："},
    "audit.certificate.take": {"en": "took", "zh": "认领了"},
    "audit.certificate.give_back": {"en": "gave back", "zh": "取消认领了"},
    "audit.certificate.snooze": {"en": "snoozed", "zh": "静默了"},
    "audit.certificate.wake": {"en": "woke", "zh": "恢复了提醒"},
    "audit.certificate.confirm": {"en": "confirmed the replacement of", "zh": "确认已替换"},
}
