"""The playground's clock is moved to Monday and back, and the bot's own processes go with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.journeys.conftest import LI_LEI, OPS, Outcome, Playground, started

Words = Callable[[Any], str]
SHANGHAI = ZoneInfo("Asia/Shanghai")
RANDOM = "C0RANDOM01"


@pytest.fixture
def playground() -> Iterator[Playground]:
    """One of its own: no other journey wants to find itself in another week."""
    process, played = started()
    yield played
    played.close()
    process.terminate()
    assert process.wait(30) == 0


def digests(playground: Playground, since: int, until: str = "", wait: float = 0) -> list[Outcome]:
    """What came to #ops for everybody after number `since`."""
    seen = playground.post("wait", user=LI_LEI, since=since, until=until, wait=wait, **{"in": OPS})
    return [each for each in seen["messages"] if each["ephemeral_for"] is None]


def test_next_monday_and_back(playground: Playground, words: Words) -> None:
    """A jump to `下周一 9点` sends a Monday's reminder once, and in time; questions are read on that Monday; a jump
    back, the way to now and the same Monday again send nothing twice."""
    today = datetime.now(SHANGHAI)
    monday = (today + timedelta(days=7 - today.weekday())).date()
    playground.type("/certs 提醒 14天内到期 每周一 9:00", user=LI_LEI, until="每周一")
    would = playground.post("clock", text="下周一 9点", user=LI_LEI, look=True)
    assert datetime.fromtimestamp(would["to"], SHANGHAI).isoformat() == f"{monday}T09:00:00+08:00"

    since = playground.get("state")["seq"]
    playground.post("clock", text="下周一 9点", user=LI_LEI)
    came = digests(playground, since, "需要处理", wait=20)
    assert len(came) == 1
    assert "晚了" not in words(came[0])
    asked = playground.type("/certs 今天到期", user=LI_LEI, channel=RANDOM, until="理解为")["message"]
    assert f"理解为：`{monday}到期` · `Asia/Shanghai`" in words(asked)

    since = playground.get("state")["seq"]
    playground.post("clock", to=would["to"] - 3600)
    playground.post("clock", back=True)
    asked = playground.type("/certs 今天到期", user=LI_LEI, channel=RANDOM, until="理解为")["message"]
    assert f"理解为：`{today.date()}到期`" in words(asked)
    playground.post("clock", to=would["to"])
    playground.type("/certs 提醒 *.shop.example 14天内到期 每周一 9:01", user=LI_LEI)
    playground.post("clock", to=would["to"] + 60)
    came = digests(playground, since, "需要处理", wait=20)
    assert len(came) == 1
    assert "*.shop.example" in words(came[0])
