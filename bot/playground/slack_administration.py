"""What happens to the app where it is installed: invited, removed, archived away, granted, revoked, uninstalled."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot.playground.slack_delivery import Ack
from bot.playground.slack_forms import Unplayable
from bot.playground.slack_organisation import Organisation
from bot.playground.slack_people import People
from bot.playground.slack_places import installation_names
from bot.playground.slack_store import ALICE, BOT_USER, JSON, TEAM, Channel, SlackWorld


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
            "expire": self._expire,
            "grant_access": self._grant_access,
            "revoke_access": self._revoke_access,
        }

    async def act(self, name: str, where: str = "") -> Ack:
        """Do it, where: in a channel, or to the installation or the workspace of that id. Raises Unplayable for an
        unknown act or place."""
        if name not in self._acts:
            raise Unplayable(f"no such act: {name}; there are {', '.join(self._acts)}")
        ack = await self._acts[name](where)
        self._world.feed.publish("workspace", act=name, channel=where or None)
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

    async def _revoke(self, where: str) -> Ack:
        return await self._ended(where, {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [BOT_USER]}})

    async def _uninstall(self, where: str) -> Ack:
        await self._revoke(where)
        return await self._ended(where, {"type": "app_uninstalled"})

    async def _ended(self, where: str, body: JSON) -> Ack:
        installation = where or TEAM
        self._world.tokens.revoke(installation)
        return await self._people.event(body, str(body["type"]), installation_names(self._world, installation))

    async def _reinstall(self, where: str) -> Ack:
        self._world.tokens.restore(where or TEAM)
        return Ack()

    async def _expire(self, where: str) -> Ack:
        self._world.tokens.expire(where or TEAM)
        return Ack()

    async def _grant_access(self, team: str) -> Ack:
        return await self._access("team_access_granted", team, self._organisation().granted.add)

    async def _revoke_access(self, team: str) -> Ack:
        return await self._access("team_access_revoked", team, self._organisation().granted.discard)

    async def _access(self, kind: str, team: str, change: Callable[[str], None]) -> Ack:
        change(team)
        names = {"enterprise_id": self._organisation().id, "team_id": None}
        return await self._people.event({"type": kind, "team_ids": [team]}, kind, names)

    def _organisation(self) -> Organisation:
        if self._world.organisation is None:
            raise Unplayable("the workspace belongs to no organisation")
        return self._world.organisation

    def _room(self, channel: str) -> Channel:
        if channel not in self._world.channels:
            raise Unplayable(f"no such channel: {channel}")
        return self._world.channels[channel]
