"""What the verbs about reminders work with: wired once by assembly, the same objects as the worker's."""

from __future__ import annotations

from dataclasses import dataclass

from bot.reminders.attention import Attentions
from bot.reminders.edits import Edits
from bot.reminders.ledger import Ledger
from bot.reminders.planning import Accounts, Listings, Planning
from bot.reminders.posted import Posted
from bot.reminders.selection import Read, Search
from bot.reminders.subscriptions import Subscriptions
from bot.store.connection import Redis
from bot.workspaces.audit import Audit


@dataclass(frozen=True)
class Reminding:
    """`read` and `search` are those that the plan was made with."""

    subscriptions: Subscriptions
    ledger: Ledger
    attentions: Attentions
    posted: Posted
    planning: Planning
    audit: Audit
    read: Read
    search: Search


def remembered(state: Redis, listings: Listings, accounts: Accounts, read: Read, search: Search) -> Reminding:
    """All of it on one Redis: alike for those who ask and for the worker."""
    ledger, attentions = Ledger(state), Attentions(state)
    return Reminding(
        subscriptions=Subscriptions(state),
        ledger=ledger,
        attentions=attentions,
        posted=Posted(state, Edits(state)),
        planning=Planning(ledger, listings, accounts, search=search, read=read, attentions=attentions),
        audit=Audit(state),
        read=read,
        search=search,
    )
