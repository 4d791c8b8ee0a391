"""What is said about taking, snoozing and confirming; about why and when; and the forms of reminders."""

from __future__ import annotations

from bot.messages.texts.entry import Entry

TEXTS: dict[str, Entry] = {
    "mark.taken": {"en": "👤 taken by {user}", "zh": "👤 {user} 负责"},
    "mark.snoozed": {"en": "💤 snoozed until {time} by {user}", "zh": "💤 {user} 暂停提醒至 {time}"},
    "mark.confirmed": {"en": "☑️ {user} confirmed that the new one is deployed", "zh": "☑️ {user} 已确认新证书部署完成"},
    "mark.confirm": {"en": "confirm that it is deployed", "zh": "请确认已部署"},
    "digest.for": {"en": "For {users}", "zh": "请处理：{users}"},
    "digest.show_suppressed": {
        "en": {"one": "Show the {n} not told", "other": "Show the {n} not told"},
        "zh": "查看未提醒的 {n} 张",
    },
    "do.details": {"en": "Details", "zh": "详情"},
    "do.take": {"en": "👤 I take it", "zh": "👤 我来负责"},
    "do.give_back": {"en": "Nobody's again", "zh": "取消负责"},
    "do.snooze": {"en": "💤 Snooze …", "zh": "💤 暂停提醒……"},
    "do.wake": {"en": "⏰ Wake it", "zh": "⏰ 恢复提醒"},
    "do.confirm": {"en": "✅ The new one is deployed", "zh": "✅ 新证书已部署"},
    "done.take": {
        "en": "{name} is yours: from now on only you are mentioned.",
        "zh": "{name} 由你负责：之后只会提及你。",
    },
    "done.took_from": {"en": "Before, it was {user}'s.", "zh": "此前由 {user} 负责。"},
    "done.give_back": {"en": "{name} is nobody's again.", "zh": "{name} 已无人负责。"},
    "done.snooze": {
        "en": "Nothing is said of {name} until {time}.",
        "zh": "{time} 前不再提醒 {name}。",
    },
    "done.shortened": {
        "en": "That is earlier than you asked for: a snooze ends at the next more urgent band, "
        "and a day before the end.",
        "zh": "比你要求的更早：暂停最迟在进入下一紧急阶段或到期前一天结束。",
    },
    "done.too_late": {
        "en": "{name} can't be snoozed any more: its next band or its last day has come. Take it instead.",
        "zh": "{name} 已不能暂停提醒：已进入下一紧急阶段或最后一天。可以改为由你负责。",
    },
    "done.wake": {"en": "{name} is told again.", "zh": "{name} 已恢复提醒。"},
    "done.confirm": {
        "en": "Nothing more is said of {name}: its successor is deployed.",
        "zh": "不再提醒 {name}：替代证书已部署。",
    },
    "done.undo": {"en": "Undo", "zh": "撤销"},
    "change.taken": {"en": "👤 {user} takes {name}.", "zh": "👤 {user} 负责 {name}。"},
    "change.given_back": {"en": "{user} gave {name} back.", "zh": "{user} 不再负责 {name}。"},
    "change.snoozed": {
        "en": "💤 {user} snoozed {name} until {time}: {reason}",
        "zh": "💤 {user} 暂停提醒 {name} 至 {time}：{reason}",
    },
    "change.woken": {"en": "⏰ {user} woke {name}.", "zh": "⏰ {user} 恢复了 {name} 的提醒。"},
    "change.confirmed": {
        "en": "☑️ {user} confirmed that the successor of {name} is deployed.",
        "zh": "☑️ {user} 已确认 {name} 的替代证书部署完成。",
    },
    "change.renewed": {
        "en": "✅ {name} is renewed by {by} until {time}. Please confirm that it is deployed.",
        "zh": "✅ {name} 已由 {by} 续期至 {time}，请确认已部署。",
    },
    "change.partly_renewed": {
        "en": "⚠️ {name} is renewed only in part: {by} lacks {missing}.",
        "zh": "⚠️ {name} 仅部分续期：{by} 缺少 {missing}。",
    },
    "change.more": {"en": {"one": "… and {n} more", "other": "… and {n} more"}, "zh": "……另有 {n} 项"},
    "suppressed.title": {
        "en": {"one": "{n} certificate is not told", "other": "{n} certificates are not told"},
        "zh": "{n} 张证书不提醒",
    },
    "suppressed.none": {"en": "Nothing is snoozed: everything due is told.", "zh": "没有暂停提醒的证书。"},
    "suppressed.reason": {"en": "Reason: {reason}", "zh": "原因：{reason}"},
    "suppressed.no_reason": {"en": "(none given)", "zh": "（未填写）"},
    "snooze.title": {"en": "Snooze", "zh": "暂停提醒"},
    "snooze.submit": {"en": "Snooze", "zh": "确定"},
    "snooze.until": {"en": "Until", "zh": "暂停到"},
    "snooze.until_example": {"en": "next Friday", "zh": "下周五"},
    "snooze.reason": {"en": "Because", "zh": "原因"},
    "snooze.reason_example": {"en": "the renewal is ordered", "zh": "已申请续期"},
    "snooze.about": {
        "en": "Nothing is said of {name} until then, but at the latest until its next more urgent band, "
        "and a day before its end.",
        "zh": "在此之前不再提醒 {name}；最迟在进入下一紧急阶段或到期前一天恢复。",
    },
    "snooze.command": {"en": "snooze {target} until {until}", "zh": "静默 {target} 到 {until}"},
    "why.command": {"en": "why {target}", "zh": "为什么 {target}"},
    "which.title": {"en": "Which one?", "zh": "是哪一张？"},
    "which.choose": {"en": "This one", "zh": "这张"},
    "why.title": {"en": "Why {name}", "zh": "{name} 的提醒"},
    "why.no_reminders": {
        "en": "No reminder that you may see is about it.",
        "zh": "没有你可见的提醒涉及它。",
    },
    "why.reminder": {"en": "Reminder {id} in {channel}: {query}", "zh": "提醒 {id}（{channel}）：{query}"},
    "why.others": {
        "en": {
            "one": "{n} reminder of another channel is not shown here.",
            "other": "{n} reminders of other channels are not shown here.",
        },
        "zh": "其他频道的 {n} 条提醒不在此显示。",
    },
    "why.not_concerned": {
        "en": "Its query does not mean this certificate now; the days below hold as soon as it does.",
        "zh": "其查询目前不包含此证书；以下时间在包含后生效。",
    },
    "why.paused": {"en": "⏸️ It is paused: nothing is sent.", "zh": "⏸️ 已暂停，不发送。"},
    "why.suspended": {
        "en": "⏸️ It waits, because Slack does not take its messages ({code}).",
        "zh": "⏸️ 正在等待：Slack 不接收它的消息（{code}）。",
    },
    "why.stalled": {
        "en": "It is an order that waits: listed apart in each digest, without days.",
        "zh": "它是停滞的订单：在每次提醒中单独列出，没有时间节点。",
    },
    "why.unknown": {
        "en": "Its end or status cannot be read: told once as unknown.",
        "zh": "其到期时间或状态无法读取：作为未知项提醒一次。",
    },
    "why.over": {
        "en": "It is cancelled, revoked or refunded: nothing is told of it.",
        "zh": "已取消、吊销或退款：不再提醒。",
    },
    "why.before": {"en": {"one": "{n} day before its end", "other": "{n} days before its end"}, "zh": "到期前 {n} 天"},
    "why.last_day": {"en": "on its last day", "zh": "到期当天"},
    "why.after": {"en": {"one": "{n} day after its end", "other": "{n} days after its end"}, "zh": "到期后 {n} 天"},
    "why.sent": {"en": "📨 sent {time}", "zh": "📨 已于 {time} 发送"},
    "why.told": {"en": "✔️ told, or told with a more urgent band", "zh": "✔️ 已提醒，或随更紧急阶段提醒"},
    "why.due": {"en": "🔔 due, told {time}", "zh": "🔔 已到时间，将于 {time} 提醒"},
    "why.coming": {"en": "⏳ comes {time}", "zh": "⏳ 将于 {time} 提醒"},
    "why.asleep": {
        "en": "💤 suppressed by {user} ({reason}); told {time}",
        "zh": "💤 被 {user} 暂停（{reason}），将于 {time} 提醒",
    },
    "why.confirmed": {
        "en": "☑️ {user} confirmed that its successor is deployed: nothing more is sent.",
        "zh": "☑️ {user} 已确认替代证书部署完成：不再发送。",
    },
    "why.next": {"en": "Next: {time}", "zh": "下次：{time}"},
    "why.no_next": {"en": "Nothing more is planned.", "zh": "没有后续提醒。"},
    "simulate.title": {"en": "What the reminders would say on {day}", "zh": "{day} 的提醒会说什么"},
    "simulate.about": {
        "en": "As if nothing were sent before then. This message sends nothing.",
        "zh": "假设在此之前没有发送提醒。本操作不会发送任何内容。",
    },
    "simulate.reminder": {"en": "Reminder {id} ({time}): {query}", "zh": "提醒 {id}（{time}）：{query}"},
    "simulate.nothing": {"en": "Nothing is due.", "zh": "没有到期项。"},
    "simulate.no_slot": {"en": "It does not speak on that day.", "zh": "当天不发送。"},
    "simulate.silent": {"en": "⏸️ It is paused.", "zh": "⏸️ 已暂停。"},
    "preview.would": {
        "en": {
            "one": "Reminder {id} would send {n} certificate now: {groups}",
            "other": "Reminder {id} would send {n} certificates now: {groups}",
        },
        "zh": "提醒 {id} 现在会发送 {n} 张证书：{groups}",
    },
    "preview.nothing": {
        "en": "Reminder {id} would send nothing now: what is due was told already.",
        "zh": "提醒 {id} 现在不会发送：到期项都已提醒过。",
    },
    "preview.next": {"en": "It speaks next on {time}.", "zh": "下次发送：{time}。"},
    "sample.about": {
        "en": "Only you see this sample of reminder {id}; nothing counts as told.",
        "zh": "这是提醒 {id} 的样例，仅你可见，不计入已提醒。",
    },
    "sample.nothing": {
        "en": "Reminder {id} means no certificate that is due: a sample would be empty.",
        "zh": "提醒 {id} 目前没有到期证书，样例为空。",
    },
    "reminder.preview": {"en": "Preview", "zh": "预览"},
    "reminder.sample": {"en": "Send me one now", "zh": "现在发我一份"},
    "reminder.pause": {"en": "Pause", "zh": "暂停"},
    "reminder.resume": {"en": "Resume", "zh": "恢复"},
    "reminder.edit": {"en": "Edit", "zh": "编辑"},
    "reminder.new": {"en": "New reminder …", "zh": "新建提醒……"},
    "reminder.paused": {"en": "Reminder {id} is paused: {understood}.", "zh": "提醒 {id} 已暂停：{understood}。"},
    "reminder.resumed": {"en": "Reminder {id} speaks again: {understood}.", "zh": "提醒 {id} 已恢复：{understood}。"},
    "reminder.is_paused": {"en": "⏸️ paused", "zh": "⏸️ 已暂停"},
    "reminder.is_suspended": {
        "en": "⏸️ waits: Slack does not take its messages",
        "zh": "⏸️ 等待中：Slack 不接收它的消息",
    },
    "form.title_new": {"en": "New reminder", "zh": "新建提醒"},
    "form.title_edit": {"en": "Edit reminder", "zh": "编辑提醒"},
    "form.submit": {"en": "Save", "zh": "保存"},
    "form.query": {"en": "Certificates", "zh": "证书范围"},
    "form.query_example": {"en": "expiring within 30 days *.shop.example", "zh": "30天内过期 *.shop.example"},
    "form.time": {"en": "Time", "zh": "时间"},
    "form.days": {"en": "Days", "zh": "日期"},
    "form.days_wanted": {"en": "Choose at least one day.", "zh": "请至少选择一天。"},
    "form.saved": {"en": "Reminder {id} is changed: {understood}.", "zh": "提醒 {id} 已修改：{understood}。"},
}
