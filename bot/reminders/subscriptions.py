"""What a channel has asked to be told: a saved query with its schedule, kept until somebody removes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime

import msgspec

from bot.errors import NotFound
from bot.reminders.subscription import Subscription, check, encode, read, silent_as
from bot.store import keys
from bot.store.connection import Redis, translated
from bot.store.naming import workspaces_in
from bot.store.swapping import swap_field

_REMEMBERED = {keys.handled: keys.WATCH_TTL, keys.watch: keys.WATCH_TTL, keys.posted: keys.POSTED_TTL}
"""What goes with a subscription, and how long it is kept otherwise at most."""


class Subscriptions:
    """The subscriptions of all workspaces, in Redis."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    async def create(self, subscription: Subscription) -> Subscription:
        """Save a new subscription under an id of its own: `s` and a number of its workspace's. Its first
        round is at the first slot after it was made. Raises ValueError for a schedule or zone that can never come."""
        check(subscription)
        with translated():
            number = await self._redis.incr(keys.subscription_number(subscription.workspace))
            await self._redis.sadd(keys.subscribed(), subscription.workspace)
        made = msgspec.structs.replace(subscription, id=f"s{number}")
        await self._write(made)
        return made

    async def get(self, workspace: str, subscription_id: str) -> Subscription:
        """Raises NotFound."""
        with translated():
            found = read(workspace, await self._redis.hget(keys.subscriptions(workspace), subscription_id))
        if found is None:
            raise NotFound("subscription", subscription_id)
        return found

    async def of_workspace(self, workspace: str) -> list[Subscription]:
        """All subscriptions of a workspace, oldest first."""
        with translated():
            values = await self._redis.hvals(keys.subscriptions(workspace))
        return _in_order(read(workspace, value) for value in values)

    async def of_channel(self, workspace: str, channel: str) -> list[Subscription]:
        """This channel's subscriptions, oldest first."""
        return [each for each in await self.of_workspace(workspace) if each.channel == channel]

    async def workspaces(self) -> list[str]:
        """The workspaces that have, or had, subscriptions."""
        with translated():
            names = await self._redis.smembers(keys.subscribed())
        return workspaces_in(names)

    async def change(self, subscription: Subscription) -> None:
        """Save a changed subscription (policy, query, zone); for a day it can be restored as it was. Whether it speaks
        is not changed with it. Raises NotFound, ValueError."""
        workspace, subscription_id = subscription.workspace, subscription.id
        before = await self.get(workspace, subscription_id)
        check(subscription)
        await self._keep_former(before)
        await self._edit(workspace, subscription_id, lambda kept: silent_as(kept, subscription))

    async def remove(self, workspace: str, subscription_id: str) -> Subscription:
        """End a subscription; returns what it was. For a day it can be restored with all that is remembered of it.
        Raises NotFound."""
        removed = await self.get(workspace, subscription_id)
        await self._keep_former(removed)
        with translated():
            await self._redis.hdel(keys.subscriptions(workspace), subscription_id)
            for key in _REMEMBERED:
                await self._redis.expire(key(workspace, subscription_id), keys.FORMER_TTL)
        return removed

    async def former(self, workspace: str, subscription_id: str) -> Subscription:
        """A subscription as it was before it was last changed or removed. Raises NotFound."""
        with translated():
            found = read(workspace, await self._redis.get(keys.former(workspace, subscription_id)))
        if found is None:
            raise NotFound("subscription", subscription_id)
        return found

    async def restore(self, workspace: str, subscription_id: str) -> Subscription:
        """Undo the last change or removal; what was paused or suspended since stays so. Raises NotFound when that was
        more than a day ago."""
        former = await self.former(workspace, subscription_id)
        with translated():
            await self._redis.sadd(keys.subscribed(), workspace)
            for key, ttl in _REMEMBERED.items():
                await self._redis.expire(key(workspace, subscription_id), ttl)
            await self._redis.delete(keys.former(workspace, subscription_id))
        try:
            return await self._edit(workspace, subscription_id, lambda kept: silent_as(kept, former))
        except NotFound:  # it was removed
            await self._write(former)
            return former

    async def _keep_former(self, subscription: Subscription) -> None:
        key = keys.former(subscription.workspace, subscription.id)
        with translated():
            await self._redis.set(key, encode(subscription), ex=keys.FORMER_TTL)

    async def purge(self, workspace: str) -> None:
        """Forget that the workspace was ever here; its other keys go with keys.everything."""
        with translated():
            await self._redis.delete(keys.subscriptions(workspace))
            await self._redis.srem(keys.subscribed(), workspace)

    async def pause(self, workspace: str, subscription_id: str) -> Subscription:
        """Say nothing until it is resumed; the bands stay as they are. Raises NotFound."""
        return await self._replace(workspace, subscription_id, paused=True)

    async def resume(self, workspace: str, subscription_id: str, now: datetime | None = None) -> Subscription:
        """Speak again, also after a suspension, from `now` (UTC; default: the clock). Raises NotFound."""
        before = await self.get(workspace, subscription_id)
        since = {"resumed_at": now or datetime.now(UTC)} if before.paused else {}
        with translated():
            await self._redis.delete(keys.suspension(workspace, subscription_id))
        return await self._replace(workspace, subscription_id, paused=False, suspended="", **since)

    async def suspend(self, workspace: str, subscription_id: str, code: str) -> bool:
        """Stop because Slack refuses the channel with `code`; True for the one call that is to tell it."""
        await self._replace(workspace, subscription_id, suspended=code)
        with translated():
            key = keys.suspension(workspace, subscription_id)
            return bool(await self._redis.set(key, code, nx=True, ex=keys.SUSPENSION_TTL))

    async def _replace(self, workspace: str, subscription_id: str, **changes: object) -> Subscription:
        """Change these fields alone."""
        return await self._edit(workspace, subscription_id, lambda kept: msgspec.structs.replace(kept, **changes))

    async def _edit(
        self, workspace: str, subscription_id: str, edit: Callable[[Subscription], Subscription]
    ) -> Subscription:
        """Put what `edit` makes of the kept one in its place, whatever else somebody changes meanwhile."""
        key = keys.subscriptions(workspace)
        while True:
            with translated():
                old = await self._redis.hget(key, subscription_id)
            before = read(workspace, old)
            if before is None or not isinstance(old, bytes):
                raise NotFound("subscription", subscription_id)
            changed = edit(before)
            if await swap_field(self._redis, key, subscription_id, old, encode(changed)):
                return changed

    async def _write(self, subscription: Subscription) -> None:
        with translated():
            await self._redis.hset(keys.subscriptions(subscription.workspace), subscription.id, encode(subscription))


def _in_order(found: Iterable[Subscription | None]) -> list[Subscription]:
    return sorted((each for each in found if each is not None), key=lambda each: (each.created_at, each.id))
