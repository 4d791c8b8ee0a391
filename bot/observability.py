"""What an operator sees: JSON log lines with a request id, without secrets; counters and timings without tenants."""

from __future__ import annotations

import contextlib
import json
import logging
import re
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextvars import ContextVar
from datetime import UTC, datetime
from functools import cache
from itertools import accumulate
from random import randbytes
from typing import NamedTuple, TextIO
from urllib.parse import quote, quote_plus

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.registry import Collector
from prometheus_client.utils import floatToGoString

request_id: ContextVar[str] = ContextVar("request_id", default="")
"""Set once where a request or a job comes in; every log line of its task and of the tasks it starts carries it."""

HIDDEN = "(hidden)"
_SHORTEST = 6
"""Shorter texts aren't hidden: they would garble every line and are no secrets."""

_SECRETS: set[str] = set()
_SHAPES = (
    r"xox[a-z]-[\w-]{8,}",
    r"xapp-[\w-]{8,}",
    r"(?<![A-Za-z0-9])AKID\w{16,}",
    r"(?<=Signature=)[^&\s\"']+",
    r"(?<=SecretId=)[^&\s\"']+",
    r"(?<=Token=)[^&\s\"']+",
    r"-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)",
)
"""Shapes that are secrets whosever they are: Slack's and Tencent's tokens, signed queries, private keys."""
_TOKENS = ("xox", "xapp-", "AKID")
"""How tokens of these shapes begin."""


def begin_request() -> None:
    """What this task does from here on, and the tasks that it starts, has an id of its own."""
    request_id.set(randbytes(4).hex())  # noqa: S311 - no secret, and no call of the system for it


def _pattern(secrets: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(secrets, key=len, reverse=True)
    return re.compile("|".join([*map(_whole, longest_first), *_SHAPES]), re.DOTALL)


def _whole(secret: str) -> str:
    """A secret that begins another token hides that one's rest too."""
    return re.escape(secret) + (r"[\w-]*" if secret.startswith(_TOKENS) else "")


_hidden = _pattern(())


def _writings(secret: str) -> set[str]:
    """As it is, in Python's quotes, in JSON or in a URL, and each of these inside a JSON line."""
    plain = {secret, repr(secret)[1:-1], json.dumps(secret)[1:-1], quote(secret, safe=""), quote_plus(secret)}
    return plain | {json.dumps(writing, ensure_ascii=False)[1:-1] for writing in plain}


def hide(*secrets: str) -> None:
    """From now on these texts never appear in a log line, however they are quoted."""
    global _hidden
    writings = {writing for secret in secrets if len(secret) >= _SHORTEST for writing in _writings(secret)}
    if not writings <= _SECRETS:
        _SECRETS.update(writings)
        _hidden = _pattern(_SECRETS)


def redacted(text: str) -> str:
    """The text without any secret."""
    return _hidden.sub(HIDDEN, text)


_OWN_FIELDS = frozenset(logging.makeLogRecord({}).__dict__) | {"message", "asctime", "taskName", "color_message"}


class JsonLines(logging.Formatter):
    """One JSON object a line: time (UTC), level, logger, message, request id, what `extra` gave, and the traceback."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        line |= {"request_id": request_id.get()} if request_id.get() else {}
        line |= {name: value for name, value in record.__dict__.items() if name not in _OWN_FIELDS}
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        text = redacted(json.dumps(line, ensure_ascii=False, default=str))
        return text.encode(errors="replace").decode()  # half characters of foreign names can't be written


TALKATIVE = ("docket", "httpx")
"""Loggers that say each second, or at each request, what counters tell better; only what is wrong is logged."""


def configure(level: str = "INFO", stream: TextIO | None = None) -> None:
    """Send every logger's lines from `level` on to `stream` (standard error), in place of what was set up before."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(max(logging.WARNING, root.level))


_REQUESTS = Counter("certminder_requests", "Questions and clicks by kind and outcome.", ["kind", "outcome"])
_UPSTREAM = Counter("certminder_upstream_calls", "Calls of the source by outcome: ok, a code, a reason.", ["outcome"])
_CACHE = Counter("certminder_listing_cache", "Listings asked for: hit, stale, refresh, narrowed, miss.", ["outcome"])
_LIMITED = Counter("certminder_rate_limited", "Questions refused by a limit: user, workspace, upstream.", ["whose"])
_DELIVERIES = Counter("certminder_deliveries", "Messages to Slack: posted, refused, throttled, unknown.", ["outcome"])
_SECONDS = Histogram(
    "certminder_seconds",
    "How long the stages of an answer take.",
    ["stage"],
    buckets=(0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30),
)


@cache
def _counted(counter: Counter, *labels: str) -> Counter:
    """A counter's own child, which prometheus_client looks for under a lock each time. Labels are ours, and few."""
    return counter.labels(*labels)


def count_request(kind: str, outcome: str = "ok") -> None:
    """`kind` is ours (command, action, mention …), never a text that somebody typed."""
    _counted(_REQUESTS, kind, outcome).inc()


def count_upstream(outcome: str) -> None:
    """`outcome`: ok, a code of the gateway, or a reason of SourceUnavailable."""
    _counted(_UPSTREAM, outcome).inc()


def count_cache(outcome: str) -> None:
    """`outcome`: hit (young enough), stale (answered with, and fetched behind), refresh (somebody wanted a newer one),
    narrowed (none was kept, and the source filtered), miss (none was kept, and all was fetched)."""
    _counted(_CACHE, outcome).inc()


def count_limited(whose: str) -> None:
    """`whose` budget was empty: user, workspace, upstream."""
    _counted(_LIMITED, whose).inc()


def count_delivery(outcome: str) -> None:
    _counted(_DELIVERIES, outcome).inc()


@contextlib.contextmanager
def timed(stage: str) -> Iterator[None]:
    """Measure a stage, also one that fails."""
    started = time.perf_counter()
    try:
        yield
    finally:
        _SECONDS.labels(stage).observe(time.perf_counter() - started)


class Lateness(NamedTuple):
    """How many digests were late by at most each bound (seconds), not cumulated, with one more beyond the last."""

    bounds: Sequence[float]
    counts: Sequence[int]
    seconds: float


class Reminders(Collector):
    """What the workers counted, at one moment: digests by outcome, their lateness, the age of the oldest inventory and
    how many accounts are blind."""

    def __init__(self, outcomes: Mapping[str, int], late: Lateness, age_seconds: float, blind: int) -> None:
        digests = CounterMetricFamily("certminder_reminders", "Digests by outcome.", labels=["outcome"])
        for outcome, times in outcomes.items():
            digests.add_metric([outcome], times)
        buckets = zip((*map(floatToGoString, late.bounds), "+Inf"), accumulate(late.counts), strict=True)
        lateness = HistogramMetricFamily(
            "certminder_reminder_lateness_seconds", "How long after its turn a digest was posted."
        )
        lateness.add_metric([], list(buckets), late.seconds)
        age = GaugeMetricFamily("certminder_inventory_age_seconds", "Age of the oldest inventory.", age_seconds)
        accounts = GaugeMetricFamily("certminder_blind_accounts", "Accounts that reminders cannot see.", blind)
        self._families: tuple[Metric, ...] = (digests, lateness, age, accounts)

    def collect(self) -> Iterable[Metric]:
        return self._families


def metrics(reminders: Reminders | None = None) -> tuple[bytes, str]:
    """What /metrics answers: the body and its content type. No label names a workspace, a person or a certificate."""
    if reminders is None:
        return generate_latest(), CONTENT_TYPE_LATEST
    registry = CollectorRegistry()
    registry.register(reminders)
    return generate_latest() + generate_latest(registry), CONTENT_TYPE_LATEST
