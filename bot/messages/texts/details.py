"""Words of the details of one certificate."""

from __future__ import annotations

from bot.messages.texts.entry import Entry

TEXTS: dict[str, Entry] = {
    "details.title": {"en": "Certificate", "zh": "证书详情"},
    "details.close": {"en": "Close", "zh": "关闭"},
    "details.id": {"en": "Id", "zh": "编号"},
    "details.alias": {"en": "Alias", "zh": "备注名"},
    "details.state": {"en": "State", "zh": "状态"},
    "details.message": {"en": "Tencent Cloud says", "zh": "腾讯云说明"},
    "details.names": {"en": {"one": "{n} name", "other": "{n} names"}, "zh": "{n} 个域名"},
    "details.more_names": {
        "en": {"one": "… and {n} more name", "other": "… and {n} more names"},
        "zh": "……另有 {n} 个域名",
    },
    "details.begins": {"en": "Valid from", "zh": "生效时间"},
    "details.expires": {"en": "Expires", "zh": "到期时间"},
    "details.created": {"en": "Created", "zh": "创建时间"},
    "details.lifetime": {"en": "Lifetime", "zh": "有效期"},
    "details.lifetime_bar": {"en": "{bar} {percent}% used of {length}", "zh": "{bar} 已过 {percent}%，共 {length}"},
    "details.project": {"en": "Project", "zh": "项目"},
    "details.issuer": {"en": "Issuer", "zh": "颁发机构"},
    "details.type": {"en": "Type", "zh": "证书类型"},
    "details.kind": {"en": "Kind", "zh": "用途"},
    "details.verification": {"en": "Verification", "zh": "验证方式"},
    "details.source": {"en": "Source", "zh": "来源"},
    "details.owner": {"en": "Owner (uin)", "zh": "所属账号（uin）"},
    "details.account": {"en": "Account", "zh": "账号"},
    "details.unknown": {"en": "not given", "zh": "未提供"},
    "details.two_zones": {"en": "{here}\n{beijing} Beijing time", "zh": "{here}\n北京时间 {beijing}"},
    "details.dates_in": {"en": "Dates in {zone}", "zh": "时间按 {zone} 时区显示"},
    "details.console": {"en": "Open in Tencent Cloud", "zh": "在腾讯云控制台打开"},
    "details.facts": {"en": "Certificate facts", "zh": "查看证书内容"},
    "details.no_paper": {
        "en": "Tencent Cloud holds no certificate for this entry (yet).",
        "zh": "腾讯云中（尚）没有这条记录的证书文件。",
    },
    "paper.title": {"en": "In the certificate", "zh": "证书内容"},
    "paper.serial": {"en": "Serial number", "zh": "序列号"},
    "paper.sha256": {"en": "SHA-256 fingerprint", "zh": "SHA-256 指纹"},
    "paper.key": {"en": "Key", "zh": "密钥"},
    "paper.signature": {"en": "Signature hash", "zh": "签名哈希"},
    "paper.subject": {"en": "Subject", "zh": "主体"},
    "paper.issuer": {"en": "Issued by", "zh": "颁发者"},
    "paper.chain": {"en": "Chain", "zh": "证书链"},
    "paper.chain_length": {"en": {"one": "{n} certificate", "other": "{n} certificates"}, "zh": "{n} 张证书"},
    "details.csv": {"en": "As a CSV line", "zh": "CSV 行"},
    "details.text": {"en": "{name}: {state}, {ends}", "zh": "{name}：{state}，{ends}"},
}
