"""Accounts: how they are listed, connected and removed, in Slack and on the page that takes a key."""

from __future__ import annotations

from bot.messages.texts.entry import Entry

TEXTS: dict[str, Entry] = {
    "accounts.title": {"en": {"one": "{n} account", "other": "{n} accounts"}, "zh": "{n} 个账号"},
    "accounts.more": {"en": {"one": "and {n} more", "other": "and {n} more"}, "zh": "另有 {n} 个"},
    "accounts.hint": {
        "en": "Ask one of them with: account {name} · all at once with: all accounts",
        "zh": "查询其中一个：账号 {name} · 查询全部：所有账号",
    },
    "accounts.none": {
        "en": "No account is connected yet. Connect one: you enter its key on a page of mine, never in Slack.",
        "zh": "尚未连接任何账号。请连接一个：密钥在我的网页上填写，不经过 Slack。",
    },
    "accounts.none_member": {
        "en": "No account is connected yet. An admin of this workspace types /certs connect.",
        "zh": "尚未连接任何账号。请工作区管理员输入 /certs 连接。",
    },
    "account.typed": {"en": "account {name}", "zh": "账号 {name}"},
    "account.default_here": {"en": "📌 default of this channel", "zh": "📌 本频道默认"},
    "account.kind.certgetlist": {"en": "CertGetList (API 2.0)", "zh": "CertGetList（API 2.0）"},
    "account.kind.ssl": {"en": "SSL certificates (API 3.0)", "zh": "SSL 证书（API 3.0）"},
    "account.kind.pem": {"en": "folder of PEM files", "zh": "PEM 文件夹"},
    "account.endpoint.china": {"en": "China site", "zh": "中国站"},
    "account.endpoint.international": {"en": "international site", "zh": "国际站"},
    "account.endpoint.private": {"en": "the operator's own address", "zh": "运维设置的地址"},
    "account.tail": {"en": "SecretId {tail}", "zh": "SecretId {tail}"},
    "account.environment": {"en": "from the operator's settings", "zh": "来自运维设置"},
    "account.connected_by": {"en": "connected by {who} {when}", "zh": "由 {who} 于 {when} 连接"},
    "account.never_seen": {"en": "not seen yet", "zh": "尚未读取"},
    "account.seen": {
        "en": {"one": "{n} certificate as of {time}", "other": "{n} certificates as of {time}"},
        "zh": "{n} 张证书，数据截至 {time}",
    },
    "account.seen_partly": {
        "en": {"one": "{n} certificate as of {time}, not all", "other": "{n} certificates as of {time}, not all"},
        "zh": "{n} 张证书（不完整），数据截至 {time}",
    },
    "account.failed": {"en": "Last failure {when}: {why}", "zh": "最近一次失败 {when}：{why}"},
    "account.closed": {
        "en": {"one": "It is asked again in {n} second.", "other": "It is asked again in {n} seconds."},
        "zh": "{n} 秒内不再请求。",
    },
    "account.test": {"en": "Test", "zh": "测试"},
    "account.make_default": {"en": "Make default here", "zh": "设为本频道默认"},
    "account.no_default": {"en": "No default here", "zh": "取消本频道默认"},
    "account.remove": {"en": "Remove", "zh": "移除"},
    "account.remove_title": {"en": "Remove {name}?", "zh": "移除 {name}？"},
    "account.remove_text": {
        "en": "Its key and its list of certificates are deleted here, and reminders that stand on {name} see nothing "
        "of it any more. Nothing changes at Tencent Cloud.",
        "zh": "将删除此处保存的密钥和证书列表，依赖 {name} 的提醒将不再能看到它。腾讯云上不会有任何变化。",
    },
    "account.remove_yes": {"en": "Remove {name}", "zh": "移除 {name}"},
    "account.remove_no": {"en": "Keep it", "zh": "保留"},
    "account.not_removable": {
        "en": "{name} comes from the operator's settings and can only be removed there.",
        "zh": "{name} 来自运维设置，只能在设置中移除。",
    },
    "account.removed": {
        "en": "Account {name} is removed, with its key and its list.",
        "zh": "账号 {name} 及其密钥、列表已移除。",
    },
    "account.removed_defaults": {
        "en": {
            "one": "It was the default of {n} channel, whose questions are about the first account again.",
            "other": "It was the default of {n} channels, whose questions are about the first account again.",
        },
        "zh": "它曾是 {n} 个频道的默认账号，这些频道的查询将恢复为第一个账号。",
    },
    "account.removed_reminders": {
        "en": {"one": "{n} reminder stood on it:", "other": "{n} reminders stood on it:"},
        "zh": "有 {n} 条提醒依赖它：",
    },
    "account.works": {"en": "{name} works.", "zh": "{name} 可用。"},
    "account.works_with": {
        "en": {"one": "{name} works: it has {n} certificate.", "other": "{name} works: it has {n} certificates."},
        "zh": "{name} 可用：共 {n} 张证书。",
    },
    "account.does_not_work": {"en": "{name} does not work. {why}", "zh": "{name} 不可用。{why}"},
    "default.set": {
        "en": "Questions and reminders of this channel that name no account are about {name} from now on.",
        "zh": "此后本频道未指明账号的查询和提醒都针对 {name}。",
    },
    "default.is": {"en": "The default account of this channel is {name}.", "zh": "本频道的默认账号是 {name}。"},
    "default.is_first": {
        "en": "This channel has chosen no default account: its questions are about the first one, {name}. An admin "
        "chooses with: default account …",
        "zh": "本频道未选择默认账号，查询针对第一个账号 {name}。管理员可用“默认账号 ……”来设置。",
    },
    "default.gone": {
        "en": "This channel has no default account any more: its questions are about the first one, {name}.",
        "zh": "本频道已取消默认账号，查询针对第一个账号 {name}。",
    },
    "too_many.account": {
        "en": "There is room for {limit} accounts only. Remove one first.",
        "zh": "最多只能连接 {limit} 个账号，请先移除一个。",
    },
    "connect.of_environment": {
        "en": "{name} comes from the operator's settings, and its key is changed there. For another account choose "
        "another name.",
        "zh": "{name} 来自运维设置，其密钥需在设置中更换。要连接其他账号，请使用别的名称。",
    },
    "connect.button": {"en": "Connect an account", "zh": "连接账号"},
    "connect.rekey": {"en": "Change key", "zh": "更换密钥"},
    "connect.title": {"en": "Connect an account", "zh": "连接账号"},
    "connect.lead": {
        "en": "Enter the key of a Tencent Cloud account on my own page. It never travels through Slack.",
        "zh": "请在我的网页上填写腾讯云账号的密钥，密钥不经过 Slack。",
    },
    "connect.lead_named": {
        "en": "Enter the key of account {name} on my own page. It never travels through Slack.",
        "zh": "请在我的网页上填写账号 {name} 的密钥，密钥不经过 Slack。",
    },
    "connect.open": {"en": "Open the page", "zh": "打开网页"},
    "connect.rules": {
        "en": "The link is for you alone: it works for 10 minutes, in the first browser that opens it.",
        "zh": "此链接仅供你本人使用：10 分钟内有效，且只在首次打开它的浏览器中有效。",
    },
    "connect.missing.url": {
        "en": "Accounts cannot be connected here, since PUBLIC_URL is not set. The operator sets it, or runs: "
        "certminder account add",
        "zh": "由于未设置 PUBLIC_URL，无法在此连接账号。请管理员设置它，或运行：certminder account add",
    },
    "connect.missing.https": {
        "en": "Accounts cannot be connected here, since PUBLIC_URL is not an https address. The operator changes it, "
        "or runs: certminder account add",
        "zh": "由于 PUBLIC_URL 不是 https 地址，无法在此连接账号。请管理员修改它，或运行：certminder account add",
    },
    "connect.missing.secrets": {
        "en": "Accounts cannot be connected, since there is no key to seal theirs with. The operator sets "
        "CERTMINDER_SECRETS to what this prints: certminder sealing-key",
        "zh": "没有用于加密保存的密钥，无法连接账号。请管理员运行 certminder sealing-key，"
        "并将结果设为 CERTMINDER_SECRETS。",
    },
    "connect.done": {
        "en": {
            "one": "Account {name} is connected: it has {n} certificate.",
            "other": "Account {name} is connected: it has {n} certificates.",
        },
        "zh": "账号 {name} 已连接：共 {n} 张证书。",
    },
    "connect.try": {"en": "Show its certificates", "zh": "查看其证书"},
    "connect.try_query": {"en": 'account "{name}"', "zh": '账号 "{name}"'},
    "connect.list": {"en": "All accounts", "zh": "账号列表"},
    "connect.list_query": {"en": "accounts", "zh": "账号列表"},
    "connect.fault.name": {
        "en": "A name is one word of letters, digits, - _ or . (up to 32), and not default or files.",
        "zh": "名称是由字母、数字、- _ . 组成的一个词（不超过 32 个字符），且不能是 default 或 files。",
    },
    "connect.fault.word": {
        "en": "This word means something else in questions. Please choose another name.",
        "zh": "这个词在查询中另有含义，请换一个名称。",
    },
    "connect.fault.taken": {
        "en": "There is an account of this name already. Choose another, or change its key with: /certs connect {name}",
        "zh": "已有同名账号。请换一个名称，或用 /certs 连接 {name} 更换其密钥。",
    },
    "connect.fault.changed": {
        "en": "The account {name} was changed or removed meanwhile, so this key is not kept. See /certs accounts, and "
        "get another link with: /certs connect {name}",
        "zh": "账号 {name} 已被更换密钥或移除，此密钥未保存。请用 /certs 账号列表 查看，"
        "并用 /certs 连接 {name} 重新获取链接。",
    },
    "connect.fault.site": {"en": "Please choose where the key is for.", "zh": "请选择密钥所属的站点。"},
    "connect.fault.secret_id": {
        "en": "A SecretId has letters and digits only, as Tencent Cloud shows it under API keys.",
        "zh": "SecretId 只含字母和数字，请从腾讯云“API 密钥管理”中复制。",
    },
    "connect.fault.secret_key": {
        "en": "Please enter the SecretKey (again): it is never shown.",
        "zh": "请（重新）填写 SecretKey：它不会显示。",
    },
    "connect.page.title": {"en": "Connect an account", "zh": "连接账号"},
    "connect.page.title_named": {"en": "Change the key of {name}", "zh": "更换 {name} 的密钥"},
    "connect.page.lead": {
        "en": "The key goes from this page to this bot, is tried with one read-only question, and is kept encrypted.",
        "zh": "密钥从本页直接提交给机器人，先用一次只读查询验证，然后加密保存。",
    },
    "connect.page.whose": {
        "en": "For the Slack workspace {team}, asked for by {person}. If that is not you, close this page.",
        "zh": "用于 Slack 工作区 {team}，由 {person} 请求。如非你本人，请关闭本页。",
    },
    "connect.page.name": {"en": "Name, as people will type it: account …", "zh": "名称，查询时输入：账号 ……"},
    "connect.page.site": {"en": "Where the key is for", "zh": "密钥所属"},
    "connect.page.site_option": {"en": "{kind}, {endpoint}", "zh": "{kind}，{endpoint}"},
    "connect.page.submit": {"en": "Try and connect", "zh": "验证并连接"},
    "connect.page.permission": {"en": "The smallest permission", "zh": "最小权限"},
    "connect.page.permission_text": {
        "en": "Create a sub-account without console access in CAM, give it this policy, and use its key. The bot can "
        "then read the list of certificates and nothing else.",
        "zh": "在 CAM 中新建一个仅编程访问的子账号，授予以下策略，并使用它的密钥。"
        "机器人只能读取证书列表，别无其他权限。",
    },
    "connect.page.detail_text": {
        "en": "Only the button “Certificate facts” needs ssl:DescribeCertificateDetail. "
        "That action can read private keys as well, so it is left out here.",
        "zh": "只有“查看证书内容”按钮需要 ssl:DescribeCertificateDetail，但它也能读取私钥，因此这里没有包含；"
        "其他功能均不受影响。",
    },
    "connect.page.preset": {
        "en": "The preset policy QcloudSSLReadOnlyAccess works too.",
        "zh": "也可使用预设策略 QcloudSSLReadOnlyAccess。",
    },
    "connect.page.fault": {"en": "Not connected yet", "zh": "尚未连接"},
    "connect.page.done": {"en": "{name} is connected", "zh": "{name} 已连接"},
    "connect.page.done_text": {
        "en": {
            "one": "It has {n} certificate. The SecretId that is kept ends with {tail}. You can close this page.",
            "other": "It has {n} certificates. The SecretId that is kept ends with {tail}. You can close this page.",
        },
        "zh": "共 {n} 张证书。所保存的 SecretId 以 {tail} 结尾。可以关闭本页。",
    },
    "connect.page.over": {"en": "This link is no longer open", "zh": "此链接已失效"},
    "connect.page.over_text": {
        "en": "It was used, is older than 10 minutes, or was opened in another browser. Get another one in Slack with: "
        "/certs connect",
        "zh": "它已被使用、超过 10 分钟，或已在其他浏览器中打开。请在 Slack 中用 /certs 连接 重新获取。",
    },
    "connect.page.foreign": {"en": "This page was not opened as it should be", "zh": "页面打开方式不正确"},
    "connect.page.foreign_text": {
        "en": "The form did not come from this page, or was reached under another address than PUBLIC_URL. Get another "
        "link in Slack with: /certs connect",
        "zh": "表单并非来自本页，或访问地址与 PUBLIC_URL 不同。请在 Slack 中用 /certs 连接 重新获取链接。",
    },
    "connect.page.refused": {"en": "You may not connect accounts", "zh": "你无权连接账号"},
    "connect.page.refused_text": {
        "en": "Only admins of the workspace may, and you are none now. Ask one of them.",
        "zh": "只有工作区管理员可以，而你目前不是管理员，请联系管理员。",
    },
    "connect.page.later": {"en": "Nothing was changed", "zh": "未作任何更改"},
    "connect.page.back": {"en": "Back to Slack", "zh": "返回 Slack"},
}
