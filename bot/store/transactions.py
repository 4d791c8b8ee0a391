"""Some commands as one: no other command runs between them, on one server and on a cluster alike.

redis-py 8.1 has pipelines with MULTI for it, but a cluster's runs an event loop of its own in a thread for each command
that is queued, while the caller's loop stands still. A script is one command, with the same keys in one slot.
"""

from __future__ import annotations

from typing import Any, cast

from redis.typing import EncodableT

from bot.store.connection import Redis, translated

_RUN = """
-- KEYS: the key of each command. ARGV: '1' to go on after an error; for each command how many words it has, its name,
-- and what follows its key.
local replies, at = {}, 2
for place, key in ipairs(KEYS) do
    local words = tonumber(ARGV[at])
    local reply = redis.pcall(ARGV[at + 1], key, unpack(ARGV, at + 2, at + words))
    if ARGV[1] ~= '1' and type(reply) == 'table' and reply.err then return reply end
    replies[place] = reply
    at = at + words + 1
end
return replies
"""

Command = tuple[EncodableT, ...]
"""A command's name, its key, and the rest: ("HSET", key, field, value)."""


async def transaction(redis: Redis, *commands: Command, go_on: bool = False) -> list[Any]:
    """Run these commands together; what each answers, a hash as a flat list. The keys must share a hash tag. Unlike
    MULTI it stops at the first that is refused, and what ran before it stays; to `go_on` puts the error in the place
    of its answer. Raises StoreUnavailable."""
    if not commands:
        return []
    words = [word for name, _, *rest in commands for word in (1 + len(rest), name, *rest)]
    with translated():
        found = await redis.register_script(_RUN)([str(command[1]) for command in commands], [int(go_on), *words])
    return cast("list[Any]", found)


def pairs(flat: list[bytes]) -> dict[bytes, bytes]:
    """A hash as HGETALL answers it inside a transaction."""
    return dict(zip(flat[::2], flat[1::2], strict=True))
