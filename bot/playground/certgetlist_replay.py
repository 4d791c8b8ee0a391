"""The gateway's memory of Nonces: a signed request is good once, and only about now."""

from __future__ import annotations

from bot.playground.certgetlist_refusals import Refused


class Replays:
    """Refuses a Timestamp further than `tolerance` seconds from now, and a Nonce that was used before.

    A Nonce is remembered until its Timestamp would be refused anyway; of more than `capacity` the oldest is forgotten.
    """

    def __init__(self, tolerance: int = 300, capacity: int = 100_000) -> None:
        self._tolerance = tolerance
        self._capacity = capacity
        self._ends: dict[int, float] = {}

    def spend(self, nonce: int, timestamp: int, now: float) -> None:
        """Burn this Nonce, or raise Refused 4500 with the server's time (`now`, Unix seconds) in its message."""
        if abs(now - timestamp) > self._tolerance:
            raise Refused(4500, f"Timestamp is too far off, the server's time is {int(now)}")
        self._forget(now)
        if nonce in self._ends:
            raise Refused(4500, f"Nonce was used before, the server's time is {int(now)}")
        self._ends[nonce] = timestamp + self._tolerance

    def _forget(self, now: float) -> None:
        while self._ends:
            oldest = next(iter(self._ends))
            if len(self._ends) < self._capacity and self._ends[oldest] >= now:
                return
            del self._ends[oldest]
