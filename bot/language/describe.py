"""A Request said back in one line of English or Chinese, in words that are read as the same Request again.

The words come from the vocabularies: of each meaning the first spelling. Dates are written in full.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator
from typing import NamedTuple

from bot.certificates import Query, Span, Status
from bot.language.atoms import DAY
from bot.language.meanings import EXPIRED, PENDING, VALID
from bot.language.nearest import slip
from bot.language.request import (
    AccountList,
    AuditTrail,
    Connect,
    DefaultAccount,
    Disconnect,
    DropView,
    Export,
    Find,
    Forget,
    Help,
    NoDefaultAccount,
    Remind,
    Reminders,
    Request,
    Schedule,
    Settings,
    Show,
    Simulate,
    Snooze,
    Stats,
    Take,
    Timeline,
    View,
    Views,
    Wake,
    Why,
)
from bot.language.vocabulary import KNOWN, RUNS, spellings
from bot.workspaces.accounts import ALL

_WORD = re.compile(r'"[^"]*"|\S+')


class _Wording(NamedTuple):
    """How a language puts words together. Templates take {verb}, {a}, {b} and the like."""

    language: str
    joint: str
    either: str
    day: str
    range: str
    until: str
    since: str
    overdue: str
    fields: dict[str, str]
    without: str
    name: str
    source: str
    top: str
    schedule: str
    every: str
    days: str
    snooze: str
    because: str
    everything: str


_ENGLISH = _Wording(
    language="en",
    joint=", ",
    either=" or ",
    day="{verb} on {a}",
    range="{verb} from {a} to {b}",
    until="{verb} until {b}",
    since="{verb} from {a} on",
    overdue="expired or expiring until {b}",
    without="but not {what}",
    name="for {name}",
    fields={"expires": "expiring", "begins": "issued", "created": "created", "expired": "expired"},
    source="from {source}",
    top="top {n}",
    schedule="at {at} {days}",
    every="every {day}",
    days=" and ",
    snooze="{target} until {day}",
    because=" because {reason}",
    everything="all certificates",
)
_CHINESE = _Wording(
    language="zh",
    joint="，",
    either="或",
    day="{a}{verb}",
    range="{a}至{b}{verb}",
    until="截至{b}{verb}",
    since="{a}起{verb}",
    overdue="已过期或截至{b}到期",
    without="不含{what}",
    name="域名 {name}",
    source="来自{source}",
    top="前{n}个",
    fields={"expires": "到期", "begins": "签发", "created": "创建", "expired": "已过期"},
    schedule="{days} {at}",
    every="每{day}",
    days="和",
    snooze="{target} 到 {day}",
    because=" 因为{reason}",
    everything="所有证书",
)


def describe(request: Request, locale: str) -> str:
    """What was understood, in one line. `locale` is Slack's; everything but Chinese is said in English."""
    words = _CHINESE if locale.lower().startswith("zh") else _ENGLISH
    if isinstance(request, Find):
        return _query(request.query, words)
    back = isinstance(request, Take) and request.back
    verb = spellings(words.language, "VERB", "give_back" if back else _VERBS[type(request)])[0]
    return f"{verb} {_argument(request, words)}".strip()


_VERBS: dict[type[Request], str] = {
    Remind: "remind",
    Export: "export",
    Stats: "stats",
    Timeline: "timeline",
    View: "view",
    Views: "views",
    DropView: "drop_view",
    AccountList: "accounts",
    Connect: "connect",
    Disconnect: "disconnect",
    DefaultAccount: "default_account",
    NoDefaultAccount: "no_default_account",
    Snooze: "snooze",
    Show: "show",
    Why: "why",
    Take: "take",
    Wake: "wake",
    Forget: "forget",
    Simulate: "simulate",
    Help: "help",
    Reminders: "reminders",
    Settings: "settings",
    AuditTrail: "audit",
}


def _argument(request: Request, words: _Wording) -> str:
    """What stands behind the verb."""
    match request:
        case Remind():
            return f"{_query(request.query, words)}{words.joint}{_schedule(request.schedule, words)}"
        case Timeline():
            per = f"{words.joint}{_first(words, 'PER', request.per)}" if request.per else ""
            return _query(request.query, words) + per
        case Export() | Stats():
            return _query(request.query, words)
        case View() | DropView() | Disconnect():
            return f'"{request.name}"'
        case Connect() | DefaultAccount():
            return f'"{request.name}"' if request.name else ""
        case Snooze():
            said = words.snooze.format(target=request.target, day=request.until.isoformat())
            return said + (words.because.format(reason=request.reason) if request.reason else "")
        case _:
            return _target(request)


def _target(request: Request) -> str:
    match request:
        case Show() | Why() | Take() | Wake():
            return request.target
        case Forget():
            return request.subscription
        case Simulate():
            return request.day.isoformat()
        case Help():
            return request.topic
    return ""


def _first(words: _Wording, category: str, meaning: Hashable) -> str:
    """The usual word; where a language has none of its own, the English one."""
    for language in (words.language, "en"):
        if found := spellings(language, category, meaning):
            return found[0]
    return str(meaning)


def _query(query: Query, words: _Wording) -> str:
    parts = list(_parts(query, words))
    return words.joint.join(parts) if parts else words.everything


def _parts(query: Query, words: _Wording) -> Iterator[str]:
    dated = query.expires is not None and Status.EXPIRED in query.statuses
    yield from _statuses([status for status in query.statuses if not (dated and status in EXPIRED)], words)
    yield from _times(query, words, dated)
    if query.kind:
        yield _first(words, "KIND", query.kind)
    for validation in query.validations:
        yield validation.value
    for name in ("wildcard", "renewed", "owned", "snoozed"):
        value = getattr(query, name)
        if value is not None:
            yield _first(words, "FLAG", (name, value))
    yield from _named(query, words)
    if query.text:
        yield " ".join(_quoted(word) for word in _WORD.findall(query.text))
    for excluded in query.excluding:
        for what in _parts(excluded, words):
            yield words.without.format(what=what)
    yield from _order(query, words)


def _statuses(statuses: list[Status], words: _Wording) -> Iterator[str]:
    if tuple(statuses) == PENDING:
        yield _first(words, "STATUS", PENDING)
        return
    for status in statuses:
        if status is Status.EXPIRED:
            yield words.fields["expired"]
        else:
            yield _first(words, "STATUS", VALID if (status,) == VALID else (status,))


def _times(query: Query, words: _Wording, expired: bool) -> Iterator[str]:
    for name in ("expires", "begins", "created"):
        span = getattr(query, name)
        if span is not None:
            verb = words.fields["expired" if expired and name == "expires" else name]
            yield _span(span, verb, words, overdue=name == "expires" and not expired)


def _span(span: Span, verb: str, words: _Wording, *, overdue: bool) -> str:
    start, last = span.start, span.end - DAY if span.end else None
    if start is None and last is None:
        return verb
    if last is None:
        template = words.since
    elif start is None:
        template = words.overdue if overdue else words.until
    else:
        template = words.day if start == last else words.range
    return template.format(verb=verb, a=start and start.isoformat(), b=last and last.isoformat())


def _named(query: Query, words: _Wording) -> Iterator[str]:
    if query.names:
        yield words.name.format(name=words.either.join(query.names))
    for identity in query.ids:
        yield f"{_first(words, 'ID', 1)} {identity}"
    for source in query.sources:
        yield words.source.format(source=_first(words, "SOURCE", source))
    for project in query.projects:
        yield f'{_first(words, "PROJECT", 1)} "{project}"'
    if query.account == ALL:
        yield _first(words, "ACCOUNTS", ALL)
    elif query.account:
        yield f'{_first(words, "ACCOUNT", 1)} "{query.account}"'


def _order(query: Query, words: _Wording) -> Iterator[str]:
    if query.sort:
        exact = spellings(words.language, "SORT", (query.sort, query.descending))
        turned = f"{_first(words, 'SORT', (query.sort, not query.descending))} {_first(words, 'DESCENDING', 1)}"
        yield exact[0] if exact else turned
    if query.limit:
        yield words.top.format(n=query.limit)


def _quoted(word: str) -> str:
    """A word that the vocabulary knows, or that is no plain word, in quotes, so that it stays a word to search for."""
    plain = word.isalpha() and word.lower() not in KNOWN and not slip(word.lower())
    known = any(word.startswith(run, at) for at, char in enumerate(word) for run, _ in RUNS.get(char, ()))
    return word if word.startswith('"') or (plain and not known) else f'"{word}"'


def _schedule(schedule: Schedule, words: _Wording) -> str:
    for name in ("DAILY", "WORKDAYS", "WEEKENDS"):
        if found := spellings(words.language, name, schedule.days):
            return words.schedule.format(at=schedule.at, days=found[0])
    names = [_first(words, "WEEKDAY", day) for day in schedule.days]
    days = words.days.join(words.every.format(day=name) for name in names)
    return words.schedule.format(at=schedule.at, days=days)
