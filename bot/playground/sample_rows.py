"""Rows as CertGetList writes them: every value in the type and the words that really come over the wire."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

Row = dict[str, Any]

NO_TIME = "0000-00-00 00:00:00"

STATUS_NAMES = {
    0: "审核中",
    1: "已通过",
    2: "审核失败",
    3: "已过期",
    4: "已添加云解析记录",
    5: "OV/EV 证书,待提交资料",
    6: "订单取消中",
    7: "已取消",
    8: "已提交资料, 待上传确认函",
    9: "证书吊销中",
    10: "已吊销",
    11: "重颁发中",
    12: "待上传吊销确认函",
    13: "免费证书待提交资料",
    14: "已退款",
    15: "证书迁移中",
}


class Product(NamedTuple):
    """What is sold: its number and name, who issues it, how the owner of a name is checked."""

    type: str | None
    issuer: str
    type_name: str
    verification: str
    is_dv: bool
    months: str


PRODUCTS = {
    "dv": Product("83", "TrustAsia TLS RSA CA", "TrustAsia C1 DV Free", "DNS_AUTO", True, "3"),
    "dv multi": Product("11", "TrustAsia TLS RSA CA", "TrustAsia 域名型多域名 SSL 证书", "DNS", True, "6"),
    "dv wildcard": Product(
        "12", "TrustAsia TLS RSA CA", "TrustAsia 域名型（DV）通配符 SSL 证书", "DNS_AUTO", True, "6"
    ),
    "ov": Product("14", "TrustAsia OV TLS RSA CA G3", "TrustAsia 企业型（OV）SSL 证书（D3）", "FILE", False, "6"),
    "ov wildcard": Product("7", "DigiCert Global G2 TLS RSA", "SecureSite 企业型（OV）通配符", "DNS", False, "6"),
    "ev": Product("4", "DigiCert EV RSA CA G2", "SecureSite 增强型（EV）", "EMAIL", False, "6"),
    "globalsign": Product("18", "GlobalSign RSA OV SSL CA 2018", "GlobalSign 企业型（OV）SSL 证书", "DNS", False, "6"),
    "wotrus": Product("25", "WoTrus DV Server CA", "Wotrus 域名型证书", "FILE", True, "3"),
    "upload": Product(None, "R12", "上传证书", "", True, "3"),
}

PROJECTS: dict[str, dict[str, object]] = {
    "0": {"ownerUin": 0, "name": "默认项目", "creatorUin": 0, "createTime": NO_TIME, "info": "默认项目"},
    "1024": {"name": "支付平台", "createTime": "2021-03-08 10:12:45", "info": "支付与结算"},
    "1025": {"name": "电商前台", "createTime": "2020-11-11 00:00:11", "info": "shop.example"},
    "1031": {"name": "Internal tools", "createTime": "2023-06-01 09:30:00", "info": ""},
}

_OWNER = "100012345678"


class Paper(NamedTuple):
    """A certificate, or the order for one: what differs from row to row. `end` and `days` (its lifetime) are local
    days of Beijing; an order that came to nothing has no `end`."""

    domain: str
    end: date | None = None
    product: str = "dv"
    days: int = 90
    status: int | None = None
    """None: issued, or expired by now."""
    alias: str = ""
    project: str = "0"
    names: tuple[str, ...] = ()
    clock: str = "23:59:59"
    """When on its last day it ends."""
    kind: str = "SVR"
    created: date | None = None
    message: str | None = None


def row_of(paper: Paper, now: datetime) -> Row:
    """The wire row without its id; `now` is Beijing's wall time, naive."""
    product = PRODUCTS[paper.product]
    begins, ends = _lifetime(paper)
    status = _status(paper, ends, now)
    names = [paper.domain, *(name for name in paper.names if name != paper.domain)]
    return {
        "ownerUin": _OWNER,
        "projectId": paper.project,
        "from": "upload" if product.type is None else "trustasia",
        "type": product.type,
        "certType": paper.kind,
        "productZhName": product.issuer,
        "domain": paper.domain,
        "alias": paper.alias,
        "status": status,
        "vulnerability_status": "INACTIVE" if product.is_dv else "ACTIVE",
        "statusMsg": paper.message,
        "verifyType": product.verification or None,
        "certBeginTime": begins and wire_time(begins),
        "certEndTime": ends and wire_time(ends),
        "validityPeriod": product.months,
        "insertTime": wire_time(_created(paper, begins, now)),
        "projectInfo": {"projectId": paper.project, "ownerUin": _OWNER, "creatorUin": _OWNER} | PROJECTS[paper.project],
        "subjectAltName": names,
        "type_name": product.type_name,
        "status_name": STATUS_NAMES.get(status, "未知"),
        "is_vip": not product.is_dv,
        "is_dv": product.is_dv,
        "is_wildcard": any(name.startswith("*.") for name in names),
        "is_vulnerability": not product.is_dv,
    }


def wire_time(instant: datetime) -> str:
    """`YYYY-MM-DD HH:MM:SS`, years with four digits."""
    return instant.isoformat(" ", "seconds")


def _lifetime(paper: Paper) -> tuple[datetime | None, datetime | None]:
    if paper.end is None:
        return None, None
    end = datetime.combine(paper.end, time.fromisoformat(paper.clock))
    return datetime.combine(paper.end - timedelta(days=paper.days), time(8)), end


def _status(paper: Paper, ends: datetime | None, now: datetime) -> int:
    if paper.status is not None:
        return paper.status
    return 1 if ends is None or ends > now else 3


def _created(paper: Paper, begins: datetime | None, now: datetime) -> datetime:
    """An order comes a little before its certificate, and never in the future."""
    if paper.created:
        return min(now, datetime.combine(paper.created, time(10, 21, 7)))
    ordered = (begins or now) - timedelta(minutes=37 * len(paper.domain) ** 2 % 4000)
    return min(now, ordered).replace(microsecond=0)
