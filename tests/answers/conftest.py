"""The answers with everything real below them but the source of certificates, whose answers the tests decide."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.answers.answers import Answers
from bot.answers.message import Asker, Message
from bot.answers.reminding import remembered
from bot.answers.rooms import Connecting, Rooms
from bot.certificates import Certificate, Kind, Listing, Progress, Query, Sort, Span, Status
from bot.errors import Unreadable
from bot.inventory.exports import Exports
from bot.inventory.limits import Limits
from bot.inventory.listing import Listings
from bot.inventory.recent import Results
from bot.inventory.search import search
from bot.inventory.views import Views
from bot.language.parse import parse as real_parse
from bot.language.policy import Policy
from bot.language.preferences import NONE, Preferences
from bot.language.request import Find, Forget, Help, Piece, Remind, Reminders, Request, Settings, Show, Simulate
from bot.messages.reply import Reply
from bot.reminders.reading import reading
from bot.reminders.subscriptions import Subscriptions
from bot.sources.filters import EVERYTHING, Filters
from bot.store.connection import Redis
from bot.workspaces.accounts import Account, Site
from bot.workspaces.choices import Choices
from bot.workspaces.connect_links import ConnectLinks
from bot.workspaces.sealing import Sealing, new_key
from bot.workspaces.stored_accounts import Access, Accounts

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
SITES = (Site("certgetlist", "china"), Site("ssl", "china"), Site("ssl", "international"))
MONTH = Query(expires=Span(NOW.date(), (NOW + timedelta(days=31)).date()))


async def posted(shared: Reply) -> None:
    """Slack takes a shared list."""


class PlayedSource:
    """A source that lists what it is given, or fails as it is told."""

    def __init__(self, certificates: Sequence[Certificate]) -> None:
        self.certificates = tuple(certificates)
        self.fault: Exception | None = None
        self.complete = True
        self.asked = 0
        self.papers: dict[str, str] = {}

    async def listing(self, wanted: Filters = EVERYTHING, *, progress: Progress | None = None) -> Listing:
        self.asked += 1
        if self.fault is not None:
            raise self.fault
        if progress is not None:
            progress(len(self.certificates), len(self.certificates))
        rows = tuple(each for each in self.certificates if not wanted.id or each.id == wanted.id)
        return Listing(rows, fetched_at=NOW, complete=self.complete)

    async def certificate(self, certificate_id: str, /) -> str | None:
        if self.fault is not None:
            raise self.fault
        return self.papers.get(certificate_id)


class PlayedTrials:
    """What comes of trying credentials: nothing, or a fault; the credentials that were tried are remembered."""

    def __init__(self) -> None:
        self.fault: Exception | None = None
        self.tried: list[tuple[Account, Access | None]] = []

    async def __call__(self, account: Account, access: Access | None) -> Listing:
        self.tried.append((account, access))
        if self.fault is not None:
            raise self.fault
        return Listing((), NOW, reported_total=25)


REQUESTS: dict[str, Request] = {
    "everything": Find(query=Query()),
    "this month": Find(query=MONTH),
    "le 3 mars": Find(
        query=Query(text="mars"), reading=(Piece("expires", "le 3 mars", 0, 9, "dateparser", False, "3 March 2026"),)
    ),
    "nothing": Find(query=Query(text="nothing-like-it")),
    "expired": Find(query=Query(statuses=(Status.EXPIRED,))),
    "account prod": Find(query=Query(account="prod")),
    "show c3": Show(target="c3"),
    "show api.shop.example": Show(target="api.shop.example"),
    "show shop": Show(target="shop"),
    "show ghost": Show(target="ghost"),
    "help": Help(),
    "remind this month": Remind(query=MONTH, policy=Policy(at="09:30", days=(0, 1, 2, 3, 4))),
    "reminders": Reminders(),
    "forget s9": Forget(subscription="s9"),
    "everything expired": Find(query=Query(statuses=(Status.EXPIRED,))),
    "simulate": Simulate(day=NOW.date()),
    "settings": Settings(),
    "a verb of tomorrow": Request(),
    "by domain": Find(query=Query(sort=Sort.DOMAIN)),
}


def parse(text: str, *, now: datetime, zone: str, locale: str, preferences: Preferences = NONE) -> Request:
    """A language of a few sentences; everything else cannot be read."""
    if text not in REQUESTS:
        raise Unreadable("not_a_date", text, suggestions=("everything", "this month"))
    return REQUESTS[text]


def describe(request: Request, locale: str) -> str:
    query = getattr(request, "query", Query())
    return "" if query == Query() else f"query {query.text or query.sort or 'of days'}"


class Clock:
    """A clock that stands still until a test moves it."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def source() -> PlayedSource:
    """25 certificates c1 … c25 under shop.example; the first three have ended, the next end day by day."""
    return PlayedSource(
        [
            Certificate(
                id=f"c{number}",
                domain=f"w{number:02}.shop.example" if number > 1 else "api.shop.example",
                names=(f"w{number:02}.shop.example" if number > 1 else "api.shop.example",),
                status_code=1,
                kind=Kind.SERVER,
                begins=NOW - timedelta(days=100),
                expires=NOW + timedelta(days=number - 4, hours=1),
                created=NOW - timedelta(days=100),
                issuer="TrustAsia TLS RSA CA",
            )
            for number in range(1, 26)
        ]
    )


@pytest.fixture
def accounts(redis: Redis) -> Accounts:
    """The environment's account, and what is connected."""
    return Accounts(redis, (Account("default"),), Sealing(new_key()))


@pytest.fixture
def trials() -> PlayedTrials:
    return PlayedTrials()


@pytest.fixture
async def rooms(
    redis: Redis, source: PlayedSource, clock: Clock, accounts: Accounts, trials: PlayedTrials
) -> AsyncIterator[Rooms]:
    """Real listings, results, limits and subscriptions on a real Redis."""
    listings = Listings(redis, lambda workspace, account: source, clock=clock)
    yield Rooms(
        parse=parse,
        describe=describe,
        listings=listings,
        results=Results(redis),
        limits=Limits(redis),
        accounts=accounts,
        connecting=Connecting(ConnectLinks(redis), SITES, trials),
        subscriptions=Subscriptions(redis),
        reminding=remembered(redis, listings, accounts, reading(real_parse), search),
        clock=clock,
        papers=lambda workspace, account: source,
        exports=Exports(redis),
        public_url="https://certs.example/",
        views=Views(redis),
        choices=Choices(redis),
    )
    await listings.aclose()


@pytest.fixture
def answers(rooms: Rooms) -> Answers:
    return Answers(rooms, number=lambda: "q-1")


@pytest.fixture
def asker() -> Callable[..., Asker]:
    """An English reader in Shanghai; any field can be said otherwise."""

    def made(**changes: Any) -> Asker:
        return replace_asker(Asker("T1", "U1", "C1", "en-US", "Asia/Shanghai"), changes)

    return made


def replace_asker(asker: Asker, changes: dict[str, Any]) -> Asker:
    fields = {name: changes.get(name, getattr(asker, name)) for name in asker.__struct_fields__}
    return Asker(**fields)


@pytest.fixture
def message(asker: Callable[..., Asker]) -> Callable[..., Message]:
    """A text as it was typed just now."""

    def made(text: str, **changes: str) -> Message:
        return Message(text, asker(**changes), NOW)

    return made


@pytest.fixture
def with_rooms(rooms: Rooms) -> Callable[..., Answers]:
    """Answers with some of the rooms replaced."""

    def made(**changes: Any) -> Answers:
        return Answers(replace(rooms, **changes), number=lambda: "q-1")

    return made


@pytest.fixture
def shown() -> Callable[[Any], str]:
    """Everything a person can read in some blocks, one text a line."""

    def texts(node: Any) -> list[str]:
        if isinstance(node, dict):
            own = [node["text"]] if isinstance(node.get("text"), str) else []
            return own + [text for child in node.values() for text in texts(child)]
        if isinstance(node, list | tuple):
            return [text for child in node for text in texts(child)]
        return []

    return lambda node: "\n".join(texts(node))


@pytest.fixture
def value_of() -> Callable[..., str]:
    """The value of the element with this action id, wherever it stands in some blocks."""

    def find(node: Any, action: str) -> str | None:
        if isinstance(node, dict):
            if node.get("action_id") == action:
                return str(
                    node.get("value") or (node.get("options") or node["option_groups"][0]["options"])[-1]["value"]
                )
            return next((hit for child in node.values() if (hit := find(child, action))), None)
        if isinstance(node, list | tuple):
            return next((hit for child in node if (hit := find(child, action))), None)
        return None

    def found(node: Any, action: str) -> str:
        value = find(node, action)
        assert value is not None, f"no {action}"
        return value

    return found
