"""Faults on purpose: read from text, struck by seeded chance, seen by a client over real HTTP."""

from __future__ import annotations

import asyncio
import contextlib
from collections import Counter
from collections.abc import AsyncIterator, Callable
from random import Random
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest

from bot.playground.certgetlist_faults import Fault, Faults, parse_fault
from bot.playground.certgetlist_refusals import Refused
from bot.playground.certgetlist_server import build
from bot.playground.certgetlist_spoilt import SPOILT
from bot.playground.serving import served

SECRET_ID = "test-secret-id-0001"
SECRET_KEY = "test-secret-key-0001"
ROWS = [{"id": f"row{number:05}", "domain": "a.example"} for number in range(45)]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("4400:0.1", Fault("4400", 0.1)),
        ("6000:1.0", Fault("6000", 1)),
        (" 6000:.5 ", Fault("6000", 0.5)),
        ("http500:0", Fault("http500", 0)),
        ("cut:1:page=3", Fault("cut", 1, page=3)),
        ("4500:1:times=2:page=1", Fault("4500", 1, page=1, times=2)),
    ],
)
def test_a_fault_as_text(text: str, fault: Fault) -> None:
    """Kind and rate, and perhaps a page or how many times."""
    assert parse_fault(text) == fault


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is no fault"), ("4400", "lacks its rate"), ("9999:1", "is no fault"), ("http200:1", "is no fault"),
        ("teapot:1", "html, empty, cut"), ("4400:2", "is no rate"), ("4400:-1", "is no rate"),
        ("4400:nan", "is no rate"), ("4400:1.5", "is no rate"), ("4400:", "is no rate"),
        ("4400:1:page=0", "limits no fault"), ("4400:1:hour=3", "limits no fault"), ("４４００:1", "is no fault"),
    ],
)  # fmt: skip
def test_a_bad_fault_is_explained(text: str, said: str) -> None:
    """One sentence says what is wrong and what to write instead."""
    with pytest.raises(ValueError, match=said):
        parse_fault(text)


def struck(faults: Faults, pages: list[str]) -> list[str]:
    """What each request in turn meets: a kind, a code, or nothing."""
    met = []
    for page in pages:
        try:
            met.append(faults.strike(page) or "")
        except Refused as refused:
            met.append(str(refused.code))
    return met


def test_chance_is_seeded() -> None:
    """The same seed gives the same faults, another seed others, and the rate holds."""
    requests = [""] * 1000
    first, again, other = (struck(Faults(["4400:0.1", "html:0.5"], Random(seed)), requests) for seed in (1, 1, 2))
    assert first == again != other
    counts = Counter(first)
    assert 60 < counts["4400"] < 140
    assert 400 < counts["html"] < 500


def test_limits() -> None:
    """A fault may strike one page only, or only the first so many times; new faults replace the old ones."""
    faults = Faults(["6000:1:page=2", Fault("cut", times=2)])
    assert struck(faults, ["", "2", "1", "2", "3"]) == ["cut", "6000", "cut", "6000", ""]
    faults.play("4300:1:page=1")
    assert struck(faults, ["", "1", "2"]) == ["4300", "4300", ""]
    faults.play()
    assert struck(faults, ["1"]) == [""]


@contextlib.asynccontextmanager
async def asked(url: str, parameters: dict[str, object]) -> AsyncIterator[asyncio.StreamReader]:
    """What comes back over a raw connection, where a client library would hide what went wrong."""
    address = urlsplit(url)
    reader, writer = await asyncio.open_connection(address.hostname, address.port)
    head = f"GET /v2/index.php?{urlencode(parameters)} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    writer.write(head.encode())
    try:
        yield reader
    finally:
        writer.close()


@pytest.fixture
def request_parameters(third_party: Callable[[str], Any]) -> Callable[..., dict[str, object]]:
    """Signed parameters of a plain listing."""
    client = third_party("").client
    return lambda **parameters: client.signed("GET", "wss.api.qcloud.com", parameters)


async def test_codes_strike_after_the_nonce_is_burnt(third_party: Callable[[str], Any]) -> None:
    """A client that retries without signing again learns it: its Nonce is spent."""
    app = build(secret_id=SECRET_ID, secret_key=SECRET_KEY, rows=ROWS, faults=["4400:1:times=1"])
    async with served(app) as url:
        client = third_party(url)
        assert (await client.get(Nonce=5))["code"] == 4400
        assert (await client.get(Nonce=5))["code"] == 4500
        assert (await client.get(Nonce=6))["code"] == 0


async def test_faults_can_change_while_it_runs(third_party: Callable[[str], Any]) -> None:
    """Whoever keeps the Faults can break the server and mend it."""
    faults = Faults()
    async with served(build(secret_id=SECRET_ID, secret_key=SECRET_KEY, rows=ROWS, faults=faults)) as url:
        client = third_party(url)
        assert len(await client.ids(count=100)) == 45
        faults.play("6200:1")
        assert (await client.get())["code"] == 6200
        faults.play()
        assert len(await client.ids(page=3)) == 5


SEEN = {
    "http503": b"HTTP/1.1 503",
    "http302": b"location: /",
    "html": b"text/html",
    "empty": b"content-length: 0",
    "deep": b"\r\n\r\n[[[[",
    "loop": b'"totalNum": 1000000000',
    "cut": b'{"code": 0',
}


@pytest.mark.parametrize("kind", SEEN)
async def test_spoilt_answers(kind: str, request_parameters: Callable[..., Any]) -> None:
    """Each spoilt answer arrives as it is named, and the connection ends."""
    app = build(secret_id=SECRET_ID, secret_key=SECRET_KEY, rows=ROWS, faults=[Fault(kind)])
    async with served(app) as url, asked(url, request_parameters()) as reader:
        answer = await reader.read()
    assert SEEN[kind] in answer
    assert kind != "cut" or not answer.endswith(b"}")


@pytest.mark.parametrize(("kind", "enough"), [("drip", b"{"), ("huge", b"x" * 1000), ("hang", b"")])
async def test_endless_answers(kind: str, enough: bytes, request_parameters: Callable[..., Any]) -> None:
    """Drips, floods and silence go on until the client leaves, and the server is none the worse."""
    app = build(secret_id=SECRET_ID, secret_key=SECRET_KEY, rows=ROWS, faults=[Fault(kind, page=2)])
    async with (
        served(app) as url,
        asked(url, request_parameters(page=2)) as endless,
        asked(url, request_parameters(page=1)) as sound,
    ):
        if enough:
            await asyncio.wait_for(endless.readuntil(enough), 5)
        assert b'"totalNum": 45' in await sound.read()
        assert not endless.at_eof()


def test_every_spoilt_answer_is_tested() -> None:
    """No kind of fault is left out above."""
    assert set(SPOILT) <= set(SEEN) | {"drip", "huge", "hang"}
