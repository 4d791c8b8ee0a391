"""A subscription's text, read again on another day."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from bot.certificates import Query
from bot.errors import Unreadable
from bot.language.request import Find, Remind, Request
from bot.reminders.selection import Read
from bot.reminders.subscription import Subscription


class Parse(Protocol):
    """language.parse: raises Unreadable, TooLong."""

    def __call__(self, text: str, *, now: datetime, zone: str, locale: str) -> Request: ...


def reading(parse: Parse) -> Read:
    """How a subscription's query reads at an instant: by its text, or as it was saved where that is no query now."""

    def read(subscription: Subscription, at: datetime) -> Query:
        try:
            request = parse(subscription.text, now=at, zone=subscription.zone, locale=subscription.locale)
        except Unreadable:
            return subscription.query
        return request.query if isinstance(request, Find | Remind) else subscription.query

    return read
