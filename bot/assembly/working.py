"""The work of `certminder worker`: rounds that post reminders, edits of what was posted, sweeps after who departed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from functools import partial

from bot.answers.announcing import Announcing
from bot.answers.editing import Editing
from bot.answers.showing import Showing
from bot.assembly.wiring import House
from bot.messages.reply import Reply
from bot.reminders.edits import Edits
from bot.reminders.figures import Figures
from bot.reminders.reconciling import Reconciling
from bot.reminders.rounds import Rounds
from bot.reminders.sending import Sending
from bot.reminders.sight import Sights
from bot.slack.admins import Admins
from bot.slack.app import SlackApp
from bot.slack.history import History
from bot.slack.installations import revoked


def rounds(opened: House, app: SlackApp) -> Rounds[Reply]:
    """The worker's work."""
    own = opened.reminding
    admins = Admins(app.api, app.authorize)
    known_by = (_showing(opened), own.planning, own.subscriptions)
    announcing = Announcing(*known_by, app.delivery, admins, opened.clock)
    render, figures = announcing.digest, Figures(opened.state)
    known = (own.subscriptions, own.ledger, app.delivery, render, announcing)
    history = History(app.api, app.authorize)
    return Rounds(
        own.subscriptions,
        own.ledger,
        Sights(opened.state),
        opened.listings,
        Sending(*known, figures=figures),
        Reconciling(own.ledger, history, figures=figures),
        search=own.search,
        accounts=opened.accounts,
        tell=announcing,
        read=own.read,
        attentions=own.attentions,
        posted=own.posted,
        clock=shared_clock(opened),
    )


def shared_clock(opened: House) -> Callable[[], Awaitable[datetime]]:
    """The instant now (UTC) on Redis' clock, which all workers share; in the playground as far ahead as it is moved."""

    async def now() -> datetime:
        return await opened.reminding.ledger.time() + opened.clock.ahead()

    return now


def editing(opened: House, app: SlackApp) -> Editing:
    """The worker's other work: messages that no longer show how things are."""
    own = opened.reminding
    edits = Edits(opened.state)
    return Editing(edits, own.posted, own.ledger, own.subscriptions, _showing(opened), app.delivery, opened.clock)


def sweep(opened: House, app: SlackApp) -> Callable[[], Awaitable[object]]:
    """The worker's last work: what departed workspaces left."""
    token = str(opened.settings.slack_bot_token)

    async def is_back() -> bool:
        return not await revoked(app.api, token)

    installable = bool(opened.settings.slack_client_id)
    return partial(opened.departures.sweep, None if installable else is_back)


def _showing(opened: House) -> Showing:
    own = opened.reminding
    return Showing(opened.results, own.planning, own.attentions, own.posted)
