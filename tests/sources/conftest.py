"""A CertGetList server of the playground, and our client against any address."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from typing import Any

import pytest
from starlette.types import ASGIApp

from bot.playground.certgetlist_faults import Faults
from bot.playground.certgetlist_server import build
from bot.sources.certgetlist import CertGetList
from bot.sources.credentials import Credentials
from bot.sources.patience import Patience
from bot.sources.transport import Timing, Transport

SECRET_ID = "canary-secret-id-0001"
SECRET_KEY = "canary-secret-key/+=0001"
QUICK = Patience(attempts=4, seconds=2.0, first_wait=0.001, longest_wait=0.002)
BRISK = Timing(read=0.5, whole=1.2)
"""For answers that never come; too short for a busy machine's answers that do."""


class Played:
    """A CertGetList server: its address, its faults, and the parameters of every request it accepted."""

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = Faults(faults)
        self.asked: list[Mapping[str, str]] = []
        self.url = ""


Play = Callable[..., Awaitable[Played]]
Ask = Callable[..., CertGetList]


def row(number: int, **changes: Any) -> dict[str, Any]:
    """A sound wire row."""
    sound = {"id": f"c{number:07}", "domain": f"{number}.example", "certType": "SVR", "status": 1}
    return sound | {"certEndTime": "2027-01-01 07:59:59", "alias": f"name {number}"} | changes


@pytest.fixture
def play(serve: Callable[[ASGIApp], Awaitable[str]]) -> Play:
    """`played = await play(rows, "4400:1:times=1")`: the playground's server with these rows and faults."""

    async def start(rows: Sequence[dict[str, Any]], *faults: str, **options: Any) -> Played:
        played = Played(faults)
        options = {"secret_id": SECRET_ID, "secret_key": SECRET_KEY, **options}
        app = build(rows=rows, faults=played.faults, on_request=played.asked.append, **options)
        played.url = await serve(app)
        return played

    return start


@pytest.fixture
async def ask() -> AsyncIterator[Ask]:
    """`ask(url, **options)`: our client with the right key and little patience, closed at the end."""
    async with contextlib.AsyncExitStack() as open_clients:

        def client(
            url: str, key: Credentials | None = None, timing: Timing | None = None, **options: Any
        ) -> CertGetList:
            transport = Transport(timing)
            open_clients.push_async_callback(transport.aclose)
            options = {"patience": QUICK, "page_size": 10, "transport": transport, **options}
            return CertGetList(key or Credentials(SECRET_ID, SECRET_KEY), url=url, **options)

        yield client
