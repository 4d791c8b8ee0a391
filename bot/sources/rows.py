"""A row of CertGetList → Certificate. Only the fields named here are ever looked at; a wrong value is a missing one."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache
from sys import intern
from typing import Any

import msgspec

from bot.certificates import Certificate, Kind, Project

_BEIJING = timezone(timedelta(hours=8))
"""The API's wall times are China Standard Time, which has had no summer time since 1991."""
_LOOSE_TIME = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)[ T](\d\d?):(\d\d?):(\d\d?)", re.ASCII)
_INTEGER = re.compile(r"[+-]?\d{1,12}", re.ASCII)
_KINDS: dict[str, Kind] = {kind.value: kind for kind in Kind}


class Row(msgspec.Struct, rename="camel"):
    """One item of `list`. Every field may be anything; other fields, known to be big or secret, are not decoded."""

    id: Any = None
    domain: Any = None
    alias: Any = None
    subject_alt_name: Any = None
    status: Any = None
    status_name: Any = msgspec.field(default=None, name="status_name")
    status_msg: Any = None
    cert_type: Any = None
    cert_begin_time: Any = None
    cert_end_time: Any = None
    insert_time: Any = None
    product_zh_name: Any = None
    type_name: Any = msgspec.field(default=None, name="type_name")
    from_: Any = msgspec.field(default=None, name="from")
    verify_type: Any = None
    validity_period: Any = None
    project_id: Any = None
    project_info: Any = None
    owner_uin: Any = None
    is_wildcard: Any = msgspec.field(default=None, name="is_wildcard")
    is_dv: Any = msgspec.field(default=None, name="is_dv")
    is_vip: Any = msgspec.field(default=None, name="is_vip")
    is_vulnerability: Any = msgspec.field(default=None, name="is_vulnerability")
    vulnerability_status: Any = msgspec.field(default=None, name="vulnerability_status")


def certificate(row: Row, account: str) -> Certificate:
    """The certificate of a row. Never raises: what can't be read is empty or None, and the row is kept.

    Texts that many rows share are interned: of 100 000 rows they would be half the memory.
    """
    domain = text(row.domain)
    return Certificate(
        id=text(row.id),
        domain=domain,
        alias=text(row.alias),
        names=names(domain, row.subject_alt_name),
        status_code=integer(row.status),
        status_name=intern(text(row.status_name)),
        status_message=text(row.status_msg),
        kind=_KINDS.get(text(row.cert_type).upper()),
        begins=instant(row.cert_begin_time),
        expires=instant(row.cert_end_time),
        created=instant(row.insert_time),
        issuer=intern(text(row.product_zh_name)),
        type_name=intern(text(row.type_name)),
        source=intern(text(row.from_)),
        verification=intern(text(row.verify_type)),
        validity_months=integer(row.validity_period),
        project=_project(row),
        owner=intern(text(row.owner_uin)),
        is_wildcard=flag(row.is_wildcard),
        is_dv=flag(row.is_dv),
        is_vip=flag(row.is_vip),
        is_vulnerability_scanned=flag(row.is_vulnerability) or row.vulnerability_status == "ACTIVE",
        account=account,
    )


def text(value: object) -> str:
    """A text, or a number written as one; anything else is no text."""
    if isinstance(value, str):
        return value.strip()
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""


def integer(value: object) -> int | None:
    """An integer, also one in a string ("12"); None for anything else, and for what no such field can mean."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value if abs(value) < 10**12 else None
    return int(value) if isinstance(value, str) and _INTEGER.fullmatch(value.strip()) else None


def total(value: object) -> int | None:
    """A count of rows; None where a source gives none, or a negative one."""
    number = integer(value)
    return number if number is not None and number >= 0 else None


def flag(value: object) -> bool:
    return value is True or value in (1, "1", "true")


def names(domain: str, alternatives: object) -> tuple[str, ...]:
    """The main domain and the others, lower case, without repeats."""
    found = alternatives if isinstance(alternatives, list) else ()
    whole = dict.fromkeys([domain.lower(), *[name.strip().lower() for name in found if isinstance(name, str)]])
    whole.pop("", None)
    return tuple(whole)


def instant(value: object) -> datetime | None:
    """The UTC instant of a wall time in Beijing, `YYYY-MM-DD HH:MM:SS` with digits perhaps missing; None when it is
    none (null, `--`, `0000-00-00 00:00:00`)."""
    if not isinstance(value, str):
        return None
    written = value.strip()
    try:
        return _tidy(written) if len(written) == 19 and written[16] == ":" else _loose(written)
    except (ValueError, OverflowError):
        return None


@lru_cache(maxsize=4096)
def _tidy(value: str) -> datetime:
    """Nearly every one. Kept, for most begin or end with a day: a hundred thousand rows have a few hundred of these."""
    return datetime.fromisoformat(f"{value}+08:00").astimezone(UTC)


def _loose(value: str) -> datetime:
    found = _LOOSE_TIME.fullmatch(value)
    year, month, day, hour, minute, second = map(int, found.groups() if found else ())
    return datetime(year, month, day, hour, minute, second, tzinfo=_BEIJING).astimezone(UTC)


def _project(row: Row) -> Project | None:
    info = row.project_info if isinstance(row.project_info, dict) else {}
    number = text(info.get("projectId")) or text(info.get("ProjectId")) or text(row.project_id)
    name = text(info.get("name")) or text(info.get("ProjectName"))
    return Project(intern(number), intern(name)) if number or name else None
