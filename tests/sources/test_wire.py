"""How many requests of an account are on the wire, and when each begins."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.playground.certgetlist_server import build
from bot.sources.certgetlist import CertGetList
from bot.sources.credentials import Credentials
from bot.sources.pace import Pace, at_will
from bot.sources.ssl_v3 import DescribeCertificates
from bot.sources.transport import Transport
from bot.sources.wire import AHEAD, AT_ONCE, Wire
from tests.conftest import WaitUntil
from tests.sources.conftest import SECRET_ID, SECRET_KEY, row
from tests.sources.played_ssl import PlayedSsl

Serve = Callable[[ASGIApp], Awaitable[str]]
Make = Callable[[str, Pace], CertGetList | DescribeCertificates]
KEY = Credentials(SECRET_ID, SECRET_KEY)

ROWS = [row(number) for number in range(300)]
SSL_ROWS = [{"CertificateId": f"c{number}", "Domain": f"{number}.example"} for number in range(300)]
SOURCES: dict[str, tuple[Callable[[], ASGIApp], Make]] = {
    "certgetlist": (
        lambda: build(secret_id=SECRET_ID, secret_key=SECRET_KEY, rows=ROWS),
        lambda url, pace: CertGetList(KEY, url=url, page_size=10, pace=pace),
    ),
    "ssl": (
        lambda: PlayedSsl(SSL_ROWS, SECRET_ID, SECRET_KEY).app,
        lambda url, pace: DescribeCertificates(KEY, url=url, page_size=10, pace=pace),
    ),
}


class Counting:
    """An application in front of another: how many requests it had, how many of them at once, and a gate before it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.asked = self.at_once = self.most_at_once = 0
        self.open = asyncio.Event()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            self.asked += 1
            self.at_once += 1
            self.most_at_once = max(self.at_once, self.most_at_once)
            await self.open.wait()
        await self.app(scope, receive, send)
        self.at_once -= scope["type"] == "http"


@pytest.mark.parametrize(("app", "make"), SOURCES.values(), ids=SOURCES)
async def test_eight_are_on_the_wire(
    serve: Serve, wait_until: WaitUntil, app: Callable[[], ASGIApp], make: Make
) -> None:
    """Two listings of an account at once fill eight places and never more, however many pages wait."""
    counting = Counting(app())
    source = make(await serve(counting), at_will)
    counting.open.set()
    await source.listing()
    counting.open.clear()
    counting.most_at_once = 0
    listings = asyncio.gather(source.listing(), source.listing())
    await wait_until(lambda: counting.at_once == 2)  # page 1 of each
    counting.open.set()
    assert [listing.complete for listing in await listings] == [True, True]
    assert counting.most_at_once <= AT_ONCE
    await source.aclose()


@pytest.mark.parametrize(("app", "make"), SOURCES.values(), ids=SOURCES)
async def test_every_request_has_its_turn(serve: Serve, app: Callable[[], ASGIApp], make: Make) -> None:
    """An account's budget is asked before each request of a listing, and before a single certificate."""
    turns = 0

    async def pace() -> None:
        nonlocal turns
        turns += 1

    counting = Counting(app())
    counting.open.set()
    source = make(await serve(counting), pace)
    await source.listing()
    await source.certificate("c0")
    assert (turns, counting.asked) == (31, 31)
    await source.aclose()


async def test_turns_are_not_hoarded(wait_until: WaitUntil) -> None:
    """While all places are taken two more requests hold a turn; the others take theirs when they can use them."""
    turns, leaving = 0, asyncio.Event()

    async def pace() -> None:
        nonlocal turns
        turns += 1

    async with Transport() as transport:
        wire = Wire(transport, pace, at_once=2)

        async def request() -> None:
            async with wire.place():
                await leaving.wait()

        asking = asyncio.gather(*(request() for _ in range(10)))
        await wait_until(lambda: turns == 2 + AHEAD)
        await asyncio.sleep(0)
        assert turns == 2 + AHEAD
        leaving.set()
        await asking
        assert turns == 10


async def test_who_gives_up_leaves_no_place_taken() -> None:
    """Requests that are cancelled while they wait, for their turn or for a place, keep nobody else waiting."""
    async with Transport() as transport:
        wire = Wire(transport, at_will, at_once=1)

        async def request() -> None:
            async with wire.place():
                await asyncio.Event().wait()

        asking = [asyncio.create_task(request()) for _ in range(3)]
        for _ in range(3):
            await asyncio.sleep(0)
        for task in asking:
            task.cancel()
        await asyncio.wait(asking)
        async with asyncio.timeout(5), wire.place():
            pass
