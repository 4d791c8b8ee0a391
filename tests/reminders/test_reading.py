"""A subscription's text moves with the days."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from bot.certificates import Query, Span
from bot.errors import Unreadable
from bot.language.request import Find, Help, Remind, Request
from bot.reminders.reading import reading
from bot.reminders.schedule import local_day
from bot.reminders.subscription import Subscription

Subscribe = Callable[..., Subscription]


def test_text_is_read_again_on_each_day(subscription: Subscribe, now: datetime) -> None:
    """The query is that of the text on the day asked for, in the subscription's zone, whichever verb it has."""

    def parse(text: str, *, now: datetime, zone: str, locale: str) -> Request:
        query = Query(text=locale, expires=Span(local_day(now, zone), None))
        return Remind(query=query) if text.startswith("remind") else Find(query=query)

    read = reading(parse)
    for text in ("remind me", "expiring soon"):
        later = read(subscription(text=text), now + timedelta(days=3, hours=15))
        assert later == Query(text="en-US", expires=Span(datetime(2026, 11, 27).date(), None))


def test_what_no_longer_reads_is_as_it_was_saved(subscription: Subscribe, now: datetime) -> None:
    """A text that the grammar of a later version refuses, or takes for another verb, keeps its saved query."""

    def refuse(text: str, *, now: datetime, zone: str, locale: str) -> Request:
        raise Unreadable("general", text)

    def other(text: str, *, now: datetime, zone: str, locale: str) -> Request:
        return Help()

    saved = subscription(query=Query(text="gateway"))
    assert reading(refuse)(saved, now) == reading(other)(saved, now) == saved.query
