"""The sample inventory, dirty rows included, as messages: what everybody sees first in the playground."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from bot.certificates import Certificate, Page
from bot.messages import details, rows
from bot.messages.results import Understood, render, shared
from bot.messages.rows import Reader
from bot.playground.samples import inventory
from bot.playground.slack_blocks import view_faults
from bot.sources.rows import Row
from bot.sources.rows import certificate as certificate_of

Pages = Callable[..., Page]
Readers = Callable[..., Reader]
Shown = Callable[[Any], str]
LOCALES = ["en-US", "zh-CN"]


@pytest.fixture
def samples(now: Any) -> list[Certificate]:
    """The sample inventory as the source reads it."""
    return [certificate_of(msgspec.convert(row, Row), "default") for row in inventory(now)]


@pytest.mark.parametrize("locale", LOCALES)
def test_every_page_is_taken(
    locale: str, samples: list[Certificate], page: Pages, reader: Readers, faults: Any, shown: Shown
) -> None:
    """Each page of the samples, private and shared, as sections and as a table, is within Slack's limits, and none of
    it mentions or links."""
    for start in range(0, len(samples), 10):
        part = page(*samples[start : start + 10], total=len(samples), number=start // 10 + 1)
        for reply in (render(part, Understood(), reader(locale)), shared(part, Understood(), reader(locale), "U1")):
            assert faults(reply.blocks) == []
            assert faults(reply.rich) == []
            assert "<!channel>" not in shown([block for block in reply.blocks if "accessory" in block])
            assert "<!" not in reply.text


@pytest.mark.parametrize("locale", LOCALES)
def test_every_certificate_opens(locale: str, samples: list[Certificate], reader: Readers) -> None:
    """The details of each sample are a view that Slack takes."""
    for sample in samples:
        assert view_faults(details.modal(sample, reader(locale)).payload, "modal") == []


def test_samples_as_rows(samples: list[Certificate], reader: Readers) -> None:
    """Rows of the samples, word for word: a nameless one, one without dates, a look-alike, a mention, one that ended
    unnoticed."""
    by_alias = {sample.alias or sample.domain or "nothing": sample for sample in samples}
    written = {name: rows.row(sample, reader("zh-CN"))["text"]["text"] for name, sample in by_alias.items()}
    nothing = next(sample for sample in samples if not sample.domain)
    assert written["nothing"].startswith(f"❔ *状态未知* · `{nothing.id}`")
    assert "没有到期时间" in written["null-dates.example"]
    lookalike = next(text for text in written.values() if "xn--" in text)
    assert "混用字母表" in lookalike
    mention = next(text for name, text in written.items() if "channel" in name)
    assert "`&lt;!channel&gt;" in mention
    assert written["Ended, still listed as issued"].startswith("🔴 *已过期*")
