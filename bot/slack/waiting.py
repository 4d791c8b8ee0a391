"""A question that takes longer than a moment: whoever asked hears once how far it is, before the answer."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

from bot.certificates import Progress
from bot.errors import DeliveryError, DeliveryRefused
from bot.messages import notices
from bot.messages.reply import Reply
from bot.slack.delivery import Delivery
from bot.slack.payloads import Origin

log = logging.getLogger(__name__)

MOMENT_SECONDS = 1.0
"""What takes less needs no word."""

Ask = Callable[[Progress], Awaitable[Reply]]


class Waiting:
    """Answers with patience. `moment` is seconds."""

    def __init__(self, delivery: Delivery, moment: float = MOMENT_SECONDS) -> None:
        self._delivery = delivery
        self._moment = moment

    async def answer(self, origin: Origin, locale: str, ask: Ask, *, replace: bool = False) -> None:
        """Deliver what `ask` replies, with `replace` in place of the list that was clicked. When that takes longer
        than a moment, the person is told once how many certificates there are so far; in direct messages the answer
        takes that word's place, elsewhere Slack gives no way to it. Raises DeliveryError."""
        latest: tuple[int, int | None] = (0, None)

        def progress(done: int, total: int | None) -> None:
            nonlocal latest
            latest = (done, total)

        telling: asyncio.Task[str] | None = None

        def tell() -> None:
            nonlocal telling
            telling = asyncio.create_task(self._tell(origin, notices.working(locale, *latest)))

        overdue = asyncio.get_running_loop().call_later(self._moment, tell)
        try:
            reply = await ask(progress)
            overdue.cancel()
            told = await telling if telling else ""
            if not (told and await self._edited(origin, told, reply)):
                await self._delivery.answer(origin, reply, replace=replace and not reply.notice)
        finally:
            overdue.cancel()
            if telling:
                telling.cancel()

    async def _tell(self, origin: Origin, word: Reply) -> str:
        """The ts of a word that an answer can replace; a word that does not arrive must not cost the answer."""
        try:
            if origin.direct and not origin.response_url:
                where = (origin.workspace, origin.channel, word)
                return await self._delivery.deliver(*where, thread_ts=origin.thread_ts)
            await self._delivery.answer(origin, word)
        except DeliveryError as fault:
            log.info("a word about progress was not taken", extra={"outcome": str(fault)})
        return ""

    async def _edited(self, origin: Origin, ts: str, reply: Reply) -> bool:
        """Whether the word became the answer."""
        try:
            await self._delivery.update(origin.workspace, origin.channel, ts, reply)
        except DeliveryRefused as fault:
            log.info("a word about progress cannot be replaced", extra={"outcome": str(fault)})
            return False
        return True
