"""What happens to the app in its workspace: invited, removed, archived away, revoked, uninstalled."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot.playground.slack_delivery import Ack
from bot.playground.slack_forms import Unplayable
from bot.playground.slack_people import People
from bot.playground.slack_store import ALICE, BOT_USER, TEAM, Channel, SlackWorld


class Administration:
    """The acts by name, as the control API takes them."""

    def __init__(self, world: SlackWorld, people: People) -> None:
        self._world = world
        self._people = people
        self._acts: dict[str, Callable[[str], Awaitable[Ack]]] = {
            "archive": self._archive,
            "unarchive": self._unarchive,
            "invite_bot": self._invite_bot,
            "remove_bot": self._remove_bot,
            "revoke": self._revoke,
            "uninstall": self._uninstall,
            "reinstall": self._reinstall,
        }

    async def act(self, name: str, channel: str = "") -> Ack:
        """Do it. Raises Unplayable for an unknown act or channel."""
        if name not in self._acts:
            raise Unplayable(f"no such act: {name}; there are {', '.join(self._acts)}")
        ack = await self._acts[name](channel)
        self._world.feed.publish("workspace", act=name, channel=channel or None)
        return ack

    async def _archive(self, channel: str) -> Ack:
        self._room(channel).archived = True
        return Ack()

    async def _unarchive(self, channel: str) -> Ack:
        self._room(channel).archived = False
        return Ack()

    async def _invite_bot(self, channel: str) -> Ack:
        self._room(channel).members.add(BOT_USER)
        joined = {"type": "member_joined_channel", "user": BOT_USER, "channel": channel, "channel_type": "C"}
        return await self._people.event({**joined, "team": TEAM, "inviter": ALICE}, "member_joined_channel")

    async def _remove_bot(self, channel: str) -> Ack:
        self._room(channel).members.discard(BOT_USER)
        return Ack()

    async def _revoke(self, _: str) -> Ack:
        self._world.revoked = True
        body = {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [BOT_USER]}}
        return await self._people.event(body, "tokens_revoked")

    async def _uninstall(self, _: str) -> Ack:
        await self._revoke("")
        return await self._people.event({"type": "app_uninstalled"}, "app_uninstalled")

    async def _reinstall(self, _: str) -> Ack:
        self._world.revoked = False
        return Ack()

    def _room(self, channel: str) -> Channel:
        if channel not in self._world.channels:
            raise Unplayable(f"no such channel: {channel}")
        return self._world.channels[channel]
