"""What went wrong, one clear sentence each, with the next step. No sentence repeats a source's own message."""

from __future__ import annotations

from bot.messages.texts.entry import Entry

NOT_THERE: Entry = {
    "en": "Slack did not take the message. Invite the bot to the channel and try again.",
    "zh": "Slack 没有接收消息，请先邀请机器人进入频道再试。",
}

TEXTS: dict[str, Entry] = {
    "notice.id": {"en": "Request {id}", "zh": "请求编号 {id}"},
    "notice.title": {"en": "Not possible", "zh": "无法完成"},
    "notice.try": {"en": "Try one of these:", "zh": "可以试试："},
    "notice.examples": {"en": "For example:", "zh": "例如："},
    "notice.help": {"en": "Help", "zh": "帮助"},
    "notice.unexpected": {
        "en": "Something went wrong on our side. Please try again; if it happens again, tell the operator this number.",
        "zh": "我们这边出了问题，请重试；如再次发生，请把此编号告诉管理员。",
    },
    "working.start": {"en": "Listing certificates …", "zh": "正在列出证书……"},
    "working.some": {"en": "Listing certificates: {n} so far …", "zh": "正在列出证书：已有 {n} 张……"},
    "working.of": {
        "en": "Listing certificates: {n} of {total} so far …",
        "zh": "正在列出证书：已有 {n} 张，共 {total} 张……",
    },
    "not_installed": {
        "en": "Certminder is not installed in this workspace any more. An admin installs it again, then it answers.",
        "zh": "本工作区目前没有安装 Certminder。请管理员重新安装后再试。",
    },
    # Unreadable: `word` is what was typed.
    "unreadable.general": {
        "en": "I could not read “{word}”.",
        "zh": "没有看懂“{word}”。",
    },
    "unreadable.whole": {
        "en": "I could not read that.",
        "zh": "没有看懂这句话。",
    },
    "unreadable.too_long": {
        "en": "That is {length} characters long; I read up to {limit}. Please ask in fewer words.",
        "zh": "这段文字有 {length} 个字符，最多能读 {limit} 个，请说得短一些。",
    },
    "unreadable.no_question": {
        "en": "“{word}” is no question about certificates; commands work in Slack only.",
        "zh": "“{word}”不是证书查询，命令只能在 Slack 中使用。",
    },
    "unreadable.no_such_day": {
        "en": "“{word}” is a day that does not exist. Please check the date.",
        "zh": "“{word}”这一天不存在，请核对日期。",
    },
    "unreadable.reversed": {
        "en": "“{word}” ends before it begins. Please turn the two dates round.",
        "zh": "“{word}”的结束早于开始，请把两个日期对调。",
    },
    "unreadable.missing_operand": {
        "en": "A date is missing after “{word}”. Please say which one.",
        "zh": "“{word}”缺少日期，请补充。",
    },
    "unreadable.bad_number": {
        "en": "“{word}” is no number of days, weeks, months or years I can count. Please write one from 1 up.",
        "zh": "“{word}”不是可以计算的数量，请写 1 以上的数字。",
    },
    "unreadable.weekday_mismatch": {
        "en": "The weekday and the date in “{word}” are not the same day. Please give one of the two.",
        "zh": "“{word}”中的星期与日期不一致，请只写其中一个。",
    },
    "unreadable.ambiguous_date": {
        "en": "“{word}” can be read as day/month or month/day. Please write the year first.",
        "zh": "“{word}”分不清日和月的顺序，请把年份写在前面。",
    },
    "unreadable.not_a_date": {
        "en": "A date was due where “{word}” stands.",
        "zh": "“{word}”处应为日期。",
    },
    "unreadable.unknown_verb": {
        "en": "I do not know the command “{word}”.",
        "zh": "不认识命令“{word}”。",
    },
    "unreadable.not_available": {
        "en": "I understood “{word}”, but cannot do that yet. See what I can do:",
        "zh": "看懂了“{word}”，但目前还做不到。可以查看帮助：",
    },
    "unreadable.unknown_word": {
        "en": "I do not know “{word}”. If it is a word to search for, put it in quotes.",
        "zh": "不认识“{word}”。如果是要搜索的词，请加引号。",
    },
    "unreadable.empty_date": {
        "en": "There is no date where one was due. Please say which days you mean.",
        "zh": "此处缺少日期，请说明是哪几天。",
    },
    "unreadable.no_number": {
        "en": "How many is “{word}”? Please write a number.",
        "zh": "“{word}”是多少？请写数字。",
    },
    "unreadable.movable_date": {
        "en": "“{word}” falls on another date each year. Please give the date itself.",
        "zh": "“{word}”每年日期不同，请直接写日期。",
    },
    "unreadable.unsupported_unit": {
        "en": "“{word}” is finer than a day. I answer for whole days; please ask in days.",
        "zh": "“{word}”比一天更细，查询以整天为单位，请按天提问。",
    },
    "unreadable.not_adjacent": {
        "en": "“{word}” and the rest of the date stand apart. Please write the date in one piece.",
        "zh": "“{word}”与日期的其余部分分开了，请把日期写在一起。",
    },
    "unreadable.no_condition": {
        "en": "“{word}” needs a condition to be reminded of, such as: expiring within 30 days.",
        "zh": "“{word}”需要加上条件才能设置提醒，例如：30天内到期。",
    },
    "unreadable.missing_target": {
        "en": "“{word}” needs to know which one. Please add an id or a name.",
        "zh": "“{word}”需要指定对象，请加上编号或名称。",
    },
    "unreadable.missing_end": {
        "en": "“{word}” needs an end. Please say until when.",
        "zh": "“{word}”需要结束时间，请说明到什么时候。",
    },
    "unreadable.missing_reminder": {
        "en": "“{word}” needs to know which reminder, such as s1. The list of reminders shows what they are called.",
        "zh": "“{word}”需要指定提醒编号，例如 s1。可在提醒列表中查看。",
    },
    "unreadable.mention_whom": {
        "en": "Whom should it mention? Write “{word}” and choose a person from Slack's list after an @.",
        "zh": "要提及谁？请在“{word}”后输入 @ 并从 Slack 的列表中选择。",
    },
    "unreadable.mention_one": {
        "en": "A reminder mentions one person or one user group. Please leave the others out.",
        "zh": "一条提醒只能提及一个人或一个用户组，请去掉其余的。",
    },
    "unreadable.everybody": {
        "en": "A reminder does not call everybody ({word}). Name a person or a user group who is responsible.",
        "zh": "提醒不会通知所有人（{word}），请指定负责的人或用户组。",
    },
    "unreadable.unknown_zone": {
        "en": "I do not know this time zone. Please write it as Asia/Shanghai, or as a city such as New York.",
        "zh": "不认识此时区。请写作 Asia/Shanghai，或写城市名，例如 New York。",
    },
    "unreadable.out_of_range": {
        "en": "“{word}” is too far away to be a date. Please give a nearer one.",
        "zh": "“{word}”太遥远，不是有效的日期，请换一个较近的日期。",
    },
    "unreadable.already_past": {
        "en": "“{word}” is over already. Ask for what has expired, or give a later date.",
        "zh": "“{word}”已经过去。可查询已过期的证书，或换一个更晚的日期。",
    },
    "unreadable.conflict": {
        "en": "“{word}” contradicts the rest of the question. Please leave one of them out.",
        "zh": "“{word}”与其余条件矛盾，请去掉其中一个。",
    },
    "unreadable.twice": {
        "en": "“{word}” says something a second time. Please say it once.",
        "zh": "“{word}”重复了，请只说一次。",
    },
    "unreadable.mixed_or": {
        "en": "“{word}”: “or” joins conditions of one kind only. Please ask the two questions one by one.",
        "zh": "“{word}”：“或”只能连接同一类条件，请分成两次查询。",
    },
    # SourceRefused: CertGetList's gateway codes.
    # SourceUnavailable, by reason.
    "limited.user": {
        "en": {
            "one": "That was a lot of questions. You can ask again in {n} second.",
            "other": "That was a lot of questions. You can ask again in {n} seconds.",
        },
        "zh": "提问太频繁了，请 {n} 秒后再试。",
    },
    "limited.workspace": {
        "en": {
            "one": "This workspace asked a lot just now. Ask again in {n} second.",
            "other": "This workspace asked a lot just now. Ask again in {n} seconds.",
        },
        "zh": "本工作区刚才提问太多，请 {n} 秒后再试。",
    },
    "store.unavailable": {
        "en": "The bot's memory (Redis) does not answer. Nothing was changed; try again in a minute.",
        "zh": "机器人的存储（Redis）没有响应，未作任何更改，请一分钟后再试。",
    },
    "result.gone": {
        "en": "This list is no longer kept. Please ask again.",
        "zh": "这份列表已不再保留，请重新查询。",
    },
    "missing.certificate": {
        "en": "There is no certificate “{name}”. Search for a part of its name instead.",
        "zh": "没有证书“{name}”，可以用名称的一部分来搜索。",
    },
    "missing.subscription": {
        "en": "There is no reminder “{name}” in this channel. See the list of reminders for their ids.",
        "zh": "本频道没有提醒“{name}”，可在提醒列表中查看编号。",
    },
    "missing.accounts": {
        "en": "No Tencent Cloud account is connected yet. An admin of this workspace types /certs connect; or the "
        "operator sets TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY.",
        "zh": "尚未连接腾讯云账号。请工作区管理员输入 /certs 连接，"
        "或由运维设置 TENCENTCLOUD_SECRET_ID 和 TENCENTCLOUD_SECRET_KEY。",
    },
    "missing.account": {
        "en": "There is no account “{name}”. /certs accounts shows which there are.",
        "zh": "没有账号“{name}”。可用 /certs 账号列表 查看已有账号。",
    },
    "missing.other": {"en": "“{name}” does not exist.", "zh": "“{name}”不存在。"},
    "not_allowed": {
        "en": "You may not do that here. Ask an admin of this workspace.",
        "zh": "你在这里没有此权限，请联系工作区管理员。",
    },
    "shared_outside": {
        "en": "People of another organisation read this channel, so the list was not posted. Share it in a channel of "
        "your own, or ask whoever runs Certminder to set CERTMINDER_GUESTS=allow.",
        "zh": "其他组织的成员也能看到此频道，因此没有发布该列表。请在你们自己的频道中分享，"
        "或请 Certminder 的运维人员设置 CERTMINDER_GUESTS=allow。",
    },
    "unknown_person": {
        "en": "Slack did not say who you are, and strangers are shown nothing. Try again in a minute.",
        "zh": "Slack 没有告知你的身份，而陌生人无权查看。请一分钟后再试。",
    },
    "settings.invalid": {
        "en": "The bot is not set up completely. The operator finds every fault with: certminder check",
        "zh": "机器人尚未配置完整，管理员可用 certminder check 查看。",
    },
    "delivery.throttled": {
        "en": {
            "one": "Slack has too much to do and did not take the message. Try again in {n} second.",
            "other": "Slack has too much to do and did not take the message. Try again in {n} seconds.",
        },
        "zh": "Slack 繁忙，没有接收消息，请 {n} 秒后再试。",
    },
    "delivery.unknown": {
        "en": "Slack gave no answer, so this may or may not have arrived. If you do not see it, try again.",
        "zh": "Slack 没有回应，消息可能已送达，也可能没有。如果没有看到，请再试一次。",
    },
    "delivery.refused": {
        "en": "Slack did not take it ({code}). Try again; if it stays so, tell the operator of this app.",
        "zh": "Slack 没有接收（{code}）。请再试一次；如仍不行，请告知本应用的管理员。",
    },
    "delivery.expired_trigger_id": {
        "en": "It took too long, so Slack does not open the window any more. Click again.",
        "zh": "等待过久，Slack 已不再打开窗口，请再点一次。",
    },
    **{f"delivery.{code}": NOT_THERE for code in ("channel_not_found", "not_in_channel")},
    "delivery.is_archived": {
        "en": "This channel is archived and takes no messages. Ask in another one, or in a direct message to the app.",
        "zh": "本频道已归档，不再接收消息。请在其他频道或与应用的私信中提问。",
    },
}
