"""The transitions of a reminder's digest, each one atomic script on Redis' own clock.

    planned → claimed → posting → posted | rejected | unknown
       ↑__________ a rejected one whose time has come, one that certainly was not posted, a lease that ran out

The fencing token grows with each claim: who lost the lease can change nothing any more. All keys of a script are of
one workspace, so that they work on a cluster.

redis-py sends a script again when the connection broke before its answer came: taking a step twice with the same token
is taking it once. Redis' own clock may be set as well. Back: a wait that is far longer than any we ask for is over.
Forth: a post that seems to be late is waited for from when that was first seen.
"""

from __future__ import annotations

_DEALT = """
local function dealt(watch, day, turn, now)
    -- a slot only moves to a later day, unless the last one lies ahead by more days than zones explain
    local last = redis.call('HMGET', watch, 'day', 'turn')
    if day > (last[1] or '') or tonumber(last[2]) > tonumber(now) + 172800 then
        redis.call('HSET', watch, 'day', day, 'turn', turn)
    end
end
"""

_PRELUDE = (
    _DEALT
    + """
local function now_ms()
    local time = redis.call('TIME')
    return time[1] * 1000 + math.floor(time[2] / 1000)
end
local function field(name) return redis.call('HGET', KEYS[1], name) end
local function held(token) return field('token') == token end
local function ahead(now, name, longest)
    -- ms until the instant `name`; 0 when it is past, or so far off that only a clock set back explains it
    local left = tonumber(field(name) or 0) - now
    if left > 2 * tonumber(field(longest) or 0) then return 0 end
    return math.max(0, left)
end
local function standing(now)
    -- what stands in the way of a new plan; a post whose lease ran out without an answer becomes unknown
    local state = field('state') or ''
    if state == 'posted' or field('final') then return {'done', 0} end
    if state == 'claimed' or state == 'posting' then
        local left = ahead(now, 'lease', 'leased')
        if left > 0 then return {'busy', left} end
    end
    if state == 'posting' or (state == 'unknown' and tonumber(field('since')) > now) then
        redis.call('HSET', KEYS[1], 'state', 'unknown', 'since', now)
        state = 'unknown'
    end
    if state == 'unknown' then return {'unknown', now - tonumber(field('since'))} end
    if state == 'rejected' then
        local left = ahead(now, 'retry', 'waits')
        if left > 0 then return {'later', left} end
    end
    return nil
end
local function settle(watch, ttl)
    -- the slot is dealt with; an extra only counts up
    if field('extra') == '1' then
        local last = redis.call('HMGET', watch, 'extras_day', 'extras')
        local before = last[1] == field('day') and tonumber(last[2]) or 0
        redis.call('HSET', watch, 'extras_day', field('day'), 'extras', before + 1)
    else
        dealt(watch, field('day'), field('turn'), field('at'))
    end
    redis.call('HINCRBY', watch, 'version', 1)
    redis.call('HDEL', watch, 'open', 'repeats')
    redis.call('EXPIRE', watch, ttl)
end
"""
)

PLAN = (
    _PRELUDE
    + """
-- KEYS: ledger, watch. ARGV: plan, version, ttl, then the plan's fields and values.
local blocked = standing(now_ms())
if blocked then return blocked end
if (redis.call('HGET', KEYS[2], 'version') or '0') ~= ARGV[2] then return {'stale', 0} end
redis.call('HSET', KEYS[1], 'state', 'planned', 'plan', ARGV[1], unpack(ARGV, 4))
redis.call('EXPIRE', KEYS[1], ARGV[3])
return {'planned', 0}
"""
)

STANDING = (
    _PRELUDE
    + """
-- KEYS: ledger, watch. What became of a post that was under way; when that is known it is no longer open.
local blocked = standing(now_ms())
if not blocked or (blocked[1] ~= 'busy' and blocked[1] ~= 'unknown') then
    redis.call('HDEL', KEYS[2], 'open')
    return {'done', 0}
end
return blocked
"""
)

CLAIM = (
    _PRELUDE
    + """
-- KEYS: ledger. ARGV: plan, lease in ms. Answers the fencing token, or 0 when the plan is no longer this one.
if field('plan') ~= ARGV[1] then return 0 end
if field('state') == 'claimed' then return field('token') end
if field('state') ~= 'planned' then return 0 end
redis.call('HSET', KEYS[1], 'state', 'claimed', 'lease', now_ms() + ARGV[2], 'leased', ARGV[2])
return redis.call('HINCRBY', KEYS[1], 'token', 1)
"""
)

START = (
    _PRELUDE
    + """
-- KEYS: ledger, watch, pace, extras. ARGV: token, ms that a post may take, version, pace in ms, extras allowed, ttl
-- of extras, ttl of watch. An extra counts once, however often Slack puts it off.
local state = field('state')
if (state ~= 'claimed' and state ~= 'posting') or not held(ARGV[1]) then return {'lost', 0} end
local left = ahead(now_ms(), 'lease', 'leased')
if left < tonumber(ARGV[2]) then return {'lost', left} end
if state == 'posting' then return {'posting', left} end
if (redis.call('HGET', KEYS[2], 'version') or '0') ~= ARGV[3] then return {'stale', 0} end
local wait = redis.call('PTTL', KEYS[3])
if wait > 0 and wait <= 1000 + tonumber(ARGV[4]) then return {'wait', wait} end
if field('extra') == '1' and not field('counted') then
    if tonumber(redis.call('GET', KEYS[4]) or 0) >= tonumber(ARGV[5]) then return {'capped', 0} end
    redis.call('INCR', KEYS[4])
    redis.call('EXPIRE', KEYS[4], ARGV[6])
    redis.call('HSET', KEYS[1], 'counted', '1')
end
redis.call('SET', KEYS[3], '1', 'PX', ARGV[4])
redis.call('HSET', KEYS[1], 'state', 'posting')
redis.call('HSET', KEYS[2], 'open', field('slot'))
redis.call('EXPIRE', KEYS[2], ARGV[7])
return {'posting', left}
"""
)

POSTED = (
    _PRELUDE
    + """
-- KEYS: ledger, watch, handled. ARGV: token, ts, ttl of watch, what is added to a band that was told as renewed. The
-- bands move with the message, or not at all: to a smaller one, whichever way it was told.
local state = field('state')
if (state ~= 'posting' and state ~= 'unknown') or not held(ARGV[1]) then return 0 end
local moves, day, folded = cjson.decode(field('moves')), field('slot'), tonumber(ARGV[4])
local function told(band) return band < folded and band or band - folded end
for i = 1, #moves, 2 do
    local kept = redis.call('HGET', KEYS[3], moves[i])
    local band = kept and tonumber(string.match(kept, '^-?%d+'))
    if not band or moves[i + 1] < band or told(moves[i + 1]) < told(band) then
        redis.call('HSET', KEYS[3], moves[i], moves[i + 1] .. ' ' .. day)
    end
end
local keep = tonumber(field('keep')) - redis.call('TIME')[1]
if redis.call('EXISTS', KEYS[3]) == 1 and keep > redis.call('TTL', KEYS[3]) then
    redis.call('EXPIRE', KEYS[3], keep)
end
redis.call('HSET', KEYS[1], 'state', 'posted', 'ts', ARGV[2], 'posted_at', now_ms())
settle(KEYS[2], ARGV[3])
redis.call('HDEL', KEYS[1], 'moves', 'lease', 'retry')
return 1
"""
)

REJECTED = (
    _PRELUDE
    + """
-- KEYS: ledger, watch. ARGV: token, code, ms until the next try (doubled with each counted one), '1' when it counts.
-- Answers the tries so far, or −1 when this is not the holder.
if field('state') ~= 'posting' or not held(ARGV[1]) then return -1 end
local tries, wait = tonumber(field('tries') or 0), tonumber(ARGV[3])
if ARGV[4] == '1' then
    tries = redis.call('HINCRBY', KEYS[1], 'tries', 1)
    wait = wait * 2 ^ math.min(tries - 1, 10)
end
redis.call('HSET', KEYS[1], 'state', 'rejected', 'code', ARGV[2], 'retry', now_ms() + wait, 'waits', wait)
redis.call('HDEL', KEYS[2], 'open')
return tries
"""
)

UNKNOWN = (
    _PRELUDE
    + """
-- KEYS: ledger. ARGV: token.
if field('state') ~= 'posting' or not held(ARGV[1]) then return 0 end
redis.call('HSET', KEYS[1], 'state', 'unknown', 'since', now_ms())
return 1
"""
)

REOPEN = (
    _PRELUDE
    + """
-- KEYS: ledger, watch. ARGV: token, '1' when it may stand in the channel already: that is risked once.
if field('state') ~= 'unknown' or not held(ARGV[1]) then return 0 end
if ARGV[2] == '1' and redis.call('HSETNX', KEYS[2], 'repeats', '1') == 0 then return 0 end
redis.call('HSET', KEYS[1], 'state', 'rejected', 'code', 'unconfirmed', 'retry', 0)
redis.call('HDEL', KEYS[2], 'open')
return 1
"""
)

CARRY = (
    _PRELUDE
    + """
-- KEYS: ledger, watch. ARGV: token, extras that are more than any, ttl of watch. What is unknown stays so; its
-- certificates come with the next slot's digest, which may repeat them, and not before.
if field('state') ~= 'unknown' or not held(ARGV[1]) then return 0 end
redis.call('HSET', KEYS[1], 'final', '1')
settle(KEYS[2], ARGV[3])
redis.call('HSET', KEYS[2], 'repeats', '1', 'extras_day', field('day'), 'extras', ARGV[2])
return 1
"""
)

SETTLE = (
    _DEALT
    + """
-- KEYS: watch. ARGV: day, turn ('' leaves the slot as it is), next look, ttl.
if ARGV[1] ~= '' then dealt(KEYS[1], ARGV[1], ARGV[2], ARGV[3]) end
redis.call('HSET', KEYS[1], 'look', ARGV[3])
redis.call('EXPIRE', KEYS[1], ARGV[4])
return 1
"""
)
