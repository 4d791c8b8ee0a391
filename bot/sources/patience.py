"""Which faults of a source are worth another try, and how long. Reading a list is always safe to repeat."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TypeVar

import msgspec
import stamina

from bot.errors import SourceRefused, SourceUnavailable
from bot.observability import count_upstream
from bot.sources.transport import HttpStatus

Answer = TypeVar("Answer")

QUOTA, REPLAY = 4400, 4500
BUSY = frozenset({QUOTA, 6000, 6200})
"""Codes of the gateway that pass by themselves: quota, internal error, maintenance."""
CODES = frozenset(
    {4000, 4100, 4101, 4102, 4103, 4104, 4105, 4106, 4110, 4300, QUOTA, REPLAY, 4600, 6000, 6100, 6200},
)
"""All codes of the gateway that are known; others are counted as one, for the set is the source's to choose."""
TOO_MANY = 429


class Patience(msgspec.Struct, frozen=True):
    """How often and how long a call is tried: no try begins later than `seconds` after the first. `first_wait` and
    `longest_wait` (seconds) bound the pauses between, to which up to `first_wait` is added by chance."""

    attempts: int = 4
    seconds: float = 20.0
    first_wait: float = 0.25
    longest_wait: float = 3.0


async def patiently(patience: Patience, call: Callable[[], Awaitable[Answer]]) -> Answer:
    """What `call` gives, tried again after faults that pass; the last fault is raised. `call` must sign anew each
    time. A Nonce that was used or a clock that is off (4500) is tried once more: a second time it is the clock."""
    replayed = 0

    def passes(fault: Exception) -> bool:
        nonlocal replayed
        if isinstance(fault, SourceRefused) and fault.code == REPLAY:
            replayed += 1
            return replayed == 1
        return _passes(fault)

    async for attempt in stamina.retry_context(
        on=passes,
        attempts=patience.attempts,
        timeout=patience.seconds,
        wait_initial=patience.first_wait,
        wait_max=patience.longest_wait,
        wait_jitter=patience.first_wait,
    ):
        with attempt:
            return await _counted(call)
    raise AssertionError("stamina raises the last fault")


async def _counted(call: Callable[[], Awaitable[Answer]]) -> Answer:
    try:
        answer = await call()
    except SourceRefused as fault:
        count_upstream(str(fault.code) if fault.code in CODES else "other")
        raise
    except SourceUnavailable as fault:
        count_upstream(fault.reason)
        raise
    count_upstream("ok")
    return answer


def _passes(fault: Exception) -> bool:
    if isinstance(fault, SourceRefused):
        return fault.code in BUSY
    if isinstance(fault, HttpStatus):
        return fault.status >= 500 or fault.status == TOO_MANY
    return isinstance(fault, SourceUnavailable) and fault.reason in {"timeout", "unreachable", "not_json"}
