"""Both shortcuts from the click to the answer, through the real web process."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.journeys.conftest import ALICE, LI_LEI, OPS, WAIT, Playground

Words = Callable[[Any], str]


def test_searching_with_the_form(playground: Playground, words: Words) -> None:
    """The form says what could be typed; what it finds is what that text finds."""
    wish: dict[str, Any] = {"user": LI_LEI, "wait": WAIT}
    view = playground.post("shortcut", **wish, callback_id="search_certificates", channel=OPS)["view"]
    where = {**wish, "view_id": view["id"]}
    playground.post("click", **where, action_id="search_status", choose="ISSUED", until="/certs 有效")
    values = {"search_names": "*.shop.example"}
    drawn = playground.post("click", **where, action_id="search_sort", choose="domain", values=values, until="按域名")
    assert "`/certs 有效，域名 *.shop.example，按域名`" in words(drawn["view"])
    found = playground.post("submit", **where, until="理解为")["message"]
    assert (found["channel"], found["ephemeral_for"]) == (OPS, LI_LEI)
    typed = playground.type("/certs 有效，域名 *.shop.example，按域名", user=LI_LEI)["message"]
    assert words(typed["blocks"][:3]) == words(found["blocks"][:3])
    assert playground.get("views", user=LI_LEI)["stack"] == []


def test_certificates_named_in_a_message(playground: Playground, words: Words) -> None:
    """Each host name of a message has its line, above the list of what is usable for them."""
    room = playground.post("channels", id="C0NAMED001", name="named")["id"]
    said = "请看 api.shop.example 和 <https://x.nowhere.example/status|这个>"
    playground.post("type", user=LI_LEI, channel=room, text=said)
    ts = playground.get("messages", user=ALICE, channel=room)["messages"][0]["ts"]
    wish = {"user": ALICE, "callback_id": "find_certificates", "channel": room, "message_ts": ts, "wait": WAIT}
    lines = words(playground.post("shortcut", **wish, until="host names")["message"]).splitlines()
    assert lines[0] == "2 host names in this message · 1 without a certificate"
    assert lines[1].split(" · ")[0].endswith("api.shop.example")
    assert "x.nowhere.example · no certificate" in lines[2]
    assert any(line.startswith("Understood: `for api.shop.example or x.nowhere.example") for line in lines)
