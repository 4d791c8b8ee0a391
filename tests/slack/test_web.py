"""What is not Slack's stops at the door; what was acknowledged is finished."""

from __future__ import annotations

import asyncio
import logging
import time
from typing import Any

import aiohttp
import pytest

from bot.answers.export import KINDS, File
from bot.errors import CertminderError, InvalidSettings, NotFound, RateLimited, SourceUnavailable, StoreUnavailable
from bot.observability import request_id
from bot.playground.serving import served
from bot.playground.slack_delivery import sign
from bot.playground.slack_store import ALICE, OPS
from bot.slack import app as slack_app
from bot.slack import web
from bot.slack.app import SlackSettings

FORM = "application/x-www-form-urlencoded"
BODY = b"command=%2Fcerts&text=help&team_id=T0PLAY0001&user_id=U0ALICE001&channel_id=C0OPS00001&trigger_id=1.2.3"
SECRET = "canary-signing-secret"


async def post(slack: Any, body: bytes, headers: list[tuple[str, str]]) -> int:
    """The status that our web process answers to these very bytes."""
    given = [("content-type", FORM), *headers]
    async with slack.session.post(slack.world.request_url, data=body, headers=given) as answer:
        return int(answer.status)


def signed(body: bytes, timestamp: str | None = None, secret: str = SECRET) -> list[tuple[str, str]]:
    stamp = str(int(time.time())) if timestamp is None else timestamp
    return [("x-slack-request-timestamp", stamp), ("x-slack-signature", sign(secret, stamp, body))]


async def test_a_signed_request_is_acknowledged(slack: Any) -> None:
    """The real signature over the real bytes opens the door, for a form and for JSON."""
    assert await post(slack, BODY, signed(BODY)) == 200
    challenge = b'{"type": "url_verification", "challenge": "c"}'
    given = {"content-type": "application/json", **dict(signed(challenge))}
    async with slack.session.post(slack.world.request_url, data=challenge, headers=given) as answer:
        assert (answer.status, await answer.json()) == (200, {"challenge": "c"})


async def test_a_forged_request_is_refused(slack: Any, answers: Any) -> None:
    """Each forgery gets 401 and nobody is asked anything."""
    for how in ("signature", "old", "junk", "missing", "body"):
        assert (await slack.control("forge", how=how))["ack"]["status"] == 401, how
    assert answers.asked == []


async def test_each_line_of_a_request_has_its_id(slack: Any) -> None:
    """What is logged of a request that is refused at the door carries an id, and another one for the next request."""
    ids: list[str] = []

    class Heard(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            ids.append(request_id.get())

    heard, door = Heard(), logging.getLogger("bot.slack.web")
    door.addHandler(heard)
    door.setLevel(logging.INFO)
    for _ in range(2):
        assert await post(slack, BODY, signed(BODY, secret="another")) == 401
    door.removeHandler(heard)
    door.setLevel(logging.NOTSET)
    assert len(set(ids)) == len(ids) == 2
    assert "" not in ids


async def test_a_junk_timestamp_is_refused(slack: Any) -> None:
    """A timestamp that is no number, or 301 seconds off, gets 401 even when it is well signed; never 500."""
    off = [str(int(time.time()) + seconds) for seconds in (-302, 302)]
    for stamp in ["", "NaN", "1e400", "-1", "+5", "１７".encode().decode("latin-1"), "9" * 40, *off]:
        assert await post(slack, BODY, signed(BODY, stamp)) == 401, stamp


async def test_doubled_headers_are_refused(slack: Any) -> None:
    """Two signatures or two timestamps are nobody's, also when one of each is right."""
    right = signed(BODY)
    assert await post(slack, BODY, [*right, right[0]]) == 401
    assert await post(slack, BODY, [*right, ("x-slack-signature", "v0=0")]) == 401


async def test_signed_nonsense_is_a_bad_request(slack: Any) -> None:
    """A body that is signed but no payload gets 400, bytes that are no text 401; the process stays up."""
    for body in (b"{", b"payload=%7B", b"payload=%5B1%5D"):
        assert await post(slack, body, signed(body)) == 400, body
    assert await post(slack, b"\xff\xfe", signed(b"\xff\xfe")) == 401
    assert await post(slack, BODY, signed(BODY)) == 200


async def test_other_methods_are_not_allowed(slack: Any) -> None:
    """A browser that opens the address of Slack's requests is told that only POST is for it."""
    async with slack.session.get(slack.world.request_url) as answer:
        assert (answer.status, answer.headers["allow"]) == (405, "POST")


async def test_a_huge_body_is_not_read(slack: Any) -> None:
    """More than a megabyte is answered with 413."""
    assert await post(slack, b"x" * (web.BODY_BYTES + 1), signed(b"")) == 413


def test_an_empty_secret_does_not_start(slack_parts: Any) -> None:
    """Without a signing secret there is no web process, and the sentence names the variable."""
    with pytest.raises(InvalidSettings) as refused:
        web.build(slack_parts, " ", {})
    assert refused.value.faults == ("SLACK_SIGNING_SECRET is not set",)


async def test_health_follows_redis(slack: Any, slack_parts: Any, serve: Any) -> None:
    """Ready is 200 while every check holds and 503 with its name when one does not; live stays 200."""

    async def gone() -> None:
        raise StoreUnavailable

    base = slack.world.request_url.removesuffix("/slack/events")
    async with slack.session.get(f"{base}/healthz") as answer:
        assert (answer.status, await answer.json()) == (200, {"live": True, "ready": True, "failing": []})

    async def metrics() -> tuple[bytes, str]:
        return b"up 1\n", "text/plain"

    base = await serve(web.build(slack_parts, SECRET, {"redis": gone}, metrics=metrics))
    async with slack.session.get(f"{base}/healthz") as answer:
        assert (answer.status, (await answer.json())["failing"]) == (503, ["redis"])
    async with slack.session.get(f"{base}/healthz/live") as answer:
        assert answer.status == 200
    async with slack.session.get(f"{base}/metrics") as answer:
        assert await answer.text() == "up 1\n"


async def test_health_is_told_while_redis_is_silent(
    slack: Any, slack_parts: Any, serve: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Checks that never end are as good as failed, all after the same moment."""
    monkeypatch.setattr(web, "HEALTH_SECONDS", 0.05)
    silent = asyncio.Event()
    base = await serve(web.build(slack_parts, SECRET, {"redis": silent.wait, "sight": silent.wait}))
    async with slack.session.get(f"{base}/healthz") as answer:
        assert (answer.status, (await answer.json())["failing"]) == (503, ["redis", "sight"])


async def test_the_acknowledgement_does_not_wait_for_the_answer(slack: Any, answers: Any) -> None:
    """Slack has its 200 while the question is still being answered."""
    answers.hold = asyncio.Event()
    typed = await slack.control("type", user=ALICE, channel=OPS, text="/certs all")
    assert (typed["ack"]["status"], typed["ack"]["body"], typed["message"]) == (200, "", None)
    answers.hold.set()
    assert (await slack.control("wait", user=ALICE, until="answer to all"))["timed_out"] is False


async def test_the_end_of_the_process_waits_for_the_answers(
    slack: Any, answers: Any, redis: Any, wait_until: Any
) -> None:
    """SIGTERM ends the lifespan, which ends with the last acknowledged command answered."""
    app = slack_app.build(SlackSettings(bot_token="xoxb-canary-token", api_url=f"{slack.url}/api/"), answers, redis)
    answers.hold = asyncio.Event()
    async with served(web.build(app, SECRET, {})) as url:
        slack.world.request_url = f"{url}/slack/events"
        typed = await slack.control("type", user=ALICE, channel=OPS, text="/certs late")
        assert (typed["ack"]["status"], typed["message"]) == (200, None)
        await wait_until(lambda: answers.asked)
        asyncio.get_running_loop().call_later(0.3, answers.hold.set)
    assert [message["text"] for message in (await slack.see("messages", user=ALICE))["messages"]] == ["answer to late"]


class Shelf:
    """Files behind links, as a test puts them there."""

    def __init__(self) -> None:
        self.fault: CertminderError | None = None
        self.asked: list[tuple[str, str]] = []

    async def file(self, token: str, kind: str) -> File:
        self.asked.append((token, kind))
        if self.fault:
            raise self.fault
        if token != "T1.right":
            raise NotFound("export", "")
        return File("编号".encode("utf-8-sig"), KINDS[kind], f"certificates.{kind}")


@pytest.fixture
async def shelf(slack_parts: slack_app.SlackApp, serve: Any) -> tuple[str, Shelf]:
    """Our web with exports, and what is behind its links."""
    files = Shelf()
    return await serve(web.build(slack_parts, SECRET, {}, files=files.file)), files


@pytest.mark.parametrize(("kind", "media"), [("csv", "text/csv"), ("ics", "text/calendar")])
async def test_a_link_gives_its_file(kind: str, media: str, shelf: tuple[str, Shelf]) -> None:
    """As a download that nobody keeps, frames, guesses the type of, or hears the address of (threat 15)."""
    async with aiohttp.ClientSession() as session, session.get(f"{shelf[0]}/export/T1.right.{kind}") as answer:
        assert (answer.status, (await answer.read()).decode("utf-8-sig")) == (200, "编号")
        headers = answer.headers
    assert headers["content-type"] == f"{media}; charset=utf-8"
    assert headers["content-disposition"] == f'attachment; filename="certificates.{kind}"'
    assert (headers["cache-control"], headers["referrer-policy"]) == ("no-store", "no-referrer")
    assert headers["x-content-type-options"] == "nosniff"


async def test_any_other_link_is_nothing(shelf: tuple[str, Shelf]) -> None:
    """Wrong, revoked and expired ones, other kinds and no token are the same 404, byte for byte."""
    answers = set()
    async with aiohttp.ClientSession() as session:
        for path in ("T1.wrong.csv", "T2.right.csv", "T1.right.html", "T1.right.csv.exe", "T1.%2e%2e.ics"):
            async with session.get(f"{shelf[0]}/export/{path}") as answer:
                answers.add((answer.status, await answer.read(), answer.headers.get("cache-control")))
    assert answers == {(404, b"", "no-store")}


@pytest.mark.parametrize(
    ("fault", "status", "after"),
    [(RateLimited("user", 3.2), 429, "4"), (StoreUnavailable(), 503, "60"), (SourceUnavailable("timeout"), 503, "60")],
)
async def test_a_file_that_cannot_be_had_now(
    fault: CertminderError, status: int, after: str, shelf: tuple[str, Shelf]
) -> None:
    """A calendar is told when to come back, and nothing else."""
    shelf[1].fault = fault
    async with aiohttp.ClientSession() as session, session.get(f"{shelf[0]}/export/T1.right.ics") as answer:
        assert (answer.status, answer.headers["retry-after"], await answer.read()) == (status, after, b"")
