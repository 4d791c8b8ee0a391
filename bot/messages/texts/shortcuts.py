"""Words of the two shortcuts: the form that searches, and the host names of a message."""

from __future__ import annotations

from bot.messages.texts.entry import Entry

TEXTS: dict[str, Entry] = {
    "search.title": {"en": "Search certificates", "zh": "查找证书"},
    "search.submit": {"en": "Search", "zh": "查找"},
    "search.cancel": {"en": "Cancel", "zh": "取消"},
    "search.any": {"en": "Any", "zh": "不限"},
    "search.names": {"en": "Names or words", "zh": "域名或关键词"},
    "search.names_example": {"en": "api.shop.example *.pay.example", "zh": "api.shop.example *.pay.example"},
    "search.names_hint": {
        "en": "A host name finds what is usable for it, *.shop.example all that lies under it. Quotes keep words "
        "together.",
        "zh": "主机名查找可用于它的证书，*.shop.example 查找其下所有证书。引号内的词作为整体。",
    },
    "search.field": {"en": "Which date", "zh": "时间类型"},
    "search.field.expires": {"en": "Expires", "zh": "到期时间"},
    "search.field.begins": {"en": "Issued", "zh": "签发时间"},
    "search.field.created": {"en": "Created", "zh": "创建时间"},
    "search.from": {"en": "From", "zh": "从"},
    "search.to": {"en": "To (that day included)", "zh": "到（含当天）"},
    "search.status": {"en": "Status", "zh": "状态"},
    "search.kind": {"en": "Kind", "zh": "用途"},
    "search.sort": {"en": "Order", "zh": "排序"},
    "search.where": {"en": "Where to answer", "zh": "在哪里显示答案"},
    "search.where_hint": {"en": "Only you will see the answer there.", "zh": "答案在那里仅你可见。"},
    "search.typed": {"en": "The same, typed: {command}", "zh": "也可以直接输入：{command}"},
    "search.reversed": {
        "en": "This day lies before the first one. Please turn the two round.",
        "zh": "这一天早于开始日期，请把两个日期对调。",
    },
    "named.title": {
        "en": {"one": "{n} host name in this message", "other": "{n} host names in this message"},
        "zh": "消息中有 {n} 个域名",
    },
    "named.uncovered": {
        "en": {"one": "{n} without a certificate", "other": "{n} without a certificate"},
        "zh": "{n} 个没有证书",
    },
    "named.covered": {"en": "{emoji} {host} · {state} · {ends}", "zh": "{emoji} {host} · {state} · {ends}"},
    "named.counted": {
        "en": {"one": "{line} · {n} certificate", "other": "{line} · {n} certificates"},
        "zh": "{line} · {n} 张证书",
    },
    "named.missing": {"en": "⚠️ {host} · no certificate can be used for it", "zh": "⚠️ {host} · 没有可用的证书"},
    "named.more": {
        "en": {
            "one": "One more host name was not looked up.",
            "other": "{n} more host names were not looked up.",
        },
        "zh": "另有 {n} 个域名未查询。",
    },
    "named.none": {
        "en": "There is no host name in this message. Host names look like api.shop.example or *.shop.example.",
        "zh": "这条消息里没有域名。域名形如 api.shop.example 或 *.shop.example。",
    },
    "help.search": {"en": "Search with a form …", "zh": "用表单查找……"},
    "help.shortcuts": {
        "en": "Without typing: ⚡ “Search certs” beside the message box opens a form; “Certs named here” in the ⋮ menu "
        "of a message looks up the host names in it.",
        "zh": "不用输入：消息框的 ⚡“查找证书”打开表单；消息 ⋮ 菜单里的“文中证书”查询消息中的域名。",
    },
}
