"""The last seam before Slack: whatever goes wrong behind it is a sentence for the person, and a line in the log under
the same id."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import TypeVar

from bot.errors import CertminderError
from bot.messages import notices
from bot.messages.reply import Reply, View

log = logging.getLogger(__name__)

Made = TypeVar("Made", Reply, View)


class Seam:
    """`number` gives the id of the request being answered, `clock` the instant now (UTC)."""

    def __init__(self, number: Callable[[], str], clock: Callable[[], datetime]) -> None:
        self._number = number
        self._clock = clock

    async def told(self, answering: Awaitable[Reply], locale: str) -> Reply:
        """The reply, or a sentence about why there is none."""
        return await self._made(answering, locale, notices.notice, notices.unexpected)

    async def shown(self, opening: Awaitable[View], locale: str) -> View:
        """The modal, or one with a sentence about why there is none."""
        return await self._made(opening, locale, notices.view, notices.unexpected_view)

    async def at_home(self, drawing: Awaitable[View], locale: str) -> View:
        """The Home tab, or one with a sentence about why there is none."""
        return await self._made(drawing, locale, notices.home, notices.unexpected_home)

    async def _made(
        self, making: Awaitable[Made], locale: str, known: Callable[..., Made], unexpected: Callable[..., Made]
    ) -> Made:
        number = self._number()
        try:
            return await making
        except CertminderError as error:
            _log_told(error, number)
            return known(error, locale, request_id=number, now=self._clock())
        except Exception:  # people get a sentence, the log the traceback
            log.exception("unexpected fault", extra={"request_id": number})
            return unexpected(locale, request_id=number)


def _log_told(error: CertminderError, number: str) -> None:
    """What a person was told, without the words they typed."""
    log.info("told", extra={"request_id": number, "error": type(error).__name__})
