"""Two workspaces with the same ids for everything live on one Redis as if each were alone."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.answers.answers import Answers
from bot.answers.message import Asker, Message
from bot.answers.reminding import remembered
from bot.answers.rooms import Rooms
from bot.errors import CertminderError
from bot.inventory.exports import Exports
from bot.inventory.listing import Listings
from bot.inventory.search import search
from bot.language.describe import describe
from bot.language.parse import parse
from bot.messages import account_actions, clicks
from bot.messages.reply import View
from bot.reminders.reading import reading
from bot.sources.filters import EVERYTHING, Filters
from bot.store.connection import Redis
from bot.workspaces.roles import Role
from tests.answers.conftest import posted

ONE, TWO = "T1", "T2"
WORKSPACES = (ONE, TWO)
TYPED = (
    "all",
    "expired",
    "show c3",
    "remind expired at 9:00",
    "reminders",
    "forget s1",
    "take c3",
    "snooze c3 until 2026-12-01 because of TWIN",
    "why c3",
    "view mine",
    "views",
    "export expired",
    "stats",
    "settings",
    "accounts",
    "account default",
    "audit",
)
VARYING = re.compile(r"https?://\S+|\d\d:\d\d(:\d\d)?|\b[0-9a-f]{8,}\b")
"""What is another one each time: links, Redis' own clock."""

Step = tuple[str, str, int]
"""Workspace, what is done (type, press or steal), which of the texts or buttons."""
STEPS = st.lists(
    st.tuples(st.sampled_from(WORKSPACES), st.sampled_from(["type", "type", "press", "steal"]), st.integers(0, 40)),
    min_size=4,
    max_size=14,
)


class Life:
    """What happens in one workspace or in two, on a Redis that begins empty."""

    def __init__(self, rooms: Rooms) -> None:
        self._answers = Answers(rooms, number=lambda: "q-1")
        self._clock = rooms.clock
        self.buttons: dict[str, list[tuple[str, str]]] = {workspace: [] for workspace in WORKSPACES}
        self.links: dict[str, list[str]] = {workspace: [] for workspace in WORKSPACES}

    async def type(self, workspace: str, text: str) -> str:
        """What a person reads after typing this."""
        said = text.replace("TWIN", f"secret-of-{workspace}")
        reply = await self._answers.ask(Message(said, asker(workspace), self._clock()))
        return self._read(workspace, reply.blocks)

    async def press(self, workspace: str, action: str, value: str) -> str:
        """What a person reads after pressing this."""
        done = await self._pressed(asker(workspace), action, value)
        return self._read(workspace, [done.payload] if isinstance(done, View) else done.blocks)

    async def follow(self, link: str) -> str:
        """What is behind a link."""
        token, _, kind = link.rpartition("/")[2].rpartition(".")
        try:
            return str((await self._answers.file(token, kind)).content)
        except CertminderError as error:
            return type(error).__name__

    async def _pressed(self, who: Asker, action: str, value: str) -> Any:
        answers, (head, rest) = self._answers, clicks.split_value(value)
        match action.partition(".")[0]:
            case clicks.REMIND:
                return await answers.remind(head, who)
            case clicks.SHARE:
                return await answers.share(head, who, posted)
            case clicks.DETAILS:
                return await answers.details(head, rest, who)
            case clicks.FACTS:
                return await answers.facts(head, rest, who)
            case clicks.REFINE:
                return await answers.refine(head, rest, who)
            case clicks.SAVE:
                return await answers.save_view(head, "mine", who)
            case clicks.REVOKE:
                return await answers.revoke(head, who)
            case clicks.PAGE | clicks.SORT | clicks.REFRESH:
                return await answers.turn(head, who, refresh=action == clicks.REFRESH)
            case _:
                return await answers.press(action, value, who)

    def _read(self, workspace: str, blocks: Sequence[Any]) -> str:
        plain = json.loads(json.dumps(blocks))
        self.buttons[workspace] += [found for found in _buttons(plain) if found[0].partition(".")[0] in PRESSED]
        self.links[workspace] += re.findall(r"https://certs\.example/export/[\w.-]+", json.dumps(plain))
        return VARYING.sub("…", "\n".join(_texts(plain)))


PRESSED = {
    clicks.REMIND,
    clicks.SHARE,
    clicks.DETAILS,
    clicks.FACTS,
    clicks.REFINE,
    clicks.SAVE,
    clicks.REVOKE,
    clicks.PAGE,
    clicks.SORT,
    clicks.REFRESH,
    *clicks.PRESSES,
    *account_actions.PRESSES,
}


def asker(workspace: str) -> Asker:
    """The same admin with the same id in the same channel, in either workspace."""
    return Asker(workspace, "U1", "C1", "en-US", "UTC", Role.ADMIN)


def _texts(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        yield from (value for key, value in node.items() if key == "text" and isinstance(value, str))
    children = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    for child in children:
        yield from _texts(child)


def _buttons(node: Any) -> Iterator[tuple[str, str]]:
    if isinstance(node, dict) and node.get("action_id"):
        options = [option["value"] for option in node.get("options") or []]
        yield from ((node["action_id"], value) for value in [*([node["value"]] if "value" in node else []), *options])
    children = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    for child in children:
        yield from _buttons(child)


@pytest.fixture
async def live(rooms: Rooms, redis: Redis, source: Any) -> AsyncIterator[Callable[[], Any]]:
    """`life = await live()`: on an empty Redis, with processes that have just started; each workspace's account, which
    is called the same, lists certificates of the same ids that are named after it."""
    opened: list[Listings] = []

    class Own:
        """The source of a workspace's account."""

        def __init__(self, workspace: str) -> None:
            self._workspace = workspace

        async def listing(self, wanted: Filters = EVERYTHING, *, progress: Any = None) -> Any:
            listing = await source.listing(wanted, progress=progress)
            names = f".secret-of-{self._workspace}.example".lower()
            rows = (
                msgspec.structs.replace(each, domain=f"{each.id}{names}", names=(f"{each.id}{names}",))
                for each in listing.certificates
            )
            return msgspec.structs.replace(listing, certificates=tuple(rows))

        async def certificate(self, _: str) -> str | None:
            return None

    async def begin() -> Life:
        await redis.flushall()
        listings = Listings(redis, lambda workspace, _: Own(workspace), clock=rooms.clock)
        opened.append(listings)
        own = replace(
            rooms,
            parse=parse,
            describe=describe,
            listings=listings,
            papers=lambda workspace, _: Own(workspace),
            reminding=remembered(redis, listings, rooms.accounts, reading(parse), search),
            exports=Exports(redis),
        )
        return Life(own)

    yield begin
    for listings in opened:
        await listings.aclose()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=12, deadline=None)
@given(steps=STEPS)
async def test_each_lives_as_if_it_were_alone(
    live: Callable[[], Any], steps: list[Step], caplog: pytest.LogCaptureFixture
) -> None:
    """Whatever is typed and pressed in both, each reads what it would read alone; buttons and links of the other one
    are those of nobody, and no log line of an act holds anything of the other workspace."""
    caplog.set_level(logging.DEBUG)
    together = await live()
    done: dict[str, list[tuple[str, Any]]] = {workspace: [] for workspace in WORKSPACES}
    read: dict[str, list[str]] = {workspace: [] for workspace in WORKSPACES}
    for workspace, how, which in steps:
        caplog.clear()
        act = _act(together, workspace, how, which)
        done[workspace].append(act)
        read[workspace].append(await _play(together, workspace, act))
        other = TWO if workspace == ONE else ONE
        assert f"secret-of-{other}".lower() not in (read[workspace][-1] + caplog.text).lower()
    for workspace in WORKSPACES:
        alone = await live()
        assert [await _play(alone, workspace, act) for act in done[workspace]] == read[workspace]


def _act(life: Life, workspace: str, how: str, which: int) -> tuple[str, Any]:
    """A step as something that can be done again: own buttons by their place, those of the other one as they are."""
    other = TWO if workspace == ONE else ONE
    if how == "press" and life.buttons[workspace]:
        return "press", which % len(life.buttons[workspace])
    if how == "steal" and life.buttons[other]:
        return "steal", life.buttons[other][which % len(life.buttons[other])]
    return "type", TYPED[which % len(TYPED)]


async def _play(life: Life, workspace: str, act: tuple[str, Any]) -> str:
    how, what = act
    if how == "type":
        return await life.type(workspace, what)
    return await life.press(workspace, *(life.buttons[workspace][what] if how == "press" else what))


async def test_a_link_opens_its_own_workspaces_files_only(live: Callable[[], Any]) -> None:
    """A link says whose it is; with the other workspace's id in it it opens nothing."""
    life = await live()
    for workspace in WORKSPACES:
        await life.type(workspace, "export expired")
    assert life.links[ONE]
    for link in life.links[ONE]:
        own = await life.follow(link)
        assert "secret-of-t1" in own
        assert "secret-of-t2" not in own
        assert await life.follow(link.replace(ONE, TWO)) == "NotFound"


async def test_a_limit_of_one_is_not_the_others(live: Callable[[], Any]) -> None:
    """A person who has asked too much in one workspace may still ask in the other, under the same id."""
    life = await live()
    for _ in range(30):
        last = await life.type(ONE, "all")
    assert "secret-of-t1" not in last
    assert "secret-of-t2" in await life.type(TWO, "all")
