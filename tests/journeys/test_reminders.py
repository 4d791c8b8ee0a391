"""A reminder by texts, buttons and its form, by two people in two languages, through the real processes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.journeys.conftest import ALICE, LI_LEI, Playground

Words = Callable[[Any], str]
ROOM = "C0SPEAKS01"


def test_two_people_share_a_reminder(playground: Playground, words: Words) -> None:
    """An @name that is typed is a person; the other one changes the reminder in Chinese, undoes that, and takes the
    mention out by the form; nobody can have everybody called."""
    playground.post("channels", id=ROOM, name="speaks")
    said = "/certs remind *.pay.example expiring within 60 days at 9:00 mention @lilei quiet 22:00-07:00 with all clear"
    added = playground.type(said, user=ALICE, channel=ROOM, until="Reminder s")["message"]
    assert f"📣 mentions <@{LI_LEI}> · 🔕 quiet 22:00–07:00 · ✅ weekly all clear" in words(added)
    reminder = words(added).split("Reminder ")[1].split(" ")[0]
    everybody = playground.type("/certs remind expired mention @channel", user=ALICE, channel=ROOM, until="⚠️")
    assert "does not call everybody" in words(everybody["message"])

    changed = playground.type(
        f"/certs 修改 {reminder} 每周一 10:00 无免打扰", user=LI_LEI, channel=ROOM, until="已修改"
    )
    assert "每周一 10:00 提醒" in words(changed["message"])
    undone = playground.click(changed["message"], user=LI_LEI, action_id="subscription_restore", until="已还原")
    assert "免打扰 22:00–07:00" in words(undone["message"])

    form = playground.click(undone["message"], user=LI_LEI, action_id="subscription_edit", until="编辑提醒")["view"]
    assert "*.pay.example expiring within 60 days" in str(form)
    wrong = playground.post("submit", user=LI_LEI, view_id=form["id"], values={"zone": "Atlantis"})
    assert "zone" in str(wrong["ack"])
    values = {"mention": [], "zone": "shanghai", "bands": "30、7"}
    saved = playground.post("submit", user=LI_LEI, view_id=form["id"], values=values, wait=20, until="已修改")
    assert "📆 到期前 30、7 天" in words(saved["message"])
    assert "提及" not in words(saved["message"])

    gone = playground.type(f"/certs forget {reminder}", user=ALICE, channel=ROOM, until="is removed")["message"]
    playground.click(gone, user=ALICE, action_id="subscription_restore", until="is as it was")
    listed = playground.type("/certs reminders", user=ALICE, channel=ROOM, until="1 reminder in this channel")[
        "message"
    ]
    assert "every day at 09:00 (Asia/Shanghai)" in words(listed)
