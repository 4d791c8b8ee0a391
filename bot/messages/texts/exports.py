"""Words of exports: their links, the columns of a spreadsheet, the events of a calendar."""

from __future__ import annotations

from bot.messages.texts.entry import Entry

TEXTS: dict[str, Entry] = {
    "export.title": {
        "en": {"one": "{n} certificate to download", "other": "{n} certificates to download"},
        "zh": "导出 {n} 张证书",
    },
    "export.csv": {"en": "Spreadsheet (CSV)", "zh": "表格（CSV）"},
    "export.ics": {"en": "Calendar (ICS)", "zh": "日历（ICS）"},
    "export.private": {
        "en": "The files are always up to date. Whoever has these links can open them, until {until}.",
        "zh": "文件内容始终为最新。任何人拿到链接都能打开，有效期至 {until}。",
    },
    "export.revoke": {"en": "Revoke the links", "zh": "撤销链接"},
    "export.revoke_title": {"en": "Revoke the links?", "zh": "撤销链接？"},
    "export.revoke_text": {
        "en": "Nobody can open them any more; calendars that follow them stop.",
        "zh": "链接将无法再打开，订阅它的日历也会停止更新。",
    },
    "export.revoke_yes": {"en": "Revoke", "zh": "撤销"},
    "export.revoke_no": {"en": "Keep", "zh": "保留"},
    "export.revoked": {"en": "The links are revoked: nobody can open them any more.", "zh": "链接已撤销，无法再打开。"},
    "export.again": {"en": "New links", "zh": "重新导出"},
    "export.no_address": {
        "en": "Files are downloaded from a web address, and none is set. The operator sets PUBLIC_URL to where people "
        "reach: certminder web",
        "zh": "文件需要通过网址下载，但尚未设置。请管理员将 PUBLIC_URL 设为可访问的地址：certminder web",
    },
    "missing.export": {
        "en": "These links are not valid any more. Export again for new ones.",
        "zh": "这些链接已失效，请重新导出。",
    },
    "csv.id": {"en": "Id", "zh": "编号"},
    "csv.domain": {"en": "Domain", "zh": "域名"},
    "csv.names": {"en": "All names", "zh": "全部域名"},
    "csv.alias": {"en": "Alias", "zh": "备注名"},
    "csv.status": {"en": "Status", "zh": "状态"},
    "csv.expires": {"en": "Expires", "zh": "到期时间"},
    "csv.days": {"en": "Days left", "zh": "剩余天数"},
    "csv.begins": {"en": "Valid from", "zh": "生效时间"},
    "csv.created": {"en": "Created", "zh": "创建时间"},
    "csv.issuer": {"en": "Issuer", "zh": "颁发机构"},
    "csv.project": {"en": "Project", "zh": "项目"},
    "csv.kind": {"en": "Kind", "zh": "用途"},
    "csv.type": {"en": "Type", "zh": "证书类型"},
    "csv.source": {"en": "Source", "zh": "来源"},
    "csv.verification": {"en": "Verification", "zh": "验证方式"},
    "csv.account": {"en": "Account", "zh": "账号"},
    "ics.title": {"en": "Certificates: {text}", "zh": "证书：{text}"},
    "ics.summary": {"en": "{name} expires", "zh": "{name} 证书到期"},
    "ics.state": {"en": "{value}", "zh": "{value}"},
    "ics.names": {"en": "Names: {value}", "zh": "域名：{value}"},
    "ics.issuer": {"en": "Issuer: {value}", "zh": "颁发机构：{value}"},
    "ics.id": {"en": "Id: {value}", "zh": "编号：{value}"},
    "ics.expires": {"en": "Expires: {value}", "zh": "到期：{value}"},
}
