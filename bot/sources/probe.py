"""Whether a source's address answers at all, and what its clock says: for `certminder check`. Nothing is signed."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import httpx
import msgspec

from bot.errors import SourceUnavailable
from bot.sources.transport import Timing


class Probe(msgspec.Struct, frozen=True):
    """How long an answer of any kind took (seconds), its header `Date` ("": not said), and when it came (UTC)."""

    seconds: float
    date: str
    at: datetime


async def probe(url: str, timing: Timing | None = None) -> Probe:
    """Any answer counts, a refusal too. Raises SourceUnavailable: unreachable (also for a certificate that is not
    trusted), timeout."""
    limits, begun = timing or Timing(), time.perf_counter()
    timeout = httpx.Timeout(limits.read, connect=limits.connect)
    try:
        async with httpx.AsyncClient(timeout=timeout, trust_env=False, follow_redirects=False) as client:
            answer = await client.head(url)
    except httpx.TimeoutException:
        raise SourceUnavailable("timeout") from None
    except (httpx.HTTPError, httpx.InvalidURL):
        raise SourceUnavailable("unreachable") from None
    return Probe(time.perf_counter() - begun, answer.headers.get("date", ""), datetime.now(UTC))
