"""A Request said back in one line of English or Chinese, in words that are read as the same Request again.

The words come from the vocabularies: of each meaning the first spelling. Dates are written in full.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.certificates import Query, Span, Status
from bot.language.atoms import DAY
from bot.language.describe_policy import changes_said, policy_said, schedule_said
from bot.language.meanings import EXPIRED, PENDING, VALID
from bot.language.nearest import slip
from bot.language.policy import Schedule
from bot.language.request import (
    AccountList,
    AuditTrail,
    Connect,
    DefaultAccount,
    Disconnect,
    DropView,
    Edit,
    Export,
    Find,
    Forget,
    Help,
    NoDefaultAccount,
    Pause,
    Preview,
    Remind,
    Reminders,
    Request,
    Resume,
    Sample,
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
from bot.language.wording import CHINESE, ENGLISH, Wording, first
from bot.workspaces.accounts import ALL

_WORD = re.compile(r'"[^"]*"|\S+')
_QUOTED = re.compile(r'("[^"]*")')


def describe(request: Request, locale: str) -> str:
    """What was understood, in one line. `locale` is Slack's; everything but Chinese is said in English."""
    words = CHINESE if locale.lower().startswith("zh") else ENGLISH
    if isinstance(request, Find):
        return _query(request.query, words)
    back = isinstance(request, Take) and request.back
    verb = spellings(words.language, "VERB", "give_back" if back else _VERBS[type(request)])[0]
    return f"{verb} {_argument(request, words)}".strip()


def parts_of(line: str, locale: str) -> list[str]:
    """What describe() put together, one condition each; a joint in quotes belongs to somebody's words."""
    joint = (CHINESE if locale.lower().startswith("zh") else ENGLISH).joint
    parts = [""]
    for number, run in enumerate(_QUOTED.split(line)):
        first_of_run, *others = [run] if number % 2 else run.split(joint)
        parts[-1] += first_of_run
        parts += others
    return [part for part in parts if part.strip()]


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
    Pause: "pause",
    Resume: "resume",
    Edit: "edit",
    Preview: "preview",
    Sample: "sample",
    Forget: "forget",
    Simulate: "simulate",
    Help: "help",
    Reminders: "reminders",
    Settings: "settings",
    AuditTrail: "audit",
}


def _argument(request: Request, words: Wording) -> str:
    """What stands behind the verb."""
    match request:
        case Remind():
            schedule = schedule_said(request.policy.schedule(Schedule()), words)
            return words.joint.join([_query(request.query, words), schedule, *policy_said(request.policy, words)])
        case Edit():
            query = "" if request.query is None else _query(request.query, words)
            return words.joint.join([request.subscription, *changes_said(query, request.policy, words)])
        case Timeline():
            per = f"{words.joint}{first(words, 'PER', request.per)}" if request.per else ""
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
        case Forget() | Pause() | Resume() | Preview() | Sample():
            return request.subscription
        case Simulate():
            return request.day.isoformat()
        case Help():
            return request.topic
    return ""


def _query(query: Query, words: Wording) -> str:
    parts = list(_parts(query, words))
    return words.joint.join(parts) if parts else words.everything


def _parts(query: Query, words: Wording) -> Iterator[str]:
    dated = query.expires is not None and Status.EXPIRED in query.statuses
    yield from _statuses([status for status in query.statuses if not (dated and status in EXPIRED)], words)
    yield from _times(query, words, dated)
    if query.kind:
        yield first(words, "KIND", query.kind)
    for validation in query.validations:
        yield validation.value
    for name in ("wildcard", "renewed", "owned", "snoozed"):
        value = getattr(query, name)
        if value is not None:
            yield first(words, "FLAG", (name, value))
    yield from _named(query, words)
    if query.text:
        yield " ".join(_quoted(word) for word in _WORD.findall(query.text))
    for excluded in query.excluding:
        for what in _parts(excluded, words):
            yield words.without.format(what=what)
    yield from _order(query, words)


def _statuses(statuses: list[Status], words: Wording) -> Iterator[str]:
    if tuple(statuses) == PENDING:
        yield first(words, "STATUS", PENDING)
        return
    for status in statuses:
        if status is Status.EXPIRED:
            yield words.fields["expired"]
        else:
            yield first(words, "STATUS", VALID if (status,) == VALID else (status,))


def _times(query: Query, words: Wording, expired: bool) -> Iterator[str]:
    for name in ("expires", "begins", "created"):
        span = getattr(query, name)
        if span is not None:
            verb = words.fields["expired" if expired and name == "expires" else name]
            yield _span(span, verb, words, overdue=name == "expires" and not expired)


def _span(span: Span, verb: str, words: Wording, *, overdue: bool) -> str:
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


def _named(query: Query, words: Wording) -> Iterator[str]:
    if query.names:
        yield words.name.format(name=words.either.join(query.names))
    for identity in query.ids:
        yield f"{first(words, 'ID', 1)} {identity}"
    for source in query.sources:
        yield words.source.format(source=first(words, "SOURCE", source))
    for project in query.projects:
        yield f'{first(words, "PROJECT", 1)} "{project}"'
    if query.account == ALL:
        yield first(words, "ACCOUNTS", ALL)
    elif query.account:
        yield f'{first(words, "ACCOUNT", 1)} "{query.account}"'


def _order(query: Query, words: Wording) -> Iterator[str]:
    if query.sort:
        exact = spellings(words.language, "SORT", (query.sort, query.descending))
        turned = f"{first(words, 'SORT', (query.sort, not query.descending))} {first(words, 'DESCENDING', 1)}"
        yield exact[0] if exact else turned
    if query.limit:
        yield words.top.format(n=query.limit)


def _quoted(word: str) -> str:
    """A word that the vocabulary knows, or that is no plain word, in quotes, so that it stays a word to search for."""
    plain = word.isalpha() and word.lower() not in KNOWN and not slip(word.lower())
    known = any(word.startswith(run, at) for at, char in enumerate(word) for run, _ in RUNS.get(char, ()))
    return word if word.startswith('"') or (plain and not known) else f'"{word}"'
