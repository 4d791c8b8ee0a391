"""After a rotation the old key is needed no more, whatever was written meanwhile."""

from __future__ import annotations

import redis as synchronous

from bot.store import installation_keys
from bot.store.connection import Redis
from bot.workspaces.installations import Installations
from bot.workspaces.rotation import rotate, try_to_open
from bot.workspaces.sealing import Sealing, new_key

FACTS = {"bot_token": "xoxb-canary-token"}


async def test_everything_opens_with_the_new_key_alone(redis: Redis) -> None:
    """Every workspace's installation is sealed again; a second run does it once more, without harm."""
    old, new = new_key(), new_key()
    for workspace in ("T1", "T2", "E3"):
        await Installations(redis, Sealing(old)).save(workspace, FACTS)
    for _ in range(2):
        rotated = await rotate(redis, Sealing(f"{new},{old}"))
        assert (rotated.count, rotated.broken) == (3, ())
    assert await Installations(redis, Sealing(new)).load("T2") == FACTS
    assert await Installations(redis, Sealing(old)).load("T2") is None


async def test_what_nothing_opens_is_named_and_left(redis: Redis) -> None:
    """A value of a lost key stays as it is, and the operator reads which one."""
    await Installations(redis, Sealing(new_key())).save("T1", FACTS)
    sealed = await redis.get(installation_keys.installation("T1"))
    rotated = await rotate(redis, Sealing(new_key()))
    assert (rotated.count, rotated.broken) == (0, (installation_keys.installation("T1"),))
    assert await redis.get(installation_keys.installation("T1")) == sealed


async def test_a_value_written_meanwhile_is_kept(redis: Redis, redis_url: str) -> None:
    """An installation that changes while its old value is sealed again is not overwritten with that."""
    old, new = new_key(), new_key()
    await Installations(redis, Sealing(old)).save("T1", FACTS)
    another = synchronous.Redis.from_url(redis_url)
    newer = [Sealing(old).seal("T1", b'{"bot_token": "xoxb-canary-newer"}')]

    class Racing(Sealing):
        """Somebody installs again while the first value is being sealed."""

        def rotate(self, sealed: bytes) -> bytes:
            if newer:
                another.set(installation_keys.installation("T1"), newer.pop())
            return super().rotate(sealed)

    assert (await rotate(redis, Racing(f"{new},{old}"))).count == 1
    another.close()
    assert await Installations(redis, Sealing(new)).load("T1") == {"bot_token": "xoxb-canary-newer"}


async def test_what_is_removed_while_it_is_tried_is_not_broken(redis: Redis, redis_url: str) -> None:
    """A workspace that uninstalls the app during a check leaves no value that no key opens."""
    key = new_key()
    for workspace in ("T1", "T2"):
        await Installations(redis, Sealing(key)).save(workspace, FACTS)
    another = synchronous.Redis.from_url(redis_url)

    class Leaving(Sealing):
        """T2 leaves while T1's value is opened."""

        def open(self, workspace: str, sealed: bytes) -> bytes:
            another.delete(installation_keys.installation("T2"))
            return super().open(workspace, sealed)

    tried = await try_to_open(redis, Leaving(key))
    another.close()
    assert (tried.count, tried.broken) == (1, ())
