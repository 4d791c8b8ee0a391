"""Log lines are JSON, carry their request, and hide what must stay hidden."""

from __future__ import annotations

import asyncio
import io
import json
import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bot import observability
from bot.observability import HIDDEN, hide, redacted, request_id

Lines = Callable[[], list[dict[str, Any]]]

CANARY = 'canary/+="key" 密'


@pytest.fixture
def lines() -> Iterator[Lines]:
    """What was logged since, each line parsed; logging is as before afterwards."""
    root, stream = logging.getLogger(), io.StringIO()
    before, level = root.handlers[:], root.level
    observability.configure("DEBUG", stream)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    root.handlers[:] = before
    root.setLevel(level)


def test_a_line_is_one_json_object(lines: Lines) -> None:
    """Time in UTC, level, logger, message and what `extra` gave, on one line whatever the message holds."""
    logging.getLogger("bot.x").warning("two\nlines of %s", "证书", extra={"page": 3, "odd": {1}})
    (line,) = lines()
    assert line.pop("time").endswith("+00:00")
    assert line == {"level": "WARNING", "logger": "bot.x", "message": "two\nlines of 证书", "page": 3, "odd": "{1}"}


def test_talkative_libraries_are_kept_quiet(lines: Lines) -> None:
    """What docket and httpx say at every tick is left out, what they warn of is not."""
    for name in ("docket.worker", "httpx"):
        logging.getLogger(name).info("one more tick")
        logging.getLogger(name).warning("something is wrong")
    assert [line["message"] for line in lines()] == ["something is wrong"] * 2


def test_half_a_character_is_written_as_a_question_mark(tmp_path: Path) -> None:
    """A line about a file whose name is no UTF-8 reaches the log."""
    record = logging.makeLogRecord({"msg": "read \udcff"})
    line = observability.JsonLines().format(record)
    (tmp_path / "log").write_text(line, encoding="utf-8")
    assert json.loads(line)["message"] == "read ?"


async def test_each_request_has_its_own_id(lines: Lines) -> None:
    """Tasks that run side by side log under the request they came from."""

    async def answer(name: str) -> None:
        request_id.set(name)
        await asyncio.sleep(0)
        logging.getLogger("bot").info("answer %s", name)

    await asyncio.gather(answer("a"), answer("b"))
    logging.getLogger("bot").info("outside")
    assert [line.get("request_id") for line in lines() if line["logger"] == "bot"] == ["a", "b", None]


def test_a_hidden_text_is_in_no_part_of_a_line(lines: Lines) -> None:
    """Not in messages, extras or tracebacks, neither raw nor quoted for JSON, Python or a URL."""
    hide(CANARY)
    try:
        raise ValueError(f"wrong key {CANARY} {CANARY!r}")
    except ValueError:
        logging.getLogger("x").exception(
            "key=%s", CANARY, extra={"sent": [CANARY], "url": "?k=canary%2F%2B%3D%22key%22+%E5%AF%86"}
        )
    (line,) = lines()
    assert "canary" not in json.dumps(line)
    assert HIDDEN in line["message"]
    assert HIDDEN in line["traceback"]


def test_short_texts_are_not_hidden() -> None:
    """An empty or tiny text is no secret: hiding it would blank out whole lines."""
    hide("", "a", "INFO")
    assert redacted("a line at INFO") == "a line at INFO"


@pytest.mark.parametrize(
    "secret",
    [
        "xoxb-1234567890-abcdefghij",
        "xapp-1-A0-123456789-abcdef",
        "AKIDz8krbsJ5yKBZQpn74WFkmLPx3gnPhESA",
        "-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----",
        "-----BEGIN PRIVATE KEY-----\nMIIE cut off",
    ],
)
def test_known_shapes_are_hidden_unasked(secret: str) -> None:
    """Slack's tokens, Tencent's ids and private keys are hidden although nobody registered them."""
    assert redacted(f"got {secret}") == f"got {HIDDEN}"


def test_a_secret_that_begins_another_one_hides_it_whole() -> None:
    """A short token that was hidden leaves nothing of a longer one in sight."""
    hide("xoxb-77")
    assert redacted("got xoxb-7712345678-abcdefghij.") == f"got {HIDDEN}."


def test_a_signed_query_is_hidden() -> None:
    """SecretId, Signature and Token of a URL are hidden, the rest of it stays."""
    query = "?Action=CertGetList&SecretId=abc&Signature=m7K9%3D&Token=t&page=1"
    assert redacted(query) == f"?Action=CertGetList&SecretId={HIDDEN}&Signature={HIDDEN}&Token={HIDDEN}&page=1"


def test_configure_replaces_earlier_handlers(lines: Lines) -> None:
    """Configuring twice does not log twice."""
    stream = io.StringIO()
    observability.configure("INFO", stream)
    logging.getLogger("x").info("once")
    logging.getLogger("x").debug("never")
    assert len(stream.getvalue().splitlines()) == 1
    assert lines() == []


def value(sample: str) -> float:
    """The value of a sample in what /metrics answers; 0 where it is not there yet."""
    body, _ = observability.metrics()
    found = [line.rsplit(" ", 1)[1] for line in body.decode().splitlines() if line.startswith(sample)]
    return float(found[0]) if found else 0.0


@pytest.mark.parametrize(
    ("count", "sample"),
    [
        (
            lambda: observability.count_request("command", "ok"),
            'certminder_requests_total{kind="command",outcome="ok"}',
        ),
        (lambda: observability.count_upstream("4100"), 'certminder_upstream_calls_total{outcome="4100"}'),
        (lambda: observability.count_cache("hit"), 'certminder_listing_cache_total{outcome="hit"}'),
        (lambda: observability.count_limited("user"), 'certminder_rate_limited_total{whose="user"}'),
        (lambda: observability.count_delivery("posted"), 'certminder_deliveries_total{outcome="posted"}'),
    ],
)
def test_what_is_counted_can_be_scraped(count: Callable[[], None], sample: str) -> None:
    """Each counter rises by one a call."""
    before = value(sample)
    count()
    assert value(sample) == before + 1


def test_a_failing_stage_is_timed_too() -> None:
    """The histogram counts a stage that raised, and the error goes on."""
    sample = 'certminder_seconds_count{stage="test"}'
    before = value(sample)
    with pytest.raises(KeyError), observability.timed("test"):
        raise KeyError
    assert value(sample) == before + 1


def test_the_run_is_listened_to(listening: Any) -> None:
    """A canary in any line at any level is heard, as it would fail the test that wrote it."""
    logging.getLogger("some.library").debug("sent %s", "a Canary")
    assert len(listening.leaks) == 1
    listening.leaks.clear()
