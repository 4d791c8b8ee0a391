"""The form that asks a question: what it says as typed text is read as what its fields say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answers import searching
from bot.answers.answers import Answers
from bot.answers.message import Asker
from bot.answers.rooms import Rooms
from bot.certificates import Kind, Query, Sort, Span, Status, TimeField
from bot.language.describe import describe
from bot.language.parse import parse
from bot.language.request import Find
from bot.messages import search_form as fields
from bot.messages.results import SORTS

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
DAY = timedelta(days=1)


class Language:
    """The real language is all of the rooms that a form needs."""

    parse = staticmethod(parse)
    describe = staticmethod(describe)

    @staticmethod
    def clock() -> datetime:
        return NOW


LANGUAGE: Any = Language()
LOCALES = st.sampled_from([("en-US", "America/New_York"), ("zh-CN", "Asia/Shanghai")])
label = st.from_regex(r"[a-z0-9](?:[a-z0-9-]{0,4}[a-z0-9])?", fullmatch=True)
name = st.builds(lambda star, one, two: f"{star}{one}.{two}.example", st.sampled_from(["", "*."]), label, label)
plain = st.sampled_from(
    ["payments", "gateway", "支付", "网关", "shop2", "valid", "expired", "有效", "30d", "月底", "not", "help"]
)
phrase = st.sampled_from(['"payments gateway"', '"next month"', '"下个月 到期"'])
day = st.dates(date(2000, 1, 1), date(2050, 12, 31))


@given(
    st.lists(name, max_size=2, unique=True),  # more would be longer than what can be typed
    st.lists(plain | phrase, max_size=2),
    st.sampled_from(TimeField),
    st.none() | day,
    st.none() | day,
    st.sampled_from([None, *fields.STATUSES]),
    st.sampled_from([None, *Kind]),
    st.sampled_from(["", *SORTS]),
    LOCALES,
)
@settings(max_examples=250, deadline=None)
def test_the_text_is_the_form(
    names: list[str],
    words: list[str],
    field: TimeField,
    first: date | None,
    last: date | None,
    status: Status | None,
    kind: Kind | None,
    sort: str,
    reader: tuple[str, str],
) -> None:
    """Whatever the fields hold, their text is read back as the very same query, or a field says what is wrong: dates
    that are turned round, an end in the future of what has expired, or one in the past of what has not."""
    locale, zone = reader
    given_ = {
        fields.NAMES: " ".join([*words, *names]),
        fields.FIELD: field.value,
        fields.FIRST: first.isoformat() if first else "",
        fields.LAST: last.isoformat() if last else "",
        fields.STATUS: status.name if status is not None else fields.ANY,
        fields.KIND: kind.value if kind else fields.ANY,
        fields.SORT: sort or fields.ANY,
    }
    composed = searching.compose(LANGUAGE, given_, Asker("T1", "U1", "C1", locale, zone))
    reversed_ = first is not None and last is not None and last < first
    future = status is Status.EXPIRED and field is TimeField.EXPIRES and first is not None and first > NOW.date()
    over = first is None and last is not None and last < NOW.date()
    past = over and field is TimeField.EXPIRES and status is not Status.EXPIRED
    if composed.faults:
        assert reversed_ or future or past
        assert set(composed.faults) <= {fields.FIRST, fields.LAST}
        return
    assert not reversed_
    read = parse(composed.text, now=NOW, zone=zone, locale=locale)
    assert isinstance(read, Find)
    assert read.guessed == ()
    span = Span(first, last + DAY if last else None)
    times: dict[str, Any] = {field.value: span} if span != Span() else {}
    expected = Query(
        names=tuple(names),
        statuses=() if status is None else (status,),
        kind=kind,
        sort=Sort(sort.lstrip("-")) if sort else None,
        descending=sort.startswith("-"),
        text=" ".join(words),
    )
    assert read.query == msgspec.structs.replace(expected, **times)


def test_an_empty_form_asks_for_everything() -> None:
    """All certificates, in words."""
    for locale, text in (("en-US", "all certificates"), ("zh-CN", "所有证书")):
        assert searching.compose(LANGUAGE, {}, Asker("T1", "U1", "C1", locale, "UTC")).text == text


@pytest.mark.parametrize(
    ("given_", "field", "sentence"),
    [
        ({fields.FIRST: "2026-12-02", fields.LAST: "2026-12-01"}, fields.LAST, "before the first one"),
        ({fields.STATUS: "EXPIRED", fields.FIRST: "2027-01-01"}, fields.FIRST, "contradicts"),
        ({fields.NAMES: "<!channel>"}, fields.NAMES, "could not read"),
        ({fields.NAMES: " ".join(f"w{n}.shop.example" for n in range(20))}, fields.NAMES, "characters long"),
        ({fields.LAST: "9999-12-31"}, fields.LAST, "too far away"),
        ({fields.FIRST: "0000-00-00"}, fields.FIRST, "A date was due"),
    ],
)
def test_what_is_wrong_stands_under_its_field(given_: dict[str, str], field: str, sentence: str) -> None:
    """Each fault names its field; what a page cannot send, but an attacker can, is a sentence too."""
    composed = searching.compose(LANGUAGE, given_, Asker("T1", "U1", "C1", "en-US", "UTC"))
    assert list(composed.faults) == [field]
    assert sentence in composed.faults[field]


def test_the_form_shows_what_could_be_typed(
    rooms: Rooms, asker: Callable[..., Asker], shown: Callable[[Any], str]
) -> None:
    """The command stands in the form; a fault stands there instead of it."""
    answers = Answers(replace(rooms, parse=parse, describe=describe))
    form = answers.search_form({fields.NAMES: "api.shop.example", fields.KIND: "SVR"}, asker())
    assert "`/certs server, for api.shop.example`" in shown(form.payload["blocks"])
    wrong = answers.search_form({fields.FIRST: "2026-12-02", fields.LAST: "2026-12-01"}, asker(locale="zh-CN"))
    assert "/certs" not in shown(wrong.payload["blocks"])
    assert "早于开始日期" in shown(wrong.payload["blocks"])
