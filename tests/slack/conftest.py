"""The real Slack side of the bot behind real HTTP, between a played Slack and answers that the tests script."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import aiohttp
import pytest
from starlette.routing import Mount
from starlette.types import ASGIApp

from bot.answers.message import Asker, Message
from bot.answers.pressing import Checked, Filled
from bot.answers.searching import Composed
from bot.language.policy import Schedule
from bot.messages import clicks, kit
from bot.messages.policy import Policy
from bot.messages.reminder_form import reminder_form
from bot.messages.reply import Block, Reply, View
from bot.messages.search_form import search_form
from bot.messages.views import form
from bot.playground.slack_server import build as build_world
from bot.playground.slack_store import SlackWorld
from bot.slack import app as slack_app
from bot.slack import web
from bot.slack.app import SlackApp, SlackSettings
from bot.slack.lifecycle import Lifecycle
from bot.store.connection import Redis, translated
from bot.store.erasure import erase
from bot.workspaces.departures import Departures
from bot.workspaces.organisations import Organisations

JSON = dict[str, Any]
TOKEN, APP_TOKEN, SECRET = "xoxb-canary-token", "xapp-canary-token", "canary-signing-secret"
RESULT = "abcdefghijkl"


def result_blocks(page: int) -> tuple[Block, ...]:
    """An answer with one button of each kind."""
    buttons = [
        kit.button("Next", clicks.PAGE, clicks.value_of(RESULT, page + 1)),
        kit.button("Refresh", clicks.REFRESH, clicks.value_of(RESULT, page)),
        kit.button("Share", clicks.SHARE, clicks.value_of(RESULT, page)),
        kit.button("Take back", clicks.UNSHARE, clicks.value_of("U0ALICE001")),
        kit.button("Details", clicks.DETAILS, clicks.value_of(RESULT, "cert-1")),
        kit.button("Remind", clicks.REMIND, clicks.value_of(RESULT)),
        kit.button("Save", clicks.SAVE, clicks.value_of(RESULT)),
        kit.button("Undo", clicks.VIEW_UNDO, clicks.value_of(RESULT, "old: one")),
        kit.button("Remove", clicks.FORGET, clicks.value_of("s1")),
        kit.button("Again", f"{clicks.ASK}.1", "下个月到期"),
        kit.button("Other", f"{clicks.CHOOSE}.1", "day_month=day:expiring 2027-04-03"),
        kit.button("Reset", clicks.RESET, "choices"),
        kit.button("Old", "button_of_an_older_version", "x"),
        kit.link_button("Console", "https://console.cloud.tencent.com/ssl"),
    ]
    sort = kit.select("Sort", clicks.SORT, [kit.option("Newest", clicks.value_of(RESULT, "-begins"))])
    refine = kit.select("Only", clicks.REFINE, [kit.option("Issued", clicks.value_of(RESULT, "issued"))])
    row = kit.actions(*buttons, sort, refine, block_id=clicks.asking(clicks.ROW_DO, "expiring soon"))
    return (kit.header(f"page {page}"), row)


@dataclass
class Said:
    """Answers as the tests script them: what was asked, and what is said."""

    asked: list[Message] = field(default_factory=list)
    calls: list[tuple[Any, ...]] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)
    hold: asyncio.Event | None = None
    reply: Reply | None = None
    fault: Exception | None = None
    progress: tuple[int, int | None] | None = None

    async def ask(self, message: Message, *, progress: Callable[[int, int | None], None] | None = None) -> Reply:
        self.asked.append(message)
        if progress and self.progress:
            progress(*self.progress)
        if self.hold:
            await self.hold.wait()
        if self.fault:
            raise self.fault
        return self.reply or Reply(f"answer to {message.text}", result_blocks(1))

    async def turn(
        self,
        result_id: str,
        asker: Asker,
        *,
        page: int | None = None,
        sort: str | None = None,
        refresh: bool = False,
        text: str = "",
    ) -> Reply:
        self.questions.append(text)
        self.calls.append(("turn", result_id, page, sort, refresh))
        if self.hold:
            await self.hold.wait()
        return self.reply or Reply(f"page {page}", result_blocks(page or 1))

    async def refine(self, result_id: str, words: str, asker: Asker, *, text: str = "") -> Reply:
        self.questions.append(text)
        self.calls.append(("refine", result_id, words))
        return self.reply or Reply(f"only {words}", result_blocks(1))

    async def share(
        self, result_id: str, asker: Asker, post: Callable[[Reply], Awaitable[None]], *, page: int = 1
    ) -> Reply:
        self.calls.append(("share", result_id, page))
        shared = Reply(f"shared by <@{asker.user}>", result_blocks(page), public=True)
        await post(shared)
        return shared

    async def unshare(
        self, sharer: str, asker: Asker, withdraw: Callable[[], Awaitable[None]], *, text: str = ""
    ) -> Reply:
        self.questions.append(text)
        self.calls.append(("unshare", sharer, asker.user))
        await withdraw()
        return Reply("taken back")

    async def remind(self, result_id: str, asker: Asker) -> Reply:
        self.calls.append(("remind", result_id, asker.channel))
        return Reply("reminder set")

    async def save_form(self, result_id: str, asker: Asker) -> View:
        return form(result_id, asker.channel, asker.locale)

    def check_view(self, name: str, asker: Asker) -> Mapping[str, str]:
        return {"name": "no name for a view"} if name == "wrong" else {}

    async def save_view(self, result_id: str, name: str, asker: Asker) -> Reply:
        self.calls.append(("save", result_id, name, asker.channel))
        return Reply(f"saved {name}")

    async def revoke(self, export_id: str, asker: Asker) -> Reply:
        self.calls.append(("revoke", export_id))
        return Reply("links revoked")

    async def choose(self, choice: str, asker: Asker) -> None:
        self.calls.append(("choose", choice))

    async def reset(self, asker: Asker) -> Reply:
        self.calls.append(("reset", asker.user))
        return self.reply or Reply("choices forgotten", (kit.header("choices forgotten"),))

    async def press(self, action: str, value: str, asker: Asker) -> Reply:
        self.calls.append(("press", action, value, asker.channel))
        return Reply(f"pressed {value}")

    async def form(self, action: str, value: str, asker: Asker) -> View:
        self.calls.append(("form", action, value))
        return reminder_form("s1", "expiring", Policy(schedule=Schedule(), zone=asker.zone), asker.locale)

    def check(self, filled: Filled, asker: Asker) -> Checked:
        self.calls.append(("check", filled.form, filled.about, dict(filled.given), asker.channel))
        if filled.given["query"] == "wrong":
            return Checked({"query": "cannot be read"})
        return Checked({}, self._finished)

    async def _finished(self) -> Reply:
        return Reply("form saved")

    def search_form(self, given: Mapping[str, str], asker: Asker) -> View:
        self.calls.append(("search form", dict(given)))
        return search_form(given.get("search_names", "everything"), {}, asker.locale)

    def compose(self, given: Mapping[str, str], asker: Asker) -> Composed:
        self.calls.append(("compose", dict(given)))
        wrong = given.get("search_names") == "wrong"
        return Composed(faults={"search_names": "cannot be read"}) if wrong else Composed("words of the form")

    async def named(
        self, text: str, asker: Asker, *, progress: Callable[[int, int | None], None] | None = None
    ) -> Reply:
        self.calls.append(("named", text, asker.channel))
        return Reply("hosts of the message")

    async def details(self, result_id: str, certificate_id: str, asker: Asker) -> View:
        self.calls.append(("details", result_id, certificate_id))
        if self.hold:
            await self.hold.wait()
        facts = kit.button("Facts", clicks.FACTS, clicks.value_of(result_id, certificate_id))
        shown = [kit.section(kit.plain(certificate_id)), kit.actions(facts)]
        return View(kit.modal("Details", shown, close="Close"))

    async def facts(self, result_id: str, certificate_id: str, asker: Asker) -> View:
        self.calls.append(("facts", result_id, certificate_id))
        return View(kit.modal("Details", [kit.section(kit.plain("serial 01"))], close="Close"))

    def hello(self, locale: str) -> Reply:
        self.calls.append(("hello", locale))
        return Reply("hello", result_blocks(1), public=True)

    async def home(self, asker: Asker) -> View:
        self.calls.append(("home", asker.user, asker.locale))
        return View({"type": "home", "blocks": list(result_blocks(1))})


class Slack:
    """The played Slack: its world, its control API, and the app that it delivers to."""

    def __init__(self, url: str, world: SlackWorld, session: aiohttp.ClientSession, app: SlackApp) -> None:
        self.url, self.world, self.session, self.app = url, world, session, app

    async def control(self, name: str, /, **args: Any) -> JSON:
        """A control call; an act of a person waits (`wait`) for what it leads to."""
        async with self.session.post(f"{self.url}/control/{name}", json=args) as answer:
            return {"_status": answer.status, **await answer.json()}

    async def see(self, name: str, /, **args: str) -> Any:
        async with self.session.get(f"{self.url}/control/{name}", params=args) as answer:
            return await answer.json()

    async def type(self, user: str, channel: str, text: str, *, until: str = "answer to", **more: Any) -> JSON:
        """Somebody types; returns once `until` is in something they see."""
        return await self.control("type", user=user, channel=channel, text=text, wait=5, until=until, **more)

    async def click(self, user: str, message: JSON, action: str, *, until: str = "", **more: Any) -> JSON:
        """Somebody clicks a button of a message."""
        where = {"channel": message["channel"], "message_ts": message["ts"], "action_id": action}
        return await self.control("click", user=user, **where, wait=5 if until else 0, until=until, **more)

    async def calls(self, method: str) -> list[JSON]:
        found: list[JSON] = (await self.see("calls", method=method))["calls"]
        return found


@pytest.fixture
def answers() -> Said:
    return Said()


@pytest.fixture
def world() -> SlackWorld:
    return SlackWorld(signing_secret=SECRET, bot_token=TOKEN, app_token=APP_TOKEN, retry_delays=(0.0, 0.0))


@pytest.fixture
def moment() -> float:
    """How long a question takes before a word says so (seconds): longer than any test."""
    return 60.0


@pytest.fixture
async def slack(
    serve: Callable[[ASGIApp], Awaitable[str]], world: SlackWorld, redis: Redis, answers: Said, moment: float
) -> AsyncIterator[Slack]:
    """A played Slack that delivers to our real web application by signed HTTP; both on one server, to start fast."""
    server = build_world(world)
    url = await serve(server)
    chosen = SlackSettings(bot_token=TOKEN, api_url=f"{url}/api/")
    departures = Departures(redis, partial(erase, redis))
    lifecycle = Lifecycle(departures, Organisations(redis, departures), None)
    app = slack_app.build(chosen, answers, redis, lifecycle=lifecycle, moment=moment)
    server.router.routes.append(Mount("/bot", web.build(app, SECRET, {"redis": checked(redis)})))
    world.request_url = f"{url}/bot/slack/events"
    async with aiohttp.ClientSession() as session:
        yield Slack(url, world, session, app)
    await app.aclose()


def checked(redis: Redis) -> Callable[[], Awaitable[None]]:
    """Whether Redis answers."""

    async def check() -> None:
        with translated():
            await redis.get("certminder:ready")

    return check


@pytest.fixture
async def slack_parts(redis: Redis, answers: Said) -> AsyncIterator[SlackApp]:
    """Our side alone, with nobody at the other end."""
    app = slack_app.build(SlackSettings(bot_token=TOKEN, api_url="http://127.0.0.1:9/api/"), answers, redis)
    yield app
    await app.aclose()
