"""The nouns everybody shares: a certificate, its status, a query over certificates, and what a query found.

Instants are aware UTC datetimes; days are local `date`s of the reader's zone; spans are half-open [start, end).
Facts about the wire come from the CertGetList document (shared/certgetlist/api.md in the workplace).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum, IntEnum, StrEnum
from zoneinfo import ZoneInfo

import msgspec


class Status(IntEnum):
    """State of a certificate or its order: 0–8 of CertGetList, 9–15 of its successor. `UNKNOWN` is any other number."""

    UNKNOWN = -1
    REVIEWING = 0
    ISSUED = 1
    FAILED = 2
    EXPIRED = 3
    DNS_ADDED = 4
    DOCUMENTS_WANTED = 5
    CANCELLING = 6
    CANCELLED = 7
    CONFIRMATION_WANTED = 8
    REVOKING = 9
    REVOKED = 10
    REISSUING = 11
    REVOCATION_LETTER_WANTED = 12
    MATERIALS_WANTED = 13
    REFUNDED = 14
    MIGRATING = 15

    @classmethod
    def of(cls, code: int | None) -> Status:
        """The status of a wire code; the set is open, so what we do not know is UNKNOWN."""
        return _STATUSES.get(code, cls.UNKNOWN)


_STATUSES: dict[int | None, Status] = {status.value: status for status in Status}
"""Looked up for every row of every answer: four times as fast as calling Status."""


class Kind(StrEnum):
    """certType on the wire: what a certificate is for."""

    SERVER = "SVR"
    CLIENT = "CA"


class Validation(StrEnum):
    """How far the certificate authority looked: the domain, the organisation, or extended."""

    DOMAIN = "DV"
    ORGANISATION = "OV"
    EXTENDED = "EV"


class TimeField(Enum):
    """The three times of a certificate; the value is the name of the field in `Certificate` and in `Query`."""

    EXPIRES = "expires"
    BEGINS = "begins"
    CREATED = "created"


class Sort(StrEnum):
    """Orders a person can ask for. Each is ascending; `Query.descending` turns it round."""

    EXPIRES = "expires"
    BEGINS = "begins"
    CREATED = "created"
    DOMAIN = "domain"
    STATUS = "status"


class Project(msgspec.Struct, frozen=True, gc=False):
    """The Tencent Cloud project a certificate is filed under."""

    id: str
    name: str


class Certificate(msgspec.Struct, frozen=True, gc=False):  # no cycles: a hundred thousand unpack twice as fast
    """One row of an account's inventory. Every text is foreign and hostile; every time may be missing (None)."""

    id: str
    domain: str
    alias: str = ""
    names: tuple[str, ...] = ()
    """subjectAltName with the main domain first, lower case, without repeats."""
    status_code: int | None = None
    status_name: str = ""
    status_message: str = ""
    kind: Kind | None = None
    begins: datetime | None = None
    expires: datetime | None = None
    created: datetime | None = None
    issuer: str = ""
    """productZhName: who issued it."""
    type_name: str = ""
    source: str = ""
    """`from` on the wire: trustasia, upload, … (an open set)."""
    verification: str = ""
    validity_months: int | None = None
    project: Project | None = None
    owner: str = ""
    is_wildcard: bool = False
    is_dv: bool = False
    is_vip: bool = False
    is_vulnerability_scanned: bool = False
    account: str = "default"
    """The name of the account in its workspace, not a credential."""

    @property
    def status(self) -> Status:
        return Status.of(self.status_code)

    def status_at(self, now: datetime) -> Status:
        """The status that a reader is told, and that queries mean: the source keeps saying ISSUED for a while after
        the end, so an issued certificate whose end has passed is EXPIRED. An unreadable end proves nothing."""
        status = self.status
        ended = status is Status.ISSUED and self.expires is not None and self.expires <= now
        return Status.EXPIRED if ended else status


class Span(msgspec.Struct, frozen=True):
    """Half-open local days [start, end); None is unbounded."""

    start: date | None = None
    end: date | None = None


def day_begins(day: date, zone: str) -> datetime:
    """The first instant (UTC) of a local day; where the day does not exist (Apia, 2011-12-30), the next one's.

    A midnight inside a gap becomes the first valid instant after it; days of 23 and 25 hours come out right because
    nothing is ever added to an instant. Ends of the calendar are held at datetime.min and datetime.max.
    """
    local = datetime.combine(day, time.min, tzinfo=ZoneInfo(zone))
    try:
        before, after = local.replace(fold=1).astimezone(UTC), local.astimezone(UTC)
    except OverflowError:
        return (datetime.min if day.year == 1 else datetime.max).replace(tzinfo=UTC)
    while after - before > timedelta(seconds=1):  # only in a gap; fold 1 is then the earlier instant
        middle = before + (after - before) / 2
        before, after = (before, middle) if middle.astimezone(local.tzinfo).date() >= day else (middle, after)
    return after.replace(microsecond=0)


def instants(span: Span, zone: str) -> tuple[datetime | None, datetime | None]:
    """Local days [start, end) as UTC instants [start, end); None stays unbounded. `zone` is an IANA name."""
    start, end = (None if day is None else day_begins(day, zone) for day in (span.start, span.end))
    return start, end


class Query(msgspec.Struct, frozen=True):
    """What is wanted of an inventory: every slot that is given must hold (AND); within a tuple, any (OR).

    `names` holds hosts (`api.shop.example`: certificates usable for it) and patterns (`*.shop.example`: certificates
    naming a host under it). `excluding` are queries whose matches are taken away ("but not *.test.example").
    """

    expires: Span | None = None
    begins: Span | None = None
    created: Span | None = None
    statuses: tuple[Status, ...] = ()
    kind: Kind | None = None
    names: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    text: str = ""
    """Words left over: all must be found in id, alias, names, issuer or project. A quoted phrase is one word."""
    validations: tuple[Validation, ...] = ()
    sources: tuple[str, ...] = ()
    projects: tuple[str, ...] = ()
    wildcard: bool | None = None
    renewed: bool | None = None
    owned: bool | None = None
    snoozed: bool | None = None
    account: str | None = None
    """The account that is meant, by its name; `*` is every account at once."""
    sort: Sort | None = None
    descending: bool = False
    limit: int | None = None
    excluding: tuple[Query, ...] = ()


class Part(msgspec.Struct, frozen=True):
    """How one account was seen, of a listing joined of several. `absent`: nothing is known of it at all."""

    account: str
    fetched_at: datetime
    complete: bool = True
    stale: bool = False
    absent: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether there is nothing to say of it."""
        return self.complete and not self.stale and not self.absent


class Listing(msgspec.Struct, frozen=True):
    """All certificates of one account as fetched at an instant. Not `complete`: a page was lost, so that a
    certificate that is not here is not proven gone. Joined of several accounts it is as old as the oldest, and as
    complete as the least complete; `parts` says which is which."""

    certificates: tuple[Certificate, ...]
    fetched_at: datetime
    complete: bool = True
    reported_total: int | None = None
    """totalNum as the source said it, when it said one."""
    stale: bool = False
    """Kept from before because the source does not answer now."""
    parts: tuple[Part, ...] = ()

    def seen(self, account: str) -> tuple[Part, ...]:
        """How each of its accounts was seen; `account` is the name of the only one where it is not joined."""
        return self.parts or (Part(account, self.fetched_at, self.complete, self.stale),)


Progress = Callable[[int, int | None], None]
"""Told how far a listing is: how many certificates are here, of how many, where the source speaks of a total."""


class Page(msgspec.Struct, frozen=True):
    """One page of a result, with what a reader needs to trust it."""

    result_id: str
    query: Query
    rows: tuple[Certificate, ...]
    total: int
    number: int
    """From 1."""
    size: int
    as_of: datetime
    complete: bool = True
    stale: bool = False
    parts: tuple[Part, ...] = ()
    """Of several accounts: how each was seen."""

    @property
    def count(self) -> int:
        """How many pages there are; at least one."""
        return max(1, -(-self.total // self.size))
