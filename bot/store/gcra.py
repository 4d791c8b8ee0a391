"""Budgets shared by all processes: GCRA (the generic cell rate algorithm) in one script on Redis' own clock."""

from __future__ import annotations

from typing import cast

import msgspec

from bot.store.connection import Redis, translated

_SPEND = """
-- KEYS: one a budget. ARGV: for each budget the interval of one unit and the burst, in microseconds and units.
-- All budgets are spent, or none. Answers {0, 0}, or {which budget is empty, microseconds until it is not}.
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local arrivals = {}
for i, key in ipairs(KEYS) do
    local interval, burst = tonumber(ARGV[2 * i - 1]), tonumber(ARGV[2 * i])
    local kept = redis.call('TYPE', key).ok == 'string' and tonumber(redis.call('GET', key)) or 0
    -- what no budget of ours can have written (NaN, a far future) is as good as nothing
    if not (kept >= now and kept <= now + interval * burst) then kept = now end
    local wait = kept + interval - interval * burst - now
    if wait > 0 then return {i, wait} end
    arrivals[i] = kept + interval
end
for i, key in ipairs(KEYS) do
    redis.call('SET', key, string.format('%.0f', arrivals[i]), 'PX', math.ceil((arrivals[i] - now) / 1000))
end
return {0, 0}
"""


class Budget(msgspec.Struct, frozen=True):
    """`burst` units at once, and one more every `interval` seconds; its state lives under `key`."""

    key: str
    interval: float
    burst: int

    @classmethod
    def per_minute(cls, key: str, units: int) -> Budget:
        """`units` in any minute's beginning, then evenly."""
        return cls(key, 60 / units, units)


class Refusal(msgspec.Struct, frozen=True):
    """Which budget is empty (its place among those asked), and the seconds until one unit is there."""

    which: int
    wait: float


async def spend(redis: Redis, *budgets: Budget) -> Refusal | None:
    """Take one unit of each budget, or of none: exact however many processes ask at once, in one round trip.

    The keys must share a hash tag. Raises StoreUnavailable.
    """
    arguments = [number for budget in budgets for number in (round(budget.interval * 1e6), budget.burst)]
    with translated():
        script = redis.register_script(_SPEND)
        which, wait = cast("list[int]", await script([budget.key for budget in budgets], arguments))
    return Refusal(which - 1, wait / 1e6) if which else None
