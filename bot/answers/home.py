"""The Home tab: what it shows of the inventory and of a person's reminders."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.answers import renewed
from bot.answers.accounts import shown as shown_accounts
from bot.answers.choosing import listing_in, pinned
from bot.answers.find import save_or_nothing
from bot.answers.message import Asker
from bot.answers.reading import reader
from bot.answers.reminders import shown
from bot.answers.rooms import Rooms
from bot.answers.views import all_of
from bot.certificates import Certificate, Query, Status
from bot.errors import CertminderError
from bot.inventory.recent import Result
from bot.inventory.search import searched
from bot.inventory.threads import off_loop
from bot.messages import home as tab
from bot.messages import notices
from bot.messages.accounts import Shown
from bot.messages.home import Figures, Inventory
from bot.messages.reply import View
from bot.messages.subscriptions import Subscription
from bot.messages.texts import say
from bot.messages.views import Saved
from bot.reminders.selection import epoch
from bot.workspaces.accounts import ALL
from bot.workspaces.roles import may

NEXT_QUERY = Query(statuses=(Status.ISSUED,), account=ALL, limit=10)
"""Of all accounts: a person's own place is no channel with a default."""
WEEK, MONTH = timedelta(days=7), timedelta(days=30)
OVER = {Status.FAILED, Status.CANCELLED, Status.REVOKED, Status.REFUNDED, Status.UNKNOWN, Status.EXPIRED, Status.ISSUED}
"""Statuses that nothing is in progress under."""


async def home(rooms: Rooms, asker: Asker) -> View:
    """The tab; what cannot be had is a sentence in its place."""
    now = rooms.clock()
    try:
        inventory: Inventory | str = await _inventory(rooms, asker, now)
    except CertminderError as error:
        inventory = notices.sentence(error, asker.locale, now=now)
    mine, others = await _reminders(rooms, asker)
    views, accounts = await _views(rooms, asker), await _accounts(rooms, asker)
    return tab.render(inventory, mine, reader(asker, now), views=views, accounts=accounts, others=others)


async def _accounts(rooms: Rooms, asker: Asker) -> list[Shown] | None:
    """How each stands, for who may manage them; nothing where the store does not answer."""
    if not may("accounts", asker.role):
        return None
    try:
        return await shown_accounts(rooms, asker)
    except CertminderError:
        return None


async def _inventory(rooms: Rooms, asker: Asker, now: datetime) -> Inventory:
    query, chosen = await pinned(rooms, asker, NEXT_QUERY)
    listing = await listing_in(rooms, asker.workspace, chosen, Query())
    rows = listing.certificates
    soonest = await searched(rows, query, now=now, zone=asker.zone)
    figures = await off_loop(len(rows), figures_of, rows, now)
    result_id = await save_or_nothing(rooms, _result(asker, query, now))
    taken = await _taken(rooms, asker, rows, now)
    renewals = await renewed.of_rows(listing, (*soonest, *taken), now)
    seen = (listing.fetched_at, listing.stale, listing.complete)
    return Inventory(figures, tuple(soonest), result_id, *seen, taken=taken, parts=listing.parts, renewals=renewals)


async def _taken(rooms: Rooms, asker: Asker, rows: Sequence[Certificate], now: datetime) -> tuple[Certificate, ...]:
    """What this person is responsible for, soonest first."""
    attention = await rooms.reminding.attentions.of(asker.workspace)
    names = {name for name, each in attention.items() if each.taken_by == asker.user}
    mine = [each for each in rows if names and each.expires and epoch(each) in names]
    return tuple(sorted(mine, key=lambda each: each.expires or now))


def figures_of(rows: Sequence[Certificate], now: datetime) -> Figures:
    """Counts over all certificates. Ends are those of valid ones."""
    statuses = [certificate.status_at(now) for certificate in rows]
    left = [
        certificate.expires - now
        for certificate, status in zip(rows, statuses, strict=True)
        if status is Status.ISSUED and certificate.expires is not None
    ]
    return Figures(
        total=len(rows),
        valid=statuses.count(Status.ISSUED),
        expired=statuses.count(Status.EXPIRED),
        week=sum(time <= WEEK for time in left),
        month=sum(time <= MONTH for time in left),
        waiting=sum(status not in OVER for status in statuses),
    )


def _result(asker: Asker, query: Query, now: datetime) -> Result:
    text = say("home.next_query", asker.locale)
    return Result(
        workspace=asker.workspace,
        channel=asker.channel,
        user=asker.user,
        query=query,
        text=say("home.in_all_accounts", asker.locale, query=text) if query.account == ALL else text,
        locale=asker.locale,
        zone=asker.zone,
        created_at=now,
    )


async def _views(rooms: Rooms, asker: Asker) -> list[Saved]:
    """The workspace's; none where the store does not answer."""
    try:
        return await all_of(rooms, asker)
    except CertminderError:
        return []


async def _reminders(rooms: Rooms, asker: Asker) -> tuple[list[Subscription], int]:
    """This person's, wherever they speak, and how many there are besides; none where the store does not answer."""
    try:
        every = await rooms.subscriptions.of_workspace(asker.workspace)
    except CertminderError:
        return [], 0
    mine = [shown(each) for each in every if each.user == asker.user]
    return mine, len(every) - len(mine)
