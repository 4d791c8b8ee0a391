"""Turns shared by all processes: at most so many in any span of time, each told how long to wait for its own.

Unlike GCRA (`gcra`), which refuses, this hands out turns in the order they are asked for, and lets the first ones of a
span begin at once without ever exceeding it: an account's requests to its source, which have a second's quota.
"""

from __future__ import annotations

from typing import cast

from bot.store.connection import Redis, translated

_TAKE = """
-- KEYS: the latest turns (a list of Redis' microseconds, the oldest first). ARGV: turns a span; the span and the
-- longest wait in microseconds. Answers {1, wait}, or {0, wait} when the turn would be too late; it is not taken then.
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local turns, span, longest = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local kind = redis.call('TYPE', KEYS[1]).ok
if kind ~= 'list' and kind ~= 'none' then redis.call('UNLINK', KEYS[1]) end
local function turn_at(place)
    local kept = tonumber(redis.call('LINDEX', KEYS[1], place) or '')
    -- what none of ours can have written (NaN, a far future) is as good as nothing
    if kept and kept <= now + 3600000000 then return kept end
    return 0
end
local turn = math.max(now, turn_at(-1), turn_at(-turns) + span)
local wait = turn - now
if wait > longest then return {0, wait} end
redis.call('RPUSH', KEYS[1], string.format('%.0f', turn))
redis.call('LTRIM', KEYS[1], -turns, -1)
redis.call('PEXPIRE', KEYS[1], math.ceil((wait + span) / 1000))
return {1, wait}
"""


async def take_turn(redis: Redis, key: str, turns: int, *, span: float, longest: float) -> tuple[bool, float]:
    """Whether a turn was taken, and the seconds until it is (or would have been): `turns` at most in any `span`
    seconds, and none later than `longest` seconds from now. Raises StoreUnavailable."""
    arguments = [turns, round(span * 1e6), round(longest * 1e6)]
    with translated():
        taken, wait = cast("list[int]", await redis.register_script(_TAKE)([key], arguments))
    return bool(taken), wait / 1e6
