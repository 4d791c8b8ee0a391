"""Every kind of key there is: how its own store writes it, and reads it again. Found in the modules that build keys, so
that a new kind that stands not in KINDS fails test_every_key.py."""

from __future__ import annotations

import contextlib
import hashlib
import inspect
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from types import ModuleType
from typing import Any

from bot.certificates import Certificate, Listing, Query
from bot.errors import CertminderError, SourceUnavailable
from bot.inventory.exports import Export, Exports
from bot.inventory.limits import Limits
from bot.inventory.listing import Listings
from bot.inventory.progress import said
from bot.inventory.recent import Result, Results
from bot.inventory.standing import last_failure, note_failure
from bot.inventory.upstream import Upstream
from bot.inventory.views import View, Views
from bot.reminders.attention import Attentions
from bot.reminders.digest import Digest, Group
from bot.reminders.edits import Change, Edit, Edits
from bot.reminders.edits import Kind as Happened
from bot.reminders.figures import Figures
from bot.reminders.ledger import Claim, Ledger
from bot.reminders.posted import Posted, shown
from bot.reminders.schedule import Slot
from bot.reminders.selection import Row, epoch
from bot.reminders.sight import Sights
from bot.reminders.subscription import Subscription
from bot.reminders.subscriptions import Subscriptions
from bot.slack.payloads import Origin
from bot.slack.people import People, Person
from bot.slack.repeats import Repeats
from bot.store import installation_keys, keys
from bot.store.breaker import Breaker
from bot.store.connection import Redis, translated
from bot.store.lease import lease
from bot.workspaces.accounts import Account
from bot.workspaces.audit import Audit, Entry
from bot.workspaces.choices import Choices
from bot.workspaces.connect_links import ConnectLinks, Link
from bot.workspaces.departures import Departures
from bot.workspaces.installations import Installations
from bot.workspaces.oauth_states import OAuthStates
from bot.workspaces.organisations import Organisations
from bot.workspaces.sealing import Sealing, new_key
from bot.workspaces.stored_accounts import Access, Accounts
from tests.reminders.subscribing import wanted

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
PARTS = {
    "account": "default",
    "result_id": "abcdefghijkl",
    "user": "U1",
    "subscription": "s1",
    "slot": "2026-11-23",
    "channel": "C1",
    "day": "2026-11-23",
    "whose": "user",
    "name": "U1",
    "version": "v1",
    "delivery_id": "event_id.Ev1",
    "digest": "d1",
    "identity": "0" * 64,
}
"""What the parts of a key are called, and what they are here: the same in every workspace."""
HELPERS = {"everything", "is_permanent", "of_account"}
"""Functions beside them that build no single key."""
CERTIFICATE = Certificate("c1", "api.shop.example", status_code=1, begins=NOW - timedelta(days=80), expires=NOW)
SECRET = "AKIDeverykey0123456789ab"


def kinds() -> dict[str, Callable[..., str]]:
    """Every function that builds a key, by its name."""
    return {**_built(keys), **_built(installation_keys)}


def _built(module: ModuleType) -> dict[str, Callable[..., str]]:
    found = inspect.getmembers(module, inspect.isfunction)
    return {name: each for name, each in found if each.__module__ == module.__name__ and name not in HELPERS}


def key_of(kind: str, workspace: str, last: str = "") -> str:
    """The key of this kind in a workspace; `last` in the place of its last part."""
    build = kinds()[kind]
    names = list(inspect.signature(build).parameters)
    parts = [workspace if name in {"workspace", "organisation"} else PARTS[name] for name in names]
    return build(*(parts if not last else [*parts[:-1], last]))


class Source:
    """A source whose answer is different in each workspace."""

    def __init__(self, workspace: str) -> None:
        self._id = f"fetched-by-{workspace}"

    async def listing(self, *_: object, **__: object) -> Listing:
        return Listing((Certificate(self._id, "fetched.example", status_code=1),), fetched_at=datetime.now(UTC))

    async def certificate(self, id: str) -> str | None:  # noqa: A002
        return None


class Stores:
    """All that keeps something, on one Redis."""

    def __init__(self, redis: Redis) -> None:
        self.redis = redis
        sealing = Sealing(_SEALING_KEY)
        self.results: Results = Results(redis)
        self.exports: Exports = Exports(redis)
        self.views: Views = Views(redis)
        self.subscriptions: Subscriptions = Subscriptions(redis)
        self.attentions: Attentions = Attentions(redis)
        self.sights: Sights = Sights(redis)
        self.edits: Edits = Edits(redis, quiet=timedelta(0))
        self.posted: Posted = Posted(redis, self.edits)
        self.ledger: Ledger = Ledger(redis)
        self.audit: Audit = Audit(redis)
        self.choices: Choices = Choices(redis)
        self.figures: Figures = Figures(redis)
        self.accounts: Accounts = Accounts(redis, (), sealing)
        self.links: ConnectLinks = ConnectLinks(redis)
        self.states: OAuthStates = OAuthStates(redis)
        self.installations: Installations = Installations(redis, sealing)
        self.departures: Departures = Departures(redis, _nothing)
        self.organisations: Organisations = Organisations(redis, self.departures)
        api: Any = None
        self.people: People = People(redis, api, _silent, lambda: NOW.timestamp())

    def listings(self) -> Listings:
        """As of a process that has just started."""
        return Listings(self.redis, lambda workspace, _: Source(workspace))


_SEALING_KEY = new_key()


async def _nothing(workspace: str) -> None: ...


async def _silent(workspace: str, ask: object) -> Person:
    raise SourceUnavailable("Slack is silent here")


def digest(workspace: str, certificate: Certificate = CERTIFICATE) -> Digest:
    """What is said of a certificate."""
    slot = PARTS["slot"]
    turn = Slot(date.fromisoformat(slot), NOW)
    row = Row(certificate, epoch(certificate), 7)
    return Digest(
        workspace=workspace, subscription="s1", channel="C1", slot=slot, turn=turn, groups=(Group("days7", (row,)),),
        moves={}, version=0, at=NOW, as_of=NOW,
    )  # fmt: skip


def subscription(workspace: str) -> Subscription:
    """The first one of a workspace."""
    return wanted(id="s1", workspace=workspace, text="expired")


@dataclass(frozen=True)
class Kind:
    """How a kind is read (its last part given) and, where it holds what another workspace must not see or use, how it
    is written: that answers its last part, or "" for the usual one. `harmless` says why it has no such thing in it."""

    read: Callable[[Stores, str, str], Awaitable[object]]
    write: Callable[[Stores, str], Awaitable[str]] | None = None
    harmless: str = ""


WHERE = "default"
ASKED = {"user": "U1", "text": "expired", "locale": "en", "zone": "UTC", "created_at": NOW}
COUNTS = "a count or an instant, of nothing that can be seen"
STATE = "which of the workspace's own digests were told: nothing of it is shown"


async def _listing(stores: Stores, workspace: str, _: str) -> object:
    listings = stores.listings()
    try:
        return (await listings.get(workspace, WHERE)).certificates
    finally:
        await listings.aclose()


async def _write_listing(stores: Stores, workspace: str) -> str:
    listings = stores.listings()
    await listings.get(workspace, WHERE)
    await listings.aclose()
    return ""


async def _progress(stores: Stores, workspace: str, _: str) -> object:
    with translated():
        (value,) = await stores.redis.mget(keys.listing_progress(workspace, WHERE))
    return said(value, workspace, WHERE)


async def _write_progress(stores: Stores, workspace: str) -> str:
    word = b"\x94" + b"".join(bytes([0xA0 + len(text)]) + text.encode() for text in (workspace, WHERE)) + b"\x01\x02"
    assert said(word, workspace, WHERE) == (1, 2)
    await stores.redis.set(keys.listing_progress(workspace, WHERE), word, ex=60)
    return ""


async def _breaker(stores: Stores, workspace: str, _: str) -> None:
    breaker = Breaker(keys.breaker(workspace, WHERE))
    await breaker.wait(stores.redis)
    await breaker.failed(stores.redis)
    await breaker.succeeded(stores.redis)


async def _result(stores: Stores, workspace: str, last: str) -> object:
    return await stores.results.load(workspace, last or PARTS["result_id"])


async def _write_result(stores: Stores, workspace: str) -> str:
    return await stores.results.save(Result(workspace=workspace, channel="C1", query=Query(), **ASKED))  # type: ignore[arg-type]


_links: dict[str, str] = {}
"""The secret part of a link by its hash."""


async def _export(stores: Stores, workspace: str, last: str) -> object:
    return await stores.exports.redeem(f"{workspace}.{_links.get(last, 'A' * 22)}")


async def _write_export(stores: Stores, workspace: str) -> str:
    issued = await stores.exports.issue(Export(workspace=workspace, query=Query(), **ASKED))  # type: ignore[arg-type]
    _links[issued.id] = issued.token.partition(".")[2]
    return issued.id


async def _connect_link(stores: Stores, workspace: str, last: str) -> object:
    return (await stores.links.open(f"{workspace}.{_links.get(last, 'A' * 43)}", ""))[0]


async def _write_connect_link(stores: Stores, workspace: str) -> str:
    token = await stores.links.issue(Link(workspace=workspace, user="U1", channel="C1", locale="en", zone="UTC"))
    secret = token.partition(".")[2]
    identity = hashlib.sha256(secret.encode()).hexdigest()
    _links[identity] = secret
    return identity


async def _write_views(stores: Stores, workspace: str) -> str:
    await stores.views.save(View(workspace=workspace, name="mine", **{k: v for k, v in ASKED.items() if k != "zone"}))  # type: ignore[arg-type]
    return ""


async def _rate(stores: Stores, workspace: str, _: str) -> None:
    await Limits(stores.redis).spend(workspace, "U1")
    await Upstream(stores.redis).pace(workspace, WHERE)()


async def _person(stores: Stores, workspace: str, _: str) -> object:
    return await stores.people.person(Origin(workspace=workspace, user="U1"))


async def _write_person(stores: Stores, workspace: str) -> str:
    origin = Origin(workspace=workspace, user="U1")
    await stores.people._save(origin, Person(locale="fr-FR", zone="UTC", admin=True, asked_at=NOW.timestamp()))
    return ""


async def _accounts(stores: Stores, workspace: str, _: str) -> object:
    return await Stores(stores.redis).accounts.known(workspace)


async def _write_accounts(stores: Stores, workspace: str) -> str:
    await stores.accounts.connect(workspace, Account("prod", tail="89ab"), Access(SECRET, "a-secret-key-of-everybody"))
    return ""


async def _failure(stores: Stores, workspace: str, _: str) -> object:
    found = await last_failure(stores.redis, workspace, WHERE)
    return found and (str(found[0]), found[1])


async def _write_failure(stores: Stores, workspace: str) -> str:
    await note_failure(stores.redis, workspace, WHERE, SourceUnavailable("timeout"), NOW)
    return ""


async def _write_audit(stores: Stores, workspace: str) -> str:
    await stores.audit.write(workspace, Entry(actor="U1", action="remind", subject="s1"))
    return ""


async def _audit(stores: Stores, workspace: str, _: str) -> object:
    return [record.entry for record in await stores.audit.latest(workspace)]


async def _write_subscriptions(stores: Stores, workspace: str) -> str:
    await stores.subscriptions.create(subscription(workspace))
    return ""


async def _write_former(stores: Stores, workspace: str) -> str:
    made = await stores.subscriptions.create(subscription(workspace))
    await stores.subscriptions.remove(workspace, made.id)
    return made.id


async def _create(stores: Stores, workspace: str, _: str) -> object:
    return (await stores.subscriptions.create(subscription(workspace))).text


async def _suspend(stores: Stores, workspace: str, _: str) -> object:
    made = await stores.subscriptions.create(subscription(workspace))
    return await stores.subscriptions.suspend(workspace, made.id, "is_archived")


async def _ledger(stores: Stores, workspace: str, _: str) -> None:
    """Everything that a round does, each step whatever became of the one before."""
    due, ledger = digest(workspace), stores.ledger
    claim = Claim(workspace, "s1", due.slot, 1)
    steps: tuple[Callable[[], Awaitable[object]], ...] = (
        lambda: ledger.watches(workspace, ["s1"]),
        lambda: ledger.entry(workspace, "s1", due.slot),
        lambda: ledger.told(workspace, "s1", epoch(CERTIFICATE)),
        lambda: ledger.handled(workspace, "s1"),
        lambda: ledger.standing(workspace, "s1", due.slot),
        lambda: ledger.plan(due),
        lambda: ledger.claim(due, "a plan of nobody's"),
        lambda: ledger.start(due, claim, timedelta(seconds=1)),
        lambda: ledger.posted(claim, "1.1"),
        lambda: ledger.rejected(claim, "is_archived", timedelta(seconds=1), counted=True),
        lambda: ledger.unknown(claim),
        lambda: ledger.reopen(claim, may_repeat=True),
        lambda: ledger.carry(claim),
        lambda: ledger.settle(workspace, "s1", due.turn, NOW),
    )
    for step in steps:
        with contextlib.suppress(CertminderError):
            await step()


async def _write_attention(stores: Stores, workspace: str) -> str:
    await stores.attentions.take(workspace, CERTIFICATE, "U1")
    return ""


async def _attention(stores: Stores, workspace: str, _: str) -> object:
    before = await stores.attentions.of(workspace)
    return before, await stores.attentions.take(workspace, CERTIFICATE, "U2")


async def _posted(stores: Stores, workspace: str, _: str) -> object:
    kept = await stores.posted.of_subscription(workspace, "s1")
    found = await stores.posted.get(workspace, "s1", PARTS["slot"])
    await stores.posted.keep(shown(digest(workspace), "r1"))
    return kept, found


async def _write_posted(stores: Stores, workspace: str) -> str:
    await stores.posted.keep(shown(digest(workspace), "r1"))
    return ""


CHANGE = Change(Happened.TAKEN, "api.shop.example", by="U1")


async def _changes(stores: Stores, workspace: str, _: str) -> object:
    told = await stores.edits.changes(Edit(workspace, "s1", PARTS["slot"]))
    await stores.edits.changed(workspace, "s1", PARTS["slot"], CHANGE)
    return told


async def _write_changes(stores: Stores, workspace: str) -> str:
    await stores.edits.changed(workspace, "s1", PARTS["slot"], CHANGE)
    return ""


async def _edits(stores: Stores, workspace: str, _: str) -> None:
    await stores.edits.changed(workspace, "s1", PARTS["slot"], CHANGE)
    for edit in await stores.edits.claim():
        await stores.edits.done(edit, 1)


async def _figures(stores: Stores, workspace: str, _: str) -> object:
    await stores.figures.posted(timedelta(seconds=3))
    return (await stores.figures.totals()).outcomes.keys()


async def _sight(stores: Stores, workspace: str, _: str) -> object:
    await stores.sights.of(workspace, WHERE)
    await stores.sights.failed(workspace, WHERE, NOW)
    await stores.sights.told(workspace, WHERE, NOW)
    return await stores.sights.tell(workspace, WHERE, NOW)


async def _write_installation(stores: Stores, workspace: str) -> str:
    await stores.installations.save(workspace, {"bot_token": "xoxb-1-everybody", "bot_id": "B1", "bot_user_id": "U9"})
    return ""


async def _held(stores: Stores, key: str) -> object:
    async with lease(stores.redis, key, 1.0):
        return None


async def _subscribed(stores: Stores, workspace: str, _: str) -> object:
    await _create(stores, workspace, "")
    return workspace in await stores.subscriptions.workspaces()


async def _departed(stores: Stores, workspace: str, _: str) -> object:
    await stores.departures.begin(workspace)
    await stores.departures.returned(workspace)
    return await stores.departures.sweep()


async def _organisation(stores: Stores, workspace: str, _: str) -> object:
    await stores.organisations.workspaces(workspace)
    await stores.organisations.grant("E1", [workspace])
    return await stores.organisations.of(workspace)


KINDS: dict[str, Kind] = {
    "listing": Kind(_listing, _write_listing),
    "listing_new": Kind(_listing, harmless="its name is random, and nobody reads it before it is whole"),
    "listing_lock": Kind(_listing, harmless="a word of its holder's alone"),
    "listing_progress": Kind(_progress, _write_progress),
    "breaker": Kind(_breaker, harmless=COUNTS),
    "result": Kind(_result, _write_result),
    "export": Kind(_export, _write_export),
    "views": Kind(lambda stores, workspace, _: stores.views.of_workspace(workspace), _write_views),
    "rate": Kind(_rate, harmless=COUNTS),
    "delivery": Kind(
        lambda stores, workspace, _: Repeats(stores.redis).arrival(workspace, "U1", {"event_id": "Ev1"}),
        harmless="that a delivery came; its name is Slack's own",
    ),
    "person": Kind(_person, _write_person),
    "choices": Kind(
        lambda stores, workspace, _: stores.choices.of(workspace, "U1"),
        harmless="small words of ours: how a person wants 03/04 read",
    ),
    "accounts": Kind(_accounts, _write_accounts),
    "account_defaults": Kind(_accounts, harmless="names that are looked up among the workspace's own accounts"),
    "connect_link": Kind(_connect_link, _write_connect_link),
    "failure": Kind(_failure, _write_failure),
    "audit": Kind(_audit, _write_audit),
    "subscribed": Kind(_subscribed, harmless="ids of workspaces, for all"),
    "subscriptions": Kind(
        lambda stores, workspace, _: stores.subscriptions.of_workspace(workspace), _write_subscriptions
    ),
    "subscription_number": Kind(_create, harmless=COUNTS),
    "former": Kind(
        lambda stores, workspace, last: stores.subscriptions.restore(workspace, last or "s1"), _write_former
    ),
    "handled": Kind(_ledger, harmless=STATE),
    "watch": Kind(_ledger, harmless=STATE),
    "suspension": Kind(_suspend, harmless="that somebody was told"),
    "ledger": Kind(_ledger, harmless=STATE),
    "attention": Kind(_attention, _write_attention),
    "posted": Kind(_posted, _write_posted),
    "changes": Kind(_changes, _write_changes),
    "edits": Kind(_edits, harmless="ids of messages, for all"),
    "figures": Kind(_figures, harmless="totals of all"),
    "pace": Kind(_ledger, harmless=COUNTS),
    "extras": Kind(_ledger, harmless=COUNTS),
    "sight": Kind(_sight, harmless=COUNTS),
    "installation": Kind(lambda stores, workspace, _: stores.installations.load(workspace), _write_installation),
    "installation_lock": Kind(
        lambda stores, workspace, _: _held(stores, installation_keys.installation_lock(workspace)),
        harmless="a word of its holder's alone",
    ),
    "organisation": Kind(_organisation, harmless="an id; its token is of no use in a workspace it was not granted"),
    "workspaces": Kind(_organisation, harmless="ids that Slack confirms"),
    "departed": Kind(_departed, harmless="ids of workspaces, for all"),
    "erasing": Kind(
        lambda stores, workspace, _: stores.departures.erase(workspace), harmless="a word of its holder's alone"
    ),
    "oauth_rate": Kind(lambda stores, workspace, _: stores.states.issue(), harmless=COUNTS),
    "oauth_state": Kind(
        lambda stores, workspace, _: stores.states.consume("d1"), harmless="bound to a browser's cookie"
    ),
}
