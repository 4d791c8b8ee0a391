"""The Home tab and the first words of the app."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from bot.certificates import Certificate
from bot.language.policy import Schedule
from bot.messages import hello
from bot.messages.home import Figures, Inventory, render
from bot.messages.policy import Policy
from bot.messages.rows import Reader
from bot.messages.subscriptions import Subscription
from bot.playground.slack_blocks import view_faults

Make = Callable[..., Certificate]
Readers = Callable[..., Reader]
Shown = Callable[[Any], str]
LOCALES = ["en-US", "zh-CN"]


@pytest.mark.parametrize("locale", LOCALES)
def test_the_tab_shows_figures_ends_and_reminders(
    locale: str, certificate: Make, reader: Readers, shown: Shown, values: Any
) -> None:
    """Counts, the next ends with their details, my reminders with their times, and examples."""
    known = Inventory(Figures(1234, 1200, 30, 4, 9, 4), (certificate(),), "r1", reader().now)
    mine = Subscription("s1", "expiring soon", Policy(schedule=Schedule(), zone="UTC"), channel="C7")
    view = render(known, [mine], reader(locale), others=3).payload
    text = shown(view)
    assert "1,234" in text
    assert ("3 more reminders here were set by others" in text) == (locale == "en-US")
    assert ("English, dates in America/New_York" in text) == (locale == "en-US")
    assert "`api.shop.example`" in text
    assert "s1: expiring soon" in text
    assert "<#C7>" in text
    assert values(view)["subscription_manage"]
    assert "/certs" in text
    assert values(view)["result_details"] == "r1:GjTNRoK7"
    assert view_faults(view, "home") == []


@pytest.mark.parametrize("locale", LOCALES)
def test_the_tab_is_useful_before_set_up(locale: str, reader: Readers, shown: Shown) -> None:
    """Without an account it says what to do, and still helps."""
    view = render("No account yet. <!channel>", [], reader(locale)).payload
    assert "No account yet." in shown(view)
    assert "remind" in shown(view) or "提醒" in shown(view)
    assert view_faults(view, "home") == []


def test_the_largest_tab_fits(certificate: Make, reader: Readers) -> None:
    """Ten ends and a hundred reminders with the longest texts stay within a view."""
    monster = certificate(domain="<" * 900, alias="名" * 900, issuer="&" * 900)
    known = Inventory(Figures(), (monster,) * 10, "r1", reader().now, stale=True, complete=False)
    many = [Subscription("s1", "名" * 900, Policy(schedule=Schedule(), zone="UTC", all_clear=True))] * 100
    assert view_faults(render(known, many, reader()).payload, "home") == []


@pytest.mark.parametrize("locale", LOCALES)
def test_first_words_can_be_tried(locale: str, values: Any, faults: Any) -> None:
    """The hello to a channel is public, the one to the installer is not; both have an example to press."""
    for reply, public in ((hello.to_channel(locale), True), (hello.to_installer(locale), False)):
        assert reply.public is public
        assert values(reply.blocks)["ask"]
        assert faults(reply.blocks) == []
