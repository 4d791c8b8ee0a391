"""An inventory to try things on: some sixty rows, all relative to now, as a busy account has them.

Names are under .example only (RFC 2606): nobody's real certificate is told of here.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta, timezone

from bot.playground.sample_dirt import dirty_rows
from bot.playground.sample_rows import Paper, Row, row_of

_BEIJING = timezone(timedelta(hours=8))
_KNOWN_BY_HELP = {("api.shop.example", 1): "GjTNRoK7"}
"""The id in the examples of the help, which work when pasted."""
_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def inventory(now: datetime) -> list[Row]:
    """Rows in the shape of the API's `list`, times in Beijing's wall time; the same `now` (aware) gives the same rows,
    and a row keeps its id from one day to the next."""
    local = now.astimezone(_BEIJING).replace(tzinfo=None)
    today = local.date()
    papers = [*_soon(today), *_later(today), *_past(today), *_renewed(today), *_uploaded(today), *_orders(today)]
    return list(_with_ids([*(row_of(paper, local) for paper in papers), *dirty_rows(local)]))


def staging(now: datetime) -> list[Row]:
    """A few rows of a second account, for whoever connects one."""
    local = now.astimezone(_BEIJING).replace(tzinfo=None)
    ends = {"www": 2, "api": 9, "auth": 26, "grafana": 61, "old": -4}
    papers = [Paper(f"{name}.staging.example", _in(local.date(), days)) for name, days in ends.items()]
    return list(_with_ids(row_of(paper, local) for paper in papers))


def _with_ids(rows: Iterable[Row]) -> Iterator[Row]:
    """Eight letters or digits, as the API has them, from the domain and how often it came before."""
    seen: Counter[str] = Counter()
    for row in rows:
        seen[row["domain"]] += 1
        number = int.from_bytes(hashlib.sha256(f"{row['domain']} {seen[row['domain']]}".encode()).digest())
        drawn = "".join(_ALPHABET[number // 62**place % 62] for place in range(8))
        yield row | {"id": _KNOWN_BY_HELP.get((row["domain"], seen[row["domain"]]), drawn)}


def _in(today: date, days: int) -> date:
    return today + timedelta(days=days)


def _next_month(today: date) -> date:
    return (today.replace(day=1) + timedelta(days=32)).replace(day=1)


def _soon(today: date) -> list[Paper]:
    """What ends within a month."""
    return [
        Paper("www.shop.example", _in(today, 0), "ov", 199, project="1025", alias="Storefront"),
        Paper("pay.example", _in(today, 1), "ev", 199, clock="20:00:00", alias="支付网关", project="1024"),
        Paper("api.shop.example", _in(today, 3), project="1025", alias="Shop API"),
        Paper("*.shop.example", _in(today, 7), "dv wildcard", 199, project="1025", names=("shop.example",)),
        Paper("cdn.shop.example", _in(today, 14), project="1025", clock="07:59:59"),
        Paper("git.internal.example", _in(today, 17), project="1031", alias="Gitea"),
        Paper("*.api.pay.example", _in(today, 21), "ov wildcard", 199, project="1024", alias="支付网关 API"),
        Paper("img.shop.example", _in(today, 30), project="1025", alias="图片服务器"),
        Paper("mail.office.example", _in(today, 31), "globalsign", 199, alias="邮件服务器"),
    ]


def _later(today: date) -> list[Paper]:
    """What ends next month, next year, or in the time between."""
    month, year = _next_month(today), today.year + 1
    end_of_month = _next_month(month) - timedelta(days=1)
    return [
        Paper("m.shop.example", month, project="1025", alias="手机站"),
        Paper("settle.pay.example", month.replace(day=15), "ov", 199, project="1024", alias="清算"),
        Paper("static.shop.example", end_of_month, project="1025"),
        Paper("ci.internal.example", _in(today, 60), project="1031"),
        Paper("grafana.internal.example", _in(today, 75), project="1031", alias="Grafana"),
        Paper("risk.pay.example", _in(today, 100), "ev", 199, project="1024", alias="风控"),
        Paper("brand.example", date(year, 1, 1), "dv multi", 365, names=("www.brand.example", "cn.brand.example")),
        Paper("partner.example", date(year, 3, 31), "ov", 365, alias="合作伙伴平台"),
        Paper("tomorrow.example", _in(today, 91), alias="Begins tomorrow"),
    ]


def _past(today: date) -> list[Paper]:
    """What has ended, yesterday or long ago; the second row is one that the API has not noticed yet."""
    return [
        Paper("blog.shop.example", _in(today, -1), project="1025"),
        Paper("beta.shop.example", _in(today, -1), status=1, project="1025", alias="Ended, still listed as issued"),
        Paper("demo.test.example", _in(today, -3)),
        Paper("*.test.example", _in(today, -7), "dv wildcard", 199),
        Paper("sale.shop.example", _in(today, -12), project="1025", alias="双十一活动页"),
        Paper("sandbox.pay.example", _in(today, -90), "ov", 199, project="1024", alias="沙箱环境"),
        Paper("legacy.office.example", _in(today, -180), "globalsign", 397),
        Paper("2024.brand.example", _in(today, -400), "wotrus", 365),
    ]


def _renewed(today: date) -> list[Paper]:
    """Pairs of old and new: one covers all the old names, one lacks a name, one was uploaded by somebody."""
    checkout = ("checkout.shop.example", "cart.shop.example", "order.shop.example")
    return [
        Paper("*.pay.example", _in(today, 10), "ov wildcard", 199, project="1024", alias="支付通配符"),
        Paper("*.pay.example", _in(today, 190), "ov wildcard", 199, project="1024", alias="支付通配符（续期）"),
        Paper("checkout.shop.example", _in(today, 12), "dv multi", 199, project="1025", names=checkout),
        Paper("checkout.shop.example", _in(today, 197), "dv multi", 199, project="1025", names=checkout[:2]),
        Paper("vpn.office.example", _in(today, 6), alias="VPN"),
        Paper("vpn.office.example", _in(today, 88), "upload", alias="VPN new"),
    ]


def _uploaded(today: date) -> list[Paper]:
    """What the account's people uploaded themselves, certificates for clients among it."""
    return [
        Paper("registry.internal.example", _in(today, 89), "upload", created=today, alias="Uploaded today"),
        Paper("devices.example", _in(today, 20), "upload", 3650, kind="CA", alias="设备根证书"),
        Paper("mtls.pay.example", _in(today, 700), "upload", 1825, kind="CA", project="1024", alias="Bank mTLS CA"),
        Paper("partners-ca.example", _in(today, -2), "upload", 730, kind="CA", alias="合作方客户端证书"),
    ]


def _orders(today: date) -> list[Paper]:
    """Every status that is neither issued nor expired, and one that no document knows."""
    reason = "域名验证失败: DNS 记录不匹配"
    return [
        Paper("new.shop.example", status=0, project="1025", created=_in(today, -1)),
        Paper("wrong.shop.example", status=2, project="1025", created=_in(today, -6), message=reason),
        Paper("dns.shop.example", status=4, project="1025", created=today),
        Paper("corp.example", product="ov", status=5, created=_in(today, -9)),
        Paper("stop.office.example", status=6, created=_in(today, -2)),
        Paper("gone.office.example", status=7, created=_in(today, -40)),
        Paper("bank.pay.example", product="ev", status=8, project="1024", created=_in(today, -4)),
        Paper("revoking.pay.example", _in(today, 80), "ov", 199, 9, project="1024"),
        Paper("revoked.pay.example", _in(today, 50), "ov", 199, 10, project="1024", message="私钥泄露"),
        Paper("again.brand.example", _in(today, 33), "ov", 199, 11),
        Paper("letter.brand.example", _in(today, 70), "ev", 199, 12),
        Paper("free.brand.example", status=13, created=_in(today, -3)),
        Paper("refund.brand.example", product="ov", status=14, created=_in(today, -20)),
        Paper("moving.brand.example", _in(today, 140), "globalsign", 199, 15),
        Paper("future.brand.example", _in(today, 65), status=42),
    ]
