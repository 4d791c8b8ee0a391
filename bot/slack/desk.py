"""Where every payload is taken in once it was acknowledged: once, by a known person, to its end.

A listener acknowledges and hands its work over with `take`; what can go wrong afterwards ends in a sentence for the
person and a line in the log.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from bot import observability
from bot.answers.message import Asker, Message
from bot.answers.pressing import Checked, Filled
from bot.answers.searching import Composed
from bot.certificates import Progress
from bot.errors import CertminderError
from bot.messages import notices
from bot.messages.reply import Reply, View
from bot.slack.channels import Channels
from bot.slack.delivery import Delivery
from bot.slack.lanes import Lanes
from bot.slack.payloads import Origin, asker
from bot.slack.people import People, Trust
from bot.slack.repeats import Repeats
from bot.slack.tasks import Tasks
from bot.slack.waiting import Waiting
from bot.workspaces.roles import require

log = logging.getLogger(__name__)


class Answers(Protocol):
    """bot.answers.answers.Answers as this folder uses it; nothing here raises CertminderError."""

    async def ask(self, message: Message, *, progress: Progress | None = None) -> Reply: ...

    async def turn(
        self,
        result_id: str,
        asker: Asker,
        *,
        page: int | None = None,
        sort: str | None = None,
        refresh: bool = False,
        text: str = "",
    ) -> Reply: ...

    async def refine(self, result_id: str, words: str, asker: Asker, *, text: str = "") -> Reply: ...

    async def share(
        self, result_id: str, asker: Asker, post: Callable[[Reply], Awaitable[None]], *, page: int = 1
    ) -> Reply: ...

    async def unshare(
        self, sharer: str, asker: Asker, withdraw: Callable[[], Awaitable[None]], *, text: str = ""
    ) -> Reply: ...

    async def remind(self, result_id: str, asker: Asker) -> Reply: ...

    async def save_form(self, result_id: str, asker: Asker) -> View: ...

    def check_view(self, name: str, asker: Asker) -> Mapping[str, str]: ...

    async def save_view(self, result_id: str, name: str, asker: Asker) -> Reply: ...

    async def revoke(self, export_id: str, asker: Asker) -> Reply: ...

    async def choose(self, choice: str, asker: Asker) -> None: ...

    async def reset(self, asker: Asker) -> Reply: ...

    async def press(self, action: str, value: str, asker: Asker) -> Reply: ...

    async def form(self, action: str, value: str, asker: Asker) -> View: ...

    def check(self, filled: Filled, asker: Asker) -> Checked: ...

    def search_form(self, given: Mapping[str, str], asker: Asker) -> View: ...

    def compose(self, given: Mapping[str, str], asker: Asker) -> Composed: ...

    async def named(self, text: str, asker: Asker, *, progress: Progress | None = None) -> Reply: ...

    async def details(self, result_id: str, certificate_id: str, asker: Asker) -> View: ...

    async def facts(self, result_id: str, certificate_id: str, asker: Asker) -> View: ...

    def hello(self, locale: str) -> Reply: ...

    async def home(self, asker: Asker) -> View: ...


Work = Callable[[Asker], Awaitable[None]]


@dataclass(frozen=True)
class Desk:
    """`clock` gives the instant now (UTC); `trust` says what a person is to the workspace."""

    answers: Answers
    delivery: Delivery
    people: People
    repeats: Repeats
    tasks: Tasks
    lanes: Lanes
    clock: Callable[[], datetime]
    waiting: Waiting
    trust: Trust
    channels: Channels

    def take(self, kind: str, body: dict[str, Any], origin: Origin, work: Work, *, text: str = "") -> None:
        """Do `work` for the person behind `origin`, after the acknowledgement, unless this delivery came before.
        `kind` is for the metrics: command, message, action, shortcut, form, home, invitation. `text` is what was typed:
        its language is the person's where Slack does not know them."""
        observability.count_request(kind)
        turn = self.lanes.through(origin.workspace, lambda: self._taken(kind, body, origin, work, text))
        self.tasks.start(turn)

    async def answer(self, origin: Origin, message: Message) -> None:
        """Ask what was typed (or stands on a button), and say now and then that it takes its time."""
        await self.waiting.answer(
            origin, message.asker.locale, lambda progress: self.answers.ask(message, progress=progress)
        )

    async def _taken(self, kind: str, body: dict[str, Any], origin: Origin, work: Work, text: str) -> None:
        arrival = await self.repeats.arrival(origin.workspace, origin.user, body)
        if not arrival.first:
            log.info("a repeated delivery was dropped")
            return
        person = await self.people.known(origin, arrival.person, text)
        try:
            role = self.trust.role(origin.user, person)
            require("query", role)
            await work(asker(origin, person.locale, person.zone, role))
        except CertminderError as error:
            await self._tell(kind, origin, error, person.locale)
        except Exception:
            # whatever it is: the person gets a sentence, the log the traceback
            log.exception("unexpected fault")
            await self.delivery.answer(
                origin, notices.unexpected(person.locale, request_id=observability.request_id.get())
            )

    async def _tell(self, kind: str, origin: Origin, error: CertminderError, locale: str) -> None:
        """On the Home tab, where that was opened: nobody wants a direct message each time they look at it."""
        log.info("told", extra={"error": type(error).__name__})
        number, now = observability.request_id.get(), self.clock()
        if kind == "home":
            tab = notices.home(error, locale, request_id=number, now=now)
            await self.delivery.publish_home(origin.workspace, origin.user, tab)
            return
        await self.delivery.answer(origin, notices.notice(error, locale, request_id=number, now=now))
