"""What went wrong, one clear sentence each, with the next step. No sentence repeats a source's own message."""

from __future__ import annotations

from bot.messages.texts.entry import Entry

TEXTS: dict[str, Entry] = {
    "notice.with_id": {"en": "{sentence} (request {id})", "zh": "{sentence}（请求编号 {id}）"},
    "notice.id": {"en": "Request {id}", "zh": "请求编号 {id}"},
    "notice.title": {"en": "Not possible", "zh": "无法完成"},
    "notice.try": {"en": "Try one of these:", "zh": "可以试试："},
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
    "refused.other": {
        "en": "Tencent Cloud refused with error {code}. Please tell the operator this number.",
        "zh": "腾讯云返回错误 {code}，请把此编号告诉管理员。",
    },
    "refused.4000": {
        "en": "Tencent Cloud did not accept a parameter of the question. Try a simpler one, without id or host name.",
        "zh": "腾讯云不接受某个参数，请换一个更简单的查询，例如去掉编号或域名。",
    },
    "refused.4100": {
        "en": "The SecretKey does not match the SecretId. Check both in the settings.",
        "zh": "SecretKey 与 SecretId 不匹配，请检查设置。",
    },
    "refused.4101": {
        "en": "The key's sub-account may not call CertGetList. Grant it QcloudSSLReadOnlyAccess in CAM.",
        "zh": "该密钥的子账号无权调用 CertGetList，请在 CAM 中授予 QcloudSSLReadOnlyAccess。",
    },
    "refused.4102": {
        "en": "The key's sub-account may not see these certificates. Grant it QcloudSSLReadOnlyAccess in CAM.",
        "zh": "该密钥的子账号无权查看这些证书，请在 CAM 中授予 QcloudSSLReadOnlyAccess。",
    },
    "refused.4103": {
        "en": "The key's sub-account lacks permission for a resource. Grant it QcloudSSLReadOnlyAccess in CAM.",
        "zh": "该密钥的子账号缺少资源权限，请在 CAM 中授予 QcloudSSLReadOnlyAccess。",
    },
    "refused.4104": {
        "en": "The SecretId is unknown or disabled. Check it in Tencent Cloud under API keys, or create another.",
        "zh": "SecretId 不存在或已禁用，请在腾讯云“API 密钥管理”中检查或新建。",
    },
    "refused.4105": {
        "en": "The temporary token has ended or is wrong. Get a new one and put it into the settings.",
        "zh": "临时 Token 已失效或有误，请重新获取并更新设置。",
    },
    "refused.4106": {
        "en": "The account demands multi-factor authentication for this key. Use a key that is free of it.",
        "zh": "该密钥需要多因素认证（MFA），请改用不需要 MFA 的密钥。",
    },
    "refused.4110": {
        "en": "Tencent Cloud's access management (CAM) refused the key. Check the key's policies in CAM.",
        "zh": "腾讯云访问管理（CAM）拒绝了该密钥，请检查其策略。",
    },
    "refused.4300": {
        "en": "The Tencent Cloud account is blocked. Open a ticket at Tencent Cloud.",
        "zh": "该腾讯云账号已被封禁，请联系腾讯云工单。",
    },
    "refused.4400": {
        "en": "Tencent Cloud's quota is used up for the moment. Wait a minute and ask again.",
        "zh": "腾讯云调用配额暂时用完，请一分钟后再试。",
    },
    "refused.4500": {
        "en": "Tencent Cloud says the request's time is off. Set the clock of this machine (NTP).",
        "zh": "腾讯云认为请求时间有误，请校准本机时钟（NTP）。",
    },
    "refused.4500.skew": {
        "en": {
            "one": "This machine's clock is {n} second away from Tencent Cloud's. Set it (NTP), then ask again.",
            "other": "This machine's clock is {n} seconds away from Tencent Cloud's. Set it (NTP), then ask again.",
        },
        "zh": "本机时钟与腾讯云相差 {n} 秒，请校准（NTP）后再试。",
    },
    "refused.4600": {
        "en": "Tencent Cloud answers over https only. Set CERTGETLIST_URL to an https address.",
        "zh": "腾讯云只接受 https，请把 CERTGETLIST_URL 设为 https 地址。",
    },
    "refused.6000": {
        "en": "Tencent Cloud has an internal error. Try again in a few minutes.",
        "zh": "腾讯云内部错误，请几分钟后再试。",
    },
    "refused.6100": {
        "en": "This address does not know CertGetList. Check CERTGETLIST_URL.",
        "zh": "该地址不支持 CertGetList，请检查 CERTGETLIST_URL。",
    },
    "refused.6200": {
        "en": "Tencent Cloud is under maintenance. Try again later.",
        "zh": "腾讯云正在维护，请稍后再试。",
    },
    # SourceUnavailable, by reason.
    "unavailable.other": {
        "en": "Tencent Cloud does not answer. Try again in a minute.",
        "zh": "腾讯云没有响应，请一分钟后再试。",
    },
    "unavailable.unreachable": {
        "en": "Tencent Cloud cannot be reached. Try again in a minute; if it stays, check the network and "
        "CERTGETLIST_URL.",
        "zh": "无法连接腾讯云。请一分钟后再试；如仍不行，请检查网络和 CERTGETLIST_URL。",
    },
    "unavailable.timeout": {
        "en": "Tencent Cloud took too long to answer. Try again in a minute.",
        "zh": "腾讯云响应超时，请一分钟后再试。",
    },
    "unavailable.http_status": {
        "en": "Tencent Cloud's gateway failed. Try again in a minute.",
        "zh": "腾讯云网关出错，请一分钟后再试。",
    },
    "unavailable.not_json": {
        "en": "What answered is not CertGetList. Check CERTGETLIST_URL and any proxy in between.",
        "zh": "返回的不是 CertGetList 的应答，请检查 CERTGETLIST_URL 和中间的代理。",
    },
    "unavailable.not_an_answer": {
        "en": "Tencent Cloud's answer has an unknown shape. Try again; if it stays, tell the operator.",
        "zh": "腾讯云的应答格式无法识别，请重试；如仍不行，请告诉管理员。",
    },
    "unavailable.too_large": {
        "en": "Tencent Cloud's answer is larger than is accepted. Ask for less: an id, a host name or a word.",
        "zh": "腾讯云的应答过大，请缩小范围：编号、域名或关键词。",
    },
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
        "en": "No Tencent Cloud account is connected yet. The operator sets TENCENTCLOUD_SECRET_ID and "
        "TENCENTCLOUD_SECRET_KEY and starts the bot again.",
        "zh": "尚未连接腾讯云账号。请管理员设置 TENCENTCLOUD_SECRET_ID 和 TENCENTCLOUD_SECRET_KEY 后重新启动机器人。",
    },
    "missing.account": {
        "en": "There is no account “{name}”. Ask an admin which accounts are connected.",
        "zh": "没有账号“{name}”，请向管理员询问已连接的账号。",
    },
    "missing.other": {"en": "“{name}” does not exist.", "zh": "“{name}”不存在。"},
    "not_allowed": {
        "en": "You may not do that here. Ask an admin of this workspace.",
        "zh": "你在这里没有此权限，请联系工作区管理员。",
    },
    "settings.invalid": {
        "en": "The bot is not set up completely. The operator finds every fault with: certminder check",
        "zh": "机器人尚未配置完整，管理员可用 certminder check 查看。",
    },
    "delivery.failed": {
        "en": "Slack did not take the message. Invite the bot to the channel and try again.",
        "zh": "Slack 没有接收消息，请先邀请机器人进入频道再试。",
    },
}
