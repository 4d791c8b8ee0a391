"""Words around a list of certificates."""

from __future__ import annotations

from bot.messages.texts.entry import Entry

TEXTS: dict[str, Entry] = {
    "result.count": {
        "en": {"one": "{n} certificate", "other": "{n} certificates"},
        "zh": "{n} 张证书",
    },
    "result.none": {"en": "No certificates found", "zh": "没有找到证书"},
    "result.expired": {"en": {"one": "{n} expired", "other": "{n} expired"}, "zh": "{n} 张已过期"},
    "result.soon": {
        "en": {"one": "{n} expires within 7 days", "other": "{n} expire within 7 days"},
        "zh": "{n} 张 7 天内到期",
    },
    "result.joint": {"en": " · ", "zh": " · "},
    "result.understood": {"en": "Understood: {understood}", "zh": "理解为：{understood}"},
    "result.by_channel": {"en": "(this channel's default account)", "zh": "（本频道的默认账号）"},
    "result.everything": {"en": "all certificates", "zh": "全部证书"},
    "result.guessed": {
        "en": {"one": "Guessed: {words}. Please check it.", "other": "Guessed: {words}. Please check them."},
        "zh": "猜测：{words}。请核对。",
    },
    "result.range": {"en": "{first}–{last} of {n}", "zh": "第 {first}–{last} 张，共 {n} 张"},
    "result.as_of": {"en": "as of {time}", "zh": "数据截至 {time}"},
    "result.stale": {
        "en": "Tencent Cloud does not answer now: this is the state of {time}. Press Refresh to try again.",
        "zh": "腾讯云暂时没有响应：以下是 {time} 的数据。可点“刷新”重试。",
    },
    "result.partial": {
        "en": "The list is incomplete: part of it could not be fetched, so certificates may be missing. "
        "Press Refresh to try again.",
        "zh": "列表不完整：有一部分没有取到，可能缺少证书。可点“刷新”重试。",
    },
    "part.absent": {
        "en": "⚠️ Nothing from account {account}: it does not answer. An admin finds the reason under /certs accounts.",
        "zh": "⚠️ 没有取到账号 {account} 的证书：该账号没有响应。管理员可用 /certs 账号列表 查看原因。",
    },
    "part.stale": {
        "en": "⚠️ Account {account} does not answer now: its certificates are those of {time}.",
        "zh": "⚠️ 账号 {account} 暂时没有响应：其证书为 {time} 的数据。",
    },
    "part.partial": {
        "en": "⚠️ The list of account {account} is incomplete (as of {time}): certificates may be missing.",
        "zh": "⚠️ 账号 {account} 的列表不完整（截至 {time}），可能缺少证书。",
    },
    "result.empty": {
        "en": "Nothing matches. Widen the dates, drop a word, or look at everything:",
        "zh": "没有符合条件的证书。可以放宽日期、减少关键词，或查看全部：",
    },
    "result.empty_inventory": {
        "en": "This account has no certificates at all. If that surprises you, check which account the key belongs to.",
        "zh": "该账号下没有任何证书。如与预期不符，请检查密钥属于哪个账号。",
    },
    "result.details": {"en": "Details", "zh": "详情"},
    "result.pick": {"en": "Details of …", "zh": "查看详情……"},
    "result.details_of": {"en": "Details of {name}", "zh": "{name} 的详情"},
    "result.previous": {"en": "◀ Previous", "zh": "◀ 上一页"},
    "result.next": {"en": "Next ▶", "zh": "下一页 ▶"},
    "result.refresh": {"en": "Refresh (as of {time})", "zh": "刷新（截至 {time}）"},
    "result.share": {"en": "Share in channel", "zh": "分享到频道"},
    "result.share_title": {"en": "Share in channel?", "zh": "分享到频道？"},
    "result.share_text": {
        "en": "Everybody in this channel will see these certificates, and that you shared them.",
        "zh": "本频道所有人都会看到这些证书，以及是你分享的。",
    },
    "result.share_yes": {"en": "Share", "zh": "分享"},
    "result.share_no": {"en": "Cancel", "zh": "取消"},
    "result.unshare": {"en": "Take back", "zh": "撤回"},
    "result.unshare_title": {"en": "Take back this list?", "zh": "撤回这份列表？"},
    "result.unshare_text": {
        "en": "It disappears from the channel. Only whoever shared it, or an admin, can do that.",
        "zh": "它会从频道中消失。只有分享者或管理员可以撤回。",
    },
    "result.unshare_yes": {"en": "Take back", "zh": "撤回"},
    "result.unshare_no": {"en": "Leave it", "zh": "保留"},
    "result.unshared": {"en": "The list is gone from the channel.", "zh": "列表已从频道撤回。"},
    "result.shared_by": {"en": "Shared by {who}", "zh": "由 {who} 分享"},
    "result.shared": {"en": "{count}: {understood}", "zh": "{count}：{understood}"},
    "result.open": {"en": "Browse all {n} privately", "zh": "自己查看全部 {n} 张"},
    "result.remind": {"en": "Remind this channel", "zh": "提醒本频道"},
    "result.remind_title": {"en": "Remind this channel?", "zh": "提醒本频道？"},
    "result.remind_text": {
        "en": "Every day at 09:00 this channel will be told of certificates of this question that come due. You can "
        "change or remove it at any time.",
        "zh": "每天 09:00，本频道会收到此查询中临期证书的提醒。可随时修改或移除。",
    },
    "result.remind_yes": {"en": "Remind", "zh": "提醒"},
    "result.remind_no": {"en": "Cancel", "zh": "取消"},
    "result.other_reading": {"en": "Meant “{text}”?", "zh": "是指“{text}”吗？"},
    "result.rerun": {
        "en": "That list was no longer kept, so the question was asked again.",
        "zh": "原来的列表已不再保留，已重新查询。",
    },
    "result.sort": {"en": "Sort", "zh": "排序"},
    "sort.expires": {"en": "Soonest end first", "zh": "最早到期在前"},
    "sort.-expires": {"en": "Latest end first", "zh": "最晚到期在前"},
    "sort.-begins": {"en": "Newest issue first", "zh": "最近签发在前"},
    "sort.-created": {"en": "Newest entry first", "zh": "最近创建在前"},
    "sort.domain": {"en": "By domain", "zh": "按域名"},
    "sort.status": {"en": "By status", "zh": "按状态"},
    "column.status": {"en": "Status", "zh": "状态"},
    "column.name": {"en": "Domain", "zh": "域名"},
    "column.left": {"en": "Ends", "zh": "剩余"},
    "column.days": {"en": "Days left", "zh": "剩余天数"},
    "column.expires": {"en": "Date", "zh": "到期时间"},
    "column.issuer": {"en": "Issuer", "zh": "颁发机构"},
    "column.account": {"en": "Account", "zh": "账号"},
    "column.id": {"en": "Id", "zh": "编号"},
}
