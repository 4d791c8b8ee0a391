"""The Home tab, from the rooms below."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.answers.answers import Answers
from bot.answers.home import figures_of
from bot.errors import SourceUnavailable
from bot.language.parse import parse
from bot.messages import clicks
from bot.messages.home import Figures
from bot.playground.slack_blocks import view_faults
from bot.store.connection import Redis
from bot.workspaces.stored_accounts import Accounts

Shown = Callable[[Any], str]


async def test_the_tab_knows_the_inventory(
    answers: Answers, message: Any, asker: Any, shown: Shown, value_of: Any
) -> None:
    """The next ten ends are there and their details open; my reminders are there, another person's are not."""
    await answers.ask(message("remind this month"))
    await answers.ask(message("remind this month", user="U2"))
    view = (await answers.home(asker())).payload
    assert "`w04.shop.example`" in shown(view)
    assert "`w03.shop.example`" not in shown(view)
    assert shown(view).count("09:30") == 1
    result_id, certificate_id = clicks.split_value(value_of(view, "result_details"))
    assert "w04.shop.example" in shown((await answers.details(result_id, certificate_id, asker())).payload)
    assert view_faults(view, "home") == []


async def test_the_tab_says_what_i_am_responsible_for(
    with_rooms: Callable[..., Answers], message: Any, asker: Any, shown: Shown
) -> None:
    """What I took is there, soonest first; what somebody else took is not mine."""
    answers = with_rooms(parse=parse)
    for user, host in (("U1", "w20"), ("U1", "w15"), ("U2", "w16")):
        await answers.ask(message(f"take {host}.shop.example", user=user))
    text = shown((await answers.home(asker())).payload)
    mine = text[text.index("You are responsible for 2 certificates") :]
    assert mine.index("w15") < mine.index("w20")
    assert "w16" not in mine[: mine.index("w20") + 40]


async def test_the_tab_without_a_source(answers: Answers, source: Any, asker: Any, shown: Shown) -> None:
    """When Tencent Cloud does not answer, the tab says so and still helps."""
    source.fault = SourceUnavailable("timeout")
    view = (await answers.home(asker(locale="zh-CN"))).payload
    assert "响应超时" in shown(view)
    assert "未来30天内到期" in shown(view)


async def test_the_tab_without_an_account(
    with_rooms: Callable[..., Answers], redis: Redis, asker: Any, shown: Shown
) -> None:
    """Before set-up the tab says what to set."""
    view = (await with_rooms(accounts=Accounts(redis, (), None)).home(asker())).payload
    assert "TENCENTCLOUD_SECRET_ID" in shown(view)
    assert view_faults(view, "home") == []


def test_figures_count_what_they_say(source: Any, clock: Any) -> None:
    """Expired ones are those past their end; days count from now for valid ones only."""
    assert figures_of(source.certificates, clock()) == Figures(
        total=25, valid=22, expired=3, week=7, month=22, waiting=0
    )
