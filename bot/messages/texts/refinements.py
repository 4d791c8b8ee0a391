"""Words that a menu adds to a question: they are read like typed ones."""

from __future__ import annotations

from bot.messages.texts.entry import Entry

TEXTS: dict[str, Entry] = {
    "refine.option": {"en": "{label} ({n})", "zh": "{label}（{n}）"},
    "refine.status": {"en": "Status", "zh": "状态"},
    "refine.kind": {"en": "Kind", "zh": "用途"},
    "refine.source": {"en": "Source", "zh": "来源"},
    "refine.project": {"en": "Project", "zh": "项目"},
    "refine.account": {"en": "Account", "zh": "账号"},
    "refine.account.words": {"en": 'account "{name}"', "zh": '账号 "{name}"'},
    "refine.any_status": {"en": "Any status", "zh": "不限状态"},
    "refine.any_kind": {"en": "Any kind", "zh": "不限用途"},
    "refine.any_source": {"en": "Any source", "zh": "不限来源"},
    "refine.any_project": {"en": "Any project", "zh": "不限项目"},
    "refine.status.reviewing": {"en": "under review", "zh": "审核中"},
    "refine.status.issued": {"en": "valid", "zh": "有效"},
    "refine.status.failed": {"en": "failed", "zh": "审核失败"},
    "refine.status.expired": {"en": "expired", "zh": "已过期"},
    "refine.status.dns_added": {"en": "dns record added", "zh": "已添加解析记录"},
    "refine.status.documents_wanted": {"en": "awaiting documents", "zh": "待提交资料"},
    "refine.status.cancelling": {"en": "cancelling", "zh": "取消中"},
    "refine.status.cancelled": {"en": "cancelled", "zh": "已取消"},
    "refine.status.confirmation_wanted": {"en": "awaiting confirmation", "zh": "待上传确认函"},
    "refine.status.revoking": {"en": "revoking", "zh": "吊销中"},
    "refine.status.revoked": {"en": "revoked", "zh": "已吊销"},
    "refine.status.reissuing": {"en": "reissuing", "zh": "重新签发中"},
    "refine.status.revocation_letter_wanted": {"en": "awaiting revocation letter", "zh": "待上传吊销确认函"},
    "refine.status.materials_wanted": {"en": "awaiting materials", "zh": "待上传材料"},
    "refine.status.refunded": {"en": "refunded", "zh": "已退款"},
    "refine.status.migrating": {"en": "migrating", "zh": "迁移中"},
    "refine.kind.SVR": {"en": "server", "zh": "服务器证书"},
    "refine.kind.CA": {"en": "client", "zh": "客户端证书"},
    "refine.source.trustasia": {"en": "from trustasia", "zh": "来自亚洲诚信"},
    "refine.source.upload": {"en": "uploaded by us", "zh": "我们上传"},
    "refine.project.words": {"en": 'project "{name}"', "zh": '项目 "{name}"'},
}
