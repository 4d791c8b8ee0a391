"""What a reminder says, and what is said about reminders."""

from __future__ import annotations

from bot.messages.texts.entry import Entry

TEXTS: dict[str, Entry] = {
    "digest.title": {
        "en": {"one": "{n} certificate needs attention", "other": "{n} certificates need attention"},
        "zh": "{n} 张证书需要处理",
    },
    "digest.title_renewed": {
        "en": {
            "one": "{n} certificate is renewed: is the new one deployed?",
            "other": "{n} certificates are renewed: are the new ones deployed?",
        },
        "zh": "{n} 张证书已续期：新证书是否已部署？",
    },
    "digest.group.renewed": {"en": "Renewed", "zh": "已续期"},
    "digest.renewed": {
        "en": "✅ {name} renewed by {by} until {until}; confirm that it is deployed",
        "zh": "✅ {name} 已由 {by} 续期至 {until}，请确认已部署",
    },
    "digest.confirmed": {
        "en": "☑️ {name}: {user} confirmed that the new one is deployed",
        "zh": "☑️ {name}：{user} 已确认新证书部署完成",
    },
    "digest.partly_renewed": {
        "en": {
            "one": "⚠️ {n} certificate is renewed only in part: its new one lacks names",
            "other": "⚠️ {n} certificates are renewed only in part: their new ones lack names",
        },
        "zh": "⚠️ {n} 张证书仅部分续期：新证书缺少域名",
    },
    "digest.deployed": {"en": "It is deployed", "zh": "已部署"},
    "digest.quiet": {"en": "All clear: nothing is due", "zh": "一切正常：没有需要处理的证书"},
    "digest.group.expired": {"en": "Expired", "zh": "已过期"},
    "digest.group.days3": {"en": "Within 3 days", "zh": "3 天内"},
    "digest.group.days7": {"en": "Within 7 days", "zh": "7 天内"},
    "digest.group.days14": {"en": "Within 14 days", "zh": "14 天内"},
    "digest.group.later": {"en": "Later", "zh": "更晚"},
    "digest.group.stalled": {"en": "Orders that wait for you", "zh": "停滞的订单"},
    "digest.group.unknown": {"en": "End or status unknown", "zh": "到期时间或状态未知"},
    "digest.group": {"en": "{title} ({n})", "zh": "{title}（{n}）"},
    "digest.more": {"en": {"one": "… and {n} more", "other": "… and {n} more"}, "zh": "……另有 {n} 张"},
    "digest.show_all": {"en": "Show the whole list", "zh": "查看完整列表"},
    "digest.watching": {"en": "Reminder {id}: {query}", "zh": "提醒 {id}：{query}"},
    "digest.accounts": {"en": {"one": "Account: {names}", "other": "Accounts: {names}"}, "zh": "账号：{names}"},
    "digest.late": {
        "en": "This reminder is late: it was due {time}.",
        "zh": "本次提醒晚了：原定 {time}。",
    },
    "digest.may_repeat": {
        "en": "This may repeat an earlier message: Slack did not say whether that one arrived.",
        "zh": "本消息可能与之前的重复：Slack 未确认前一条是否送达。",
    },
    "digest.partial": {
        "en": "The list is incomplete: certificates may be missing here.",
        "zh": "列表不完整：此处可能缺少证书。",
    },
    "digest.suppressed": {
        "en": {"one": "{n} certificate is snoozed or confirmed", "other": "{n} certificates are snoozed or confirmed"},
        "zh": "{n} 张已暂停提醒或已确认",
    },
    "remind.command": {"en": "remind {text}", "zh": "提醒 {text}"},
    "remind.added": {
        "en": "Reminder {id} is set for this channel: {understood}.",
        "zh": "已为本频道设置提醒 {id}：{understood}。",
    },
    "remind.today": {"en": "Today that is: {understood}", "zh": "按今天算，即：{understood}"},
    "remind.member": {
        "en": "I can speak only where I am a member. If I am not one of this channel yet, /invite me.",
        "zh": "我只能在已加入的频道中发言；如尚未加入本频道，请用 /invite 邀请我。",
    },
    "remind.when": {"en": "It speaks {days} at {time} ({zone}).", "zh": "{days} {time} 提醒（{zone}）。"},
    "remind.daily": {"en": "every day", "zh": "每天"},
    "remind.weekdays": {"en": "on weekdays", "zh": "工作日"},
    "remind.weekends": {"en": "on weekends", "zh": "周末"},
    "remind.on_days": {"en": "on {days}", "zh": "每{days}"},
    "remind.undo": {"en": "Remove", "zh": "移除"},
    "remind.undo_title": {"en": "Remove this reminder?", "zh": "移除这条提醒？"},
    "remind.undo_text": {
        "en": "This channel gets no more messages from it.",
        "zh": "本频道将不再收到它的消息。",
    },
    "remind.undo_yes": {"en": "Remove", "zh": "移除"},
    "remind.undo_no": {"en": "Keep", "zh": "保留"},
    "reminders.title": {
        "en": {"one": "{n} reminder in this channel", "other": "{n} reminders in this channel"},
        "zh": "本频道有 {n} 条提醒",
    },
    "reminders.none": {"en": "No reminders in this channel yet", "zh": "本频道还没有提醒"},
    "reminders.first": {"en": "Set the first one:", "zh": "设置第一条："},
    "reminders.row": {"en": "{id}: {understood}\n{when}", "zh": "{id}：{understood}\n{when}"},
    "reminders.more": {"en": {"one": "… and {n} more", "other": "… and {n} more"}, "zh": "……另有 {n} 条"},
    "suspended.reminder": {"en": "Reminder {id} ({text}) waits.", "zh": "提醒 {id}（{text}）已暂停。"},
    "suspended.channel": {
        "en": "Channel {channel}. Set the reminder again where it should speak.",
        "zh": "频道 {channel}。请在需要的频道重新设置提醒。",
    },
    "suspended.other": {
        "en": "Slack does not take its messages ({code}).",
        "zh": "Slack 不接收它的消息（{code}）。",
    },
    "suspended.is_archived": {"en": "Its channel is archived.", "zh": "它所在的频道已归档。"},
    "suspended.not_in_channel": {
        "en": "The bot is no longer in its channel; invite it there.",
        "zh": "机器人已不在该频道，请重新邀请。",
    },
    "suspended.channel_not_found": {
        "en": "Its channel is gone, or the bot was removed from it.",
        "zh": "该频道不存在，或机器人已被移出。",
    },
    "blind.since": {
        "en": "I have not seen all certificates of account {account} since {time}: reminders may miss some until "
        "it answers again. An admin finds the reason with: /certs accounts",
        "zh": "自 {time} 起未能完整读取账号 {account} 的证书：在其恢复之前，提醒可能有遗漏。"
        "管理员可用 /certs 账号列表 查看原因。",
    },
    "forget.done": {
        "en": "Reminder {id} is removed: {understood}.",
        "zh": "已移除提醒 {id}：{understood}。",
    },
}
