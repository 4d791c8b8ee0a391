"""Manners towards a source: a budget of requests, and peace when it is out of order; both shared by all processes."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable
from typing import Protocol, TypeVar

from bot.certificates import Listing, Progress
from bot.errors import NOT_ASKED, SourceError, SourceRefused, SourceUnavailable, StoreUnavailable
from bot.inventory.fetching import Source
from bot.observability import count_limited
from bot.sources.filters import EVERYTHING, Filters
from bot.sources.pace import Pace, every
from bot.sources.patience import BUSY
from bot.store import keys
from bot.store.breaker import Breaker
from bot.store.connection import Redis
from bot.store.turns import take_turn

GONE = 5.0
"""Seconds without asking for a turn after Redis did not answer: each of a thousand pages would wait for it again."""

Answer = TypeVar("Answer")

log = logging.getLogger(__name__)


class Account(Source, Protocol):
    """What can be asked of an account."""

    async def certificate(self, id: str) -> str | None:  # noqa: A002 - the API's own name
        """The certificate itself, PEM. Raises SourceError."""


class Upstream:
    """What all processes together allow themselves: requests a second for each account, no request waiting longer than
    `longest_wait` seconds for its turn, and a pause of so many seconds after so many failures on end."""

    def __init__(
        self,
        redis: Redis,
        *,
        per_second: int = 10,
        longest_wait: float = 30.0,
        failures: int = 3,
        pause: float = 30.0,
    ) -> None:
        self._redis = redis
        self._per_second = per_second
        self._longest_wait = longest_wait
        self._failures = failures
        self._pause = pause
        self._gone_until = 0.0

    def pace(self, workspace: str, account: str) -> Pace:
        """Awaited by an account's source before each request. Raises SourceUnavailable("over_budget") at once when the
        turn would come too late. Without Redis every process keeps the pace alone."""
        key, alone = keys.rate(workspace, "upstream", account), every(1 / self._per_second)

        async def wait() -> None:
            try:
                taken, seconds = await self._turn(key)
            except StoreUnavailable:
                await alone()
                return
            if not taken:
                count_limited("upstream")
                raise SourceUnavailable("over_budget", retry_after=seconds)
            await asyncio.sleep(seconds)

        return wait

    def guarded(self, source: Account, workspace: str, account: str) -> Guarded:
        """The account's source behind its breaker."""
        breaker = Breaker(keys.breaker(workspace, account), self._failures, self._pause)
        return Guarded(source, self._redis, breaker)

    async def _turn(self, key: str) -> tuple[bool, float]:
        now = asyncio.get_running_loop().time()
        if now < self._gone_until:
            raise StoreUnavailable("lately")
        try:
            return await take_turn(self._redis, key, self._per_second, span=1.0, longest=self._longest_wait)
        except StoreUnavailable as fault:
            log.warning("requests are not counted: Redis does not answer", extra={"fault": str(fault)})
            self._gone_until = now + GONE
            raise


class Guarded:
    """A source that is not asked while its breaker is open: SourceUnavailable("left_alone") says for how long. Without
    Redis it is always asked."""

    def __init__(self, source: Account, redis: Redis, breaker: Breaker) -> None:
        self._source = source
        self._redis = redis
        self._breaker = breaker

    async def listing(self, wanted: Filters = EVERYTHING, *, progress: Progress | None = None) -> Listing:
        """As the source's own."""
        return await self._asked(lambda: self._source.listing(wanted, progress=progress))

    async def certificate(self, id: str) -> str | None:  # noqa: A002 - the API's own name
        """As the source's own."""
        return await self._asked(lambda: self._source.certificate(id))

    async def _asked(self, call: Callable[[], Awaitable[Answer]]) -> Answer:
        with contextlib.suppress(StoreUnavailable):
            if waiting := await self._breaker.wait(self._redis):
                raise SourceUnavailable("left_alone", retry_after=waiting)
        try:
            answer = await call()
        except SourceError as fault:
            await self._note(fault)
            raise
        await self._note(None)
        return answer

    async def _note(self, fault: SourceError | None) -> None:
        with contextlib.suppress(StoreUnavailable):
            if fault is None or is_answer(fault):
                await self._breaker.succeeded(self._redis)
            elif getattr(fault, "reason", "") not in NOT_ASKED:
                await self._breaker.failed(self._redis)


def is_answer(fault: SourceError) -> bool:
    """Whether the source said no, and will say so again: our key or our request is wrong, not the source."""
    return isinstance(fault, SourceRefused) and fault.code not in BUSY
