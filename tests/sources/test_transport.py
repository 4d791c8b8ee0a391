"""Conversations that go wrong, over real HTTP; and what is never written down."""

from __future__ import annotations

import asyncio
import gzip
import json
import logging
import socket
import threading
import time
import traceback
import tracemalloc
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp

from bot.errors import SourceError, SourceRefused, SourceUnavailable
from bot.sources.certgetlist import CertGetList
from bot.sources.credentials import Credentials
from bot.sources.envelope import batch
from bot.sources.listing import Batch, Bounds
from bot.sources.patience import Patience
from bot.sources.signing import Method
from bot.sources.transport import Timing, Transport
from tests.sources.conftest import BRISK, SECRET_ID, SECRET_KEY, Ask, Play, row

Serve = Callable[[ASGIApp], Awaitable[str]]
ONCE = Patience(attempts=1)
EMPTY = b'{"code": 0, "data": []}'


def answering(respond: Callable[[Request], Response]) -> Starlette:
    """An application that gives one answer to everything."""

    async def serve(request: Request) -> Response:
        return respond(request)

    return Starlette(routes=[Route("/{path:path}", serve, methods=["GET", "POST"])])


async def reason(source: Awaitable[object]) -> str:
    """Why there was no answer."""
    with pytest.raises(SourceUnavailable) as caught:
        await source
    return caught.value.reason


FAULTS = {
    "html": "not_json",
    "empty": "not_json",
    "deep": "not_an_answer",
    "cut": "unreachable",
    "hang": "timeout",
    "drip": "timeout",
    "huge": "too_large",
    "http500": "http_status",
    "http404": "http_status",
    "http302": "http_status",
}
"""What the playground's server does, and what a person is told of it."""


async def test_every_way_to_go_wrong_has_its_reason(play: Play, ask: Ask) -> None:
    """HTML, nothing, nesting, half an answer, silence, a drip, a flood and other statuses are told apart."""
    played = await play([row(1)])
    source = ask(played.url, patience=ONCE, timing=BRISK)
    for fault, told in FAULTS.items():
        played.faults.play(f"{fault}:1")
        assert await reason(source.listing()) == told, fault


async def test_a_source_that_is_not_there_is_told_in_time(ask: Ask) -> None:
    """A closed port is unreachable, after a few tries."""
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{closed.getsockname()[1]}"
        assert await reason(ask(url).listing()) == "unreachable"


async def test_a_listener_that_never_answers_times_out(ask: Ask) -> None:
    """A connection that is accepted and then silent ends at the whole time, however often bytes drip in."""

    async def drip(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                writer.write(b"H")
                await writer.drain()
                await asyncio.sleep(0.02)
        except ConnectionError:
            writer.close()

    async with await asyncio.start_server(drip, "127.0.0.1", 0) as server:
        url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        started = time.monotonic()
        assert await reason(ask(url, patience=ONCE, timing=BRISK).listing()) in {"timeout", "unreachable"}
        assert time.monotonic() - started < 3


async def test_no_redirect_is_followed(serve: Serve, ask: Ask) -> None:
    """A source can't send the client anywhere else."""
    visited = []
    elsewhere = await serve(answering(lambda request: visited.append(request) or Response(EMPTY)))  # type: ignore[func-returns-value]
    url = await serve(answering(lambda request: RedirectResponse(f"{elsewhere}/x")))
    assert await reason(ask(url, patience=ONCE).listing()) == "http_status"
    assert visited == []


async def test_no_proxy_of_the_environment_is_used(serve: Serve, ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Signed requests go to the source and nowhere else, whatever the environment says."""
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    url = await serve(answering(lambda request: Response(EMPTY)))
    assert (await ask(url, patience=ONCE).listing()).complete


@pytest.mark.parametrize("headers", [{}, {"content-length": str(50 << 20)}], ids=["unannounced", "announced"])
async def test_a_flood_is_cut_off_early(serve: Serve, ask: Ask, headers: dict[str, str]) -> None:
    """A body of 50 MB is not taken into memory, whether it says its length or not."""

    async def flood() -> AsyncIterator[bytes]:
        for _ in range(800):
            yield b" " * 65_536

    url = await serve(answering(lambda request: StreamingResponse(flood(), headers=headers)))
    tracemalloc.start()
    try:
        assert await reason(ask(url, patience=ONCE, timing=Timing(whole=10.0)).listing()) == "too_large"
        assert tracemalloc.get_traced_memory()[1] < 30 << 20
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(("names", "elsewhere"), [(1, False), (2_000, True)])
async def test_a_large_answer_is_read_in_a_thread(
    serve: Serve, names: int, elsewhere: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Certificates with 2 000 names each are read while the event loop goes on; an ordinary page is read at once."""
    alternatives = [f"a-host-with-a-long-name-{number}.shop.example" for number in range(names)]
    rows = [row(number, subjectAltName=alternatives) for number in range(10)]
    body = json.dumps({"code": 0, "data": {"totalNum": 10, "list": rows}}).encode()
    url = await serve(answering(lambda request: Response(body)))
    threads = []

    def noting(*args: object, **options: object) -> Batch:
        threads.append(threading.current_thread())
        return batch(*args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr("bot.sources.certgetlist.batch", noting)
    async with Transport() as transport:
        source = CertGetList(Credentials(SECRET_ID, SECRET_KEY), url=url, transport=transport)
        assert {len(found.names) for found in (await source.listing()).certificates} == {names + 1}
    assert [thread is not threading.main_thread() for thread in threads] == [elsewhere]


async def test_a_compressed_answer_is_not_unpacked(serve: Serve, ask: Ask) -> None:
    """Nobody asked for compression; a bomb in it can't go off."""
    bomb = gzip.compress(b" " * (50 << 20))
    url = await serve(answering(lambda request: Response(bomb, headers={"content-encoding": "gzip"})))
    assert await reason(ask(url, patience=ONCE).listing()) == "not_an_answer"


async def test_a_billion_certificates_are_a_short_conversation(play: Play, ask: Ask) -> None:
    """A source that repeats one row for ever under a huge total gives one certificate and a partial listing."""
    played = await play([row(1)], "loop:1")
    listing = await ask(played.url).listing()
    assert (len(listing.certificates), listing.complete) == (1, False)
    assert len(played.asked) <= 1 + Bounds().workers


@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_no_log_and_no_error_holds_a_secret(
    play: Play, ask: Ask, method: Method, caplog: pytest.LogCaptureFixture
) -> None:
    """At DEBUG, with every library's loggers, through every fault: no SecretId, SecretKey, Token or Signature."""
    caplog.set_level(logging.DEBUG)
    key = Credentials(SECRET_ID, SECRET_KEY, token="canary-token-0001")
    played = await play([row(number) for number in range(25)])
    source = ask(played.url, key, method=method, patience=Patience(attempts=2, first_wait=0.001), timing=BRISK)
    errors = []
    for fault in ("4100", "4500", "6000", "html", "cut", "hang", "huge", "http302", "http500"):
        played.faults.play(f"{fault}:1")
        with pytest.raises(SourceError) as caught:
            await source.listing()
        errors.append(
            "".join(traceback.format_exception(caught.value)) + repr(caught.value) + str(caught.value.__dict__)
        )
    played.faults.play()
    await source.listing()
    with pytest.raises(SourceRefused):
        await ask(played.url, Credentials(SECRET_ID, "canary-wrong"), method=method).listing()
    ours = [
        record for record in caplog.records if not record.name.startswith("uvicorn")
    ]  # that is the source's own log
    lines = [record.getMessage() + repr(record.__dict__) for record in ours]
    written = json.dumps([lines, errors, repr((source, key))])
    assert "httpcore" in written
    assert "canary" not in written
    assert "Signature=" not in written


def test_credentials_show_nothing() -> None:
    """Neither repr nor str nor format says a word of the key."""
    key = Credentials(SECRET_ID, SECRET_KEY, "canary-token")
    assert "canary" not in f"{key} {key!r} {[key]}"
    assert key == Credentials(SECRET_ID, SECRET_KEY, "canary-token")
