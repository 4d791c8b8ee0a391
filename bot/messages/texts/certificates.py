"""Words for a certificate: its state, its kind, how long it lasts."""

from __future__ import annotations

from bot.messages.texts.entry import Entry

TEXTS: dict[str, Entry] = {
    # Status words, one a code (CertGetList 0–8, its successor 9–15).
    "status.unknown": {"en": "Unknown status", "zh": "状态未知"},
    "status.reviewing": {"en": "Under review", "zh": "审核中"},
    "status.issued": {"en": "Valid", "zh": "有效"},
    "status.failed": {"en": "Review failed", "zh": "审核失败"},
    "status.expired": {"en": "Expired", "zh": "已过期"},
    "status.dns_added": {"en": "DNS record added", "zh": "已添加解析记录"},
    "status.documents_wanted": {"en": "Documents wanted", "zh": "待提交资料"},
    "status.cancelling": {"en": "Cancelling", "zh": "取消中"},
    "status.cancelled": {"en": "Cancelled", "zh": "已取消"},
    "status.confirmation_wanted": {"en": "Confirmation letter wanted", "zh": "待上传确认函"},
    "status.revoking": {"en": "Revoking", "zh": "吊销中"},
    "status.revoked": {"en": "Revoked", "zh": "已吊销"},
    "status.reissuing": {"en": "Reissuing", "zh": "重新签发中"},
    "status.revocation_letter_wanted": {"en": "Revocation letter wanted", "zh": "待上传吊销确认函"},
    "status.materials_wanted": {"en": "Materials wanted", "zh": "待提交材料"},
    "status.refunded": {"en": "Refunded", "zh": "已退款"},
    "status.migrating": {"en": "Migrating", "zh": "迁移中"},
    "kind.SVR": {"en": "server certificate", "zh": "服务器证书"},
    "kind.CA": {"en": "client certificate", "zh": "客户端证书"},
    "kind.unknown": {"en": "certificate", "zh": "证书"},
    "source.trustasia": {"en": "TrustAsia", "zh": "亚洲诚信"},
    "source.upload": {"en": "uploaded by you", "zh": "自行上传"},
    # When it ends, in words people use. `time` is a local HH:MM, `weekday` a local name.
    "ends.never_said": {"en": "no end date", "zh": "没有到期时间"},
    "ends.minutes": {
        "en": {"one": "expires in {n} minute", "other": "expires in {n} minutes"},
        "zh": "{n} 分钟后到期",
    },
    "ends.today": {"en": "expires today {time}", "zh": "今天 {time} 到期"},
    "ends.tomorrow": {"en": "expires tomorrow {time}", "zh": "明天 {time} 到期"},
    "ends.after_tomorrow": {"en": "expires {weekday} {time}, in 2 days", "zh": "后天 {time} 到期"},
    "ends.this_week": {
        "en": {"one": "expires {weekday} {time}, in {n} day", "other": "expires {weekday} {time}, in {n} days"},
        "zh": "{weekday} {time} 到期（{n} 天后）",
    },
    "ends.days": {"en": {"one": "expires in {n} day", "other": "expires in {n} days"}, "zh": "{n} 天后到期"},
    "ends.hours": {"en": {"one": "expires in {n} hour", "other": "expires in {n} hours"}, "zh": "{n} 小时后到期"},
    "ended.hours": {
        "en": {"one": "expired {n} hour ago", "other": "expired {n} hours ago"},
        "zh": "{n} 小时前已到期",
    },
    "ended.minutes": {
        "en": {"one": "expired {n} minute ago", "other": "expired {n} minutes ago"},
        "zh": "{n} 分钟前已到期",
    },
    "ended.today": {"en": "expired today {time}", "zh": "今天 {time} 已到期"},
    "ended.yesterday": {"en": "expired yesterday {time}", "zh": "昨天 {time} 已到期"},
    "ended.days": {"en": {"one": "expired {n} day ago", "other": "expired {n} days ago"}, "zh": "已到期 {n} 天"},
    "lasts.days": {"en": {"one": "{n} day", "other": "{n} days"}, "zh": "{n} 天"},
    "renewed.whole": {
        "en": "✅ renewed by {by} until {until}",
        "zh": "✅ 已由 {by} 续期至 {until}",
    },
    "renewed.uploaded": {
        "en": "☑️ covered by {by} until {until}, which was uploaded: please confirm that it replaces this one",
        "zh": "☑️ {by} 覆盖了它（至 {until}），但为自行上传：请确认它是替代证书",
    },
    "renewed.partly": {
        "en": "⚠️ the new one, {by}, lacks {names}",
        "zh": "⚠️ 新证书 {by} 缺少 {names}",
    },
    "renewed.whole_mark": {"en": "✅ renewed", "zh": "✅ 已续期"},
    "renewed.uploaded_mark": {"en": "☑️ renewed?", "zh": "☑️ 续期待确认"},
    "renewed.partly_mark": {"en": "⚠️ renewed in part", "zh": "⚠️ 仅部分续期"},
    "replaces": {"en": "Replaces", "zh": "替代"},
    "name.nameless": {"en": "(no name)", "zh": "（无名称）"},
    "name.mixed": {"en": "mixed alphabets", "zh": "混用字母表"},
    "names.more": {"en": {"one": "+{n} name", "other": "+{n} names"}, "zh": "另有 {n} 个域名"},
}
