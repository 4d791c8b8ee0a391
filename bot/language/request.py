"""What a person asked for: one immutable Request a verb, with the reading that led to it."""

from __future__ import annotations

from datetime import date

import msgspec

from bot.certificates import Query
from bot.language.policy import Policy


class Taken(msgspec.Struct, frozen=True):
    """One of two common readings, taken by a person's own choice (`day_month=day`): `text` is the whole text with that
    spelled out, so that everybody reads it so."""

    choice: str
    text: str


class Piece(msgspec.Struct, frozen=True):
    """Some words of the text and what they were read as.

    `start` and `end` are positions in the text as typed; `rule` names the grammar's rule; `certain` is False for what
    was guessed (dateparser). `alternative` is the same words' other common reading, as text that can be asked, and
    `choice` what a person chooses who prefers it; `taken` is set where this reading is what the person chose.
    """

    slot: str
    words: str
    start: int
    end: int
    rule: str
    certain: bool = True
    alternative: str | None = None
    choice: str = ""
    taken: Taken | None = None


class Request(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """A text that was read. `reading` says which words gave which slot, in the order of the text."""

    reading: tuple[Piece, ...] = ()

    @property
    def guessed(self) -> tuple[str, ...]:
        """The words whose meaning was guessed."""
        return tuple(piece.words for piece in self.reading if not piece.certain)

    @property
    def taken(self) -> tuple[Taken, ...]:
        """What was read as the person once chose."""
        return tuple(piece.taken for piece in self.reading if piece.taken)


class Find(Request, frozen=True, kw_only=True):
    """List the certificates of a query: the verb when there is none."""

    query: Query


class Show(Request, frozen=True, kw_only=True):
    """One certificate in full, by id or name."""

    target: str


class Help(Request, frozen=True, kw_only=True):
    """What can be typed; `topic` narrows it."""

    topic: str = ""


class Remind(Request, frozen=True, kw_only=True):
    """Subscribe this channel to a query."""

    query: Query
    policy: Policy = Policy()


class Edit(Request, frozen=True, kw_only=True):
    """Change a subscription of this channel: its query, where one is given, and what is said of its policy."""

    subscription: str
    query: Query | None = None
    policy: Policy = Policy()


class Pause(Request, frozen=True, kw_only=True):
    """A subscription says nothing until it is resumed."""

    subscription: str


class Resume(Request, frozen=True, kw_only=True):
    """A paused subscription speaks again."""

    subscription: str


class Preview(Request, frozen=True, kw_only=True):
    """How much a subscription would send now."""

    subscription: str


class Sample(Request, frozen=True, kw_only=True):
    """What a subscription would send now, for the asker alone."""

    subscription: str


class Reminders(Request, frozen=True, kw_only=True):
    """This channel's subscriptions."""


class Forget(Request, frozen=True, kw_only=True):
    """End a subscription of this channel, by its id."""

    subscription: str


class Snooze(Request, frozen=True, kw_only=True):
    """Nothing about a certificate until a local day (exclusive: speak again on `until`), for a reason."""

    target: str
    until: date
    reason: str = ""


class Why(Request, frozen=True, kw_only=True):
    """What was, or was not, said about a certificate, and why."""

    target: str


class Take(Request, frozen=True, kw_only=True):
    """The asker is responsible for a certificate from now on; with `back`, nobody is."""

    target: str
    back: bool = False


class Wake(Request, frozen=True, kw_only=True):
    """Tell a snoozed certificate again."""

    target: str


class Export(Request, frozen=True, kw_only=True):
    """The certificates of a query as a file."""

    query: Query
    format: str = "csv"


class Timeline(Request, frozen=True, kw_only=True):
    """When the certificates of a query end; `per` is week or month, "" whichever fits."""

    query: Query
    per: str = ""


class Stats(Request, frozen=True, kw_only=True):
    """The certificates of a query, counted."""

    query: Query


class View(Request, frozen=True, kw_only=True):
    """A query that the workspace saved under a name."""

    name: str


class Views(Request, frozen=True, kw_only=True):
    """The workspace's saved queries."""


class DropView(Request, frozen=True, kw_only=True):
    """Delete a saved query, by its name."""

    name: str


class AccountList(Request, frozen=True, kw_only=True):
    """The workspace's accounts."""


class Connect(Request, frozen=True, kw_only=True):
    """A link to the page that connects an account; with the `name` of one that is there, changes its key."""

    name: str = ""


class Disconnect(Request, frozen=True, kw_only=True):
    """Remove an account, by its name."""

    name: str


class DefaultAccount(Request, frozen=True, kw_only=True):
    """The account that this channel's questions are about when they name none; without a name, which one it is."""

    name: str = ""


class NoDefaultAccount(Request, frozen=True, kw_only=True):
    """This channel has no default account of its own any more."""


class Settings(Request, frozen=True, kw_only=True):
    """What this person and this channel have chosen."""


class AuditTrail(Request, frozen=True, kw_only=True):
    """Who did what in this workspace."""


class Simulate(Request, frozen=True, kw_only=True):
    """What the reminders would say on a local day; nothing is sent."""

    day: date
