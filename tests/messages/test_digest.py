"""A reminder's message."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from bot.certificates import Certificate
from bot.language.policy import Schedule
from bot.messages import subscriptions
from bot.messages.digest import GROUPS, Circumstances, Group, Subscribed, digest
from bot.messages.policy import Policy, when
from bot.messages.rows import Reader

Make = Callable[..., Certificate]
Readers = Callable[..., Reader]
Shown = Callable[[Any], str]
WATCHING = Subscribed("s1", "expiring within 30 days", "r1")


def test_groups_stand_in_order_of_urgency(certificate: Make, reader: Readers, shown: Shown, values: Any) -> None:
    """Expired first, then by days; each with its count; a button opens all of it."""
    groups = [Group("days7", (certificate(),)), Group("expired", (certificate(), certificate())), Group("later", ())]
    reply = digest(groups, WATCHING, reader(), Circumstances())
    text = shown(reply.blocks)
    assert "3 certificates need attention" in text
    assert text.index("*Expired (2)*") < text.index("*Within 7 days (1)*")
    assert "Later" not in text
    assert "Reminder s1: expiring within 30 days" in text
    assert values(reply.blocks)["result_page"] == "r1:1"
    assert reply.public


def test_twenty_rows_are_spelt_out(certificate: Make, reader: Readers, shown: Shown, faults: Any) -> None:
    """Of many, twenty rows are shown, some of each group; the rest is counted."""
    groups = [Group(name, tuple(certificate(id=f"{name}{n}") for n in range(30))) for name in GROUPS]
    reply = digest(groups, WATCHING, reader(), Circumstances(due=reader().now, may_repeat=True, suppressed=3))
    text = shown(reply.blocks)
    assert text.count("`api.shop.example`") == 20
    assert "… and 22 more" in text
    assert text.count("… and 28 more") == 6
    assert faults(reply.blocks) == []


@pytest.mark.parametrize("locale", ["en-US", "zh-CN"])
def test_nothing_due_is_all_clear(locale: str, reader: Readers, shown: Shown, faults: Any) -> None:
    """Without certificates it is the weekly all-clear, which has nothing to open."""
    reply = digest([], WATCHING, reader(locale), Circumstances())
    assert ("All clear" in shown(reply.blocks)) or ("一切正常" in shown(reply.blocks))
    assert "action_id" not in str(reply.blocks)
    assert faults(reply.blocks) == []


def test_what_a_reader_must_know(certificate: Make, reader: Readers, shown: Shown) -> None:
    """It says that it is late, may repeat, is incomplete, and how many are suppressed."""
    about = Circumstances(reader().now - timedelta(hours=2), may_repeat=True, complete=False, suppressed=1)
    text = shown(digest([Group("days3", (certificate(),))], WATCHING, reader(), about).blocks)
    for words in ("This reminder is late", "may repeat", "incomplete", "1 certificate is snoozed or confirmed"):
        assert words in text


@pytest.mark.parametrize(
    ("days", "english", "chinese"),
    [
        ((0, 1, 2, 3, 4, 5, 6), "every day", "每天"),
        ((4, 3, 2, 1, 0), "on weekdays", "工作日"),
        ((5, 6), "on weekends", "周末"),
        ((0, 4), "on Mon, Fri", "每周一、周五"),
    ],
)
def test_schedules_are_said_back(days: tuple[int, ...], english: str, chinese: str) -> None:
    """When a reminder speaks, in words."""
    kept = Policy(schedule=Schedule(at="09:30", days=days), zone="Asia/Shanghai")
    assert when(kept, "en") == f"It speaks {english} at 09:30 (Asia/Shanghai)."
    assert when(kept, "zh") == f"{chinese} 09:30 提醒（Asia/Shanghai）。"


@pytest.mark.parametrize("locale", ["en-US", "zh-CN"])
@pytest.mark.parametrize("code", ["is_archived", "not_in_channel", "a code nobody knows"])
def test_a_suspended_reminder_says_why(code: str, locale: str, shown: Shown, faults: Any) -> None:
    """Its owner reads which reminder waits, why, and what to do; the channel is Slack's own link."""
    reply = subscriptions.suspended("s1", "expiring <!channel>", "C7", code, locale)
    assert "<#C7>" in shown(reply.blocks)
    assert "s1" in reply.text
    assert "<!channel>" not in reply.text
    assert faults(reply.blocks) == []


@pytest.mark.parametrize("locale", ["en-US", "zh-CN"])
def test_blindness_says_since_when(locale: str, reader: Readers, shown: Shown, faults: Any) -> None:
    """People who count on reminders read which account is not seen, and since when."""
    reply = subscriptions.blind("prod", reader().now, reader(locale))
    assert "prod" in shown(reply.blocks)
    assert "2026" in reply.text
    assert faults(reply.blocks) == []
