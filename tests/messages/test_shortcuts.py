"""The search form and the host names of a message are blocks that Slack takes, whatever they hold."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from bot.messages import named_hosts, search_form
from bot.messages.named_hosts import Usable
from bot.messages.reply import Reply
from bot.playground.slack_blocks import view_faults

HOSTILE = "`<!channel>` *x* \u202e" * 40


@pytest.mark.parametrize("locale", ["en-US", "zh-CN"])
def test_slack_takes_the_form(locale: str, shown: Callable[[Any], str]) -> None:
    """With a command, with a hostile one, and with a fault."""
    for text, faults in (("expired", {}), (HOSTILE, {}), ("", {search_form.LAST: HOSTILE})):
        form = search_form.search_form(text, faults, locale)
        assert view_faults(form.payload, "modal") == []
        assert "<!channel>" not in shown([block for block in form.payload["blocks"] if "mrkdwn" in str(block)])


def test_every_change_is_told_and_the_place_is_asked_for() -> None:
    """Inputs dispatch their changes; the place is the conversation that the person looks at, with a response_url."""
    blocks = {block.get("block_id", ""): block for block in search_form.search_form("x", {}, "en-US").payload["blocks"]}
    inputs = [name for name, block in blocks.items() if block["type"] == "input"]
    assert [name for name in inputs if blocks[name].get("dispatch_action")] == [
        search_form.NAMES, search_form.FIRST, search_form.LAST,
    ]  # fmt: skip
    where = blocks[search_form.WHERE]["element"]
    assert where["response_url_enabled"]
    assert where["default_to_current_conversation"]
    menus = [blocks[name]["accessory"] for name in blocks if "accessory" in blocks[name]]
    assert [menu["initial_option"]["value"] for menu in menus] == ["expires", "any", "any", "any"]
    assert all(name.startswith(search_form.FIELDS) for name in blocks if name)


@pytest.mark.parametrize("locale", ["en-US", "zh-CN"])
def test_hostile_names_stay_names(locale: str, reader: Any, certificate: Any, shown: Any, faults: Any) -> None:
    """A host name is plain text, with its other form beside it where it is international."""
    hosts = [Usable("xn--80ak6aa92e.example", 1, certificate()), Usable("*.shop.example", 0), Usable(HOSTILE, 12)]
    reply = named_hosts.render(hosts, Reply("", ({"type": "divider"},)), reader(locale), left=1)
    assert faults(reply.blocks) == []
    assert "xn--80ak6aa92e.example (аррӏе.example" in shown(reply.blocks)
    assert "<!channel>" not in reply.text
