"""What is said about taking, snoozing, why and what would be: in both languages, within Slack's limits, harmless."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from bot.certificates import Certificate
from bot.language.policy import Quiet, Schedule
from bot.messages import attention, changes, explaining, forecast, marks, subscriptions
from bot.messages.changes import Happened
from bot.messages.digest import GROUPS, Circumstances, Group, Subscribed, digest
from bot.messages.marks import Mark
from bot.messages.mentions import channel, mention
from bot.messages.policy import Policy, how
from bot.messages.renewals import Renewed
from bot.messages.rows import Reader
from bot.messages.texts import TABLE
from bot.reminders.edits import Kind
from bot.reminders.explain import Fate
from bot.reminders.selection import Standing

Make = Callable[..., Certificate]
Readers = Callable[..., Reader]
Shown = Callable[[Any], str]
LOCALES = ["en-US", "zh-CN"]
FULL = Policy(
    schedule=Schedule(),
    zone="Asia/Shanghai",
    locale="zh-CN",
    quiet=Quiet("22:00", "07:00"),
    mention="S0OPS",
    all_clear=True,
    bands=(30, 7, 1),
)
HOSTILE = "<!channel> `x` <@U1> \u202e" + "&" * 300
both = pytest.mark.parametrize("locale", LOCALES)


@both
def test_partly_renewed_is_the_loudest_line(
    locale: str, certificate: Make, reader: Readers, shown: Shown, faults: Any
) -> None:
    """Under its row stands first, in bold, which names the new one lacks."""
    made = certificate()
    mark = Mark(taken_by="U1", renewed=Renewed("new1", made.expires, ("api.example", HOSTILE)))
    block = marks.marked_row(made, reader(locale), mark, digest="s1:2026-11-23", result_id="r1")
    lines = block["text"]["text"].splitlines()
    assert lines[2].startswith("*⚠️")
    assert "`api.example`" in lines[2]
    assert "<@U1>" in lines[3]
    assert faults([block]) == []


@both
def test_a_new_reminder_is_said_in_its_own_words(locale: str, shown: Shown, faults: Any) -> None:
    """Its days move, so that it is confirmed as it was typed; what that means today stands beside it."""
    kept = subscriptions.Subscription("s1", "within 30 days", FULL, "until 2026-12-23")
    added = subscriptions.added(kept, locale)
    assert "within 30 days" in added.text
    assert "2026-12-23" not in added.text
    assert "until 2026-12-23" in shown(added.blocks)
    assert faults(added.blocks) == []
    always = subscriptions.added(subscriptions.Subscription("s1", "expired", FULL, "expired"), locale)
    assert shown(always.blocks).count("expired") == 1


@both
def test_a_new_reminder_tells_how_it_can_speak(locale: str, shown: Shown) -> None:
    """In a channel the app has to be a member by then; in direct messages it is at home."""
    for channel_id, told in (("C0OPS", True), ("G0OPS", True), ("D0ALICE", False), ("U0ALICE", False)):
        added = subscriptions.added(subscriptions.Subscription("s1", "expired", FULL, channel=channel_id), locale)
        assert ("/invite" in shown(added.blocks)) is told, channel_id


@both
def test_what_is_renewed_is_a_line(locale: str, certificate: Make, reader: Readers, shown: Shown, faults: Any) -> None:
    """It counts no more and calls nobody; its button confirms, and takes that back. What is renewed only in part is the
    first of its group. A sample has no buttons."""
    made = [certificate(id=f"c{n}", domain=f"w{n}.shop.example") for n in range(4)]
    marks_ = {
        ("default", "c1"): Mark(renewed=Renewed("new1", made[0].expires)),
        ("default", "c2"): Mark(confirmed_by="U7"),
        ("default", "c3"): Mark(renewed=Renewed("new3", made[0].expires, ("api.example",))),
    }
    groups = [Group("days3", tuple(made))]
    reply = digest(groups, Subscribed("s1", "all", "r1", "2026-11-23", "U9"), reader(locale), Circumstances(), marks_)
    text = shown(reply.blocks)
    assert reply.text.startswith(("2 certificates need attention", "2 张证书需要处理"))
    assert text.index("w3.shop.example") < text.index("w0.shop.example") < text.index("w1.shop.example")
    assert "✅ `w1.shop.example`" in text
    assert "☑️ `w2.shop.example`" in text
    assert "confirm:s1:2026-11-23:c1" in str(reply.blocks)
    assert "wake:s1:2026-11-23:c2" in str(reply.blocks)
    assert faults(reply.blocks) == []
    only = digest(
        [Group("days3", (made[1],))], Subscribed("s1", "all", mention="U9"), reader(locale), Circumstances(), marks_
    )
    assert only.text.startswith(("1 certificate is renewed", "1 张证书已续期"))
    assert "<@U9>" not in str(only.blocks)
    assert "confirm:" not in str(only.blocks)


def test_the_menu_offers_what_can_be_done(certificate: Make, reader: Readers) -> None:
    """Nobody's can be taken and snoozed; a taken one given back, a sleeping one woken, a renewed one confirmed."""
    to = reader()

    def verbs(mark: Mark) -> list[str]:
        block = marks.marked_row(certificate(), to, mark, digest="s1:2026-11-23", result_id="r1")
        return [option["value"].partition(":")[0] for option in block["accessory"]["options"]]

    assert verbs(Mark()) == ["details", "take", "snooze"]
    asleep = Mark(taken_by="U1", until=to.now + timedelta(days=1), renewed=Renewed("n1", to.now, uploaded=True))
    assert verbs(asleep) == ["details", "give_back", "wake", "confirm"]
    assert verbs(Mark(until=to.now)) == ["details", "take", "snooze"]
    long = certificate(id="x" * 200)
    assert "accessory" not in marks.marked_row(long, to, Mark(), digest="s1:2026-11-23", result_id="r1")


@both
def test_the_largest_digest_is_taken(locale: str, certificate: Make, reader: Readers, faults: Any) -> None:
    """All groups full, every row taken, snoozed and covered, and many renewed: Slack still takes the message."""
    rows = {name: tuple(certificate(id=f"{name}{n}") for n in range(20)) for name in GROUPS}
    now = reader().now
    mark = Mark("U0ALICE001", "U0ALICE001", now + timedelta(days=1), renewed=Renewed("n1", now, uploaded=True))
    done = {(each.account, each.id): mark for group in rows.values() for each in group}
    done |= {(each.account, each.id): Mark(renewed=Renewed("n1", now)) for each in rows["later"][:9]}
    groups = [Group(name, each, 5000) for name, each in rows.items()]
    about = Circumstances(due=reader().now, may_repeat=True, complete=False, suppressed=12)
    reply = digest(groups, Subscribed("s1", HOSTILE, "r1", "2026-11-23", "S0OPS"), reader(locale), about, done)
    assert faults(reply.blocks) == []
    assert len(reply.blocks) <= 50
    assert str(reply.blocks).count("digest_row") >= len(GROUPS)


def test_only_ids_become_mentions() -> None:
    """A name that is no id of Slack's mentions nobody."""
    assert (mention("U0A"), mention("S0A"), channel("C1")) == ("<@U0A>", "<!subteam^S0A>", "<#C1>")
    assert "<!" not in mention("!channel>") + channel("!here")


@both
@pytest.mark.parametrize("kind", list(Kind))
def test_changes_are_told(kind: Kind, locale: str, reader: Readers, shown: Shown, faults: Any) -> None:
    """Each kind of change is a line; foreign words cannot mention anybody."""
    happened = Happened(kind.value, HOSTILE, "U1", reader().now, HOSTILE, (HOSTILE, "api.example"))
    reply = changes.told([happened], "Asia/Shanghai", locale)
    assert "<!channel>" not in shown(reply.blocks) + reply.text
    assert faults(reply.blocks) == []


def test_a_flood_of_changes_is_counted(reader: Readers, shown: Shown, faults: Any) -> None:
    """The newest twenty are told, the others counted."""
    reply = changes.told([Happened("taken", f"c{n}", "U1") for n in range(120)], "UTC", "en")
    assert "… and 100 more" in shown(reply.blocks)
    assert "`c119`" in shown(reply.blocks)
    assert faults(reply.blocks) == []


@both
def test_every_fate_and_standing_is_explained(
    locale: str, certificate: Make, reader: Readers, shown: Shown, faults: Any
) -> None:
    """All that `explain` can say has words, and each reminder a block."""
    now = reader().now
    points = tuple(explaining.Point(band, fate.value, now, "https://slack.com/archives/C1/p1") for band, fate in
                   zip((7, 1, 0, -1), Fate, strict=True))  # fmt: skip
    reasons = [
        explaining.Reason(f"s{n}", "C1", HOSTILE, standing.value, standing is Standing.COUNTED, silent, points, now)
        for n, (standing, silent) in enumerate(zip(Standing, ("", "paused", "is_archived", ""), strict=True))
    ]
    mark = Mark("U1", "U2", now, "U3")
    reply = explaining.explained(certificate(), reasons, mark, HOSTILE, 3, reader(locale))
    assert "<!channel>" not in shown(reply.blocks)
    assert all(f"s{n}" in shown(reply.blocks) for n in range(4))
    assert faults(reply.blocks) == []


@both
def test_what_would_be_said(locale: str, certificate: Make, reader: Readers, shown: Shown, faults: Any) -> None:
    """Simulation, preview and sample within Slack's limits, also when nothing would be said."""
    now, group = reader().now, Group("days3", tuple(certificate(id=f"c{n}") for n in range(30)))
    known = [forecast.Forecast("s1", HOSTILE, now, (group,)), forecast.Forecast("s2", "x", now)]
    known += [forecast.Forecast("s3", "x", now, why_not=each) for each in (forecast.NO_SLOT, forecast.SILENT)]
    replies = [
        forecast.simulated(now, known * 5, reader(locale), example="x"),
        forecast.simulated(now, [], reader(locale), example="remind expired"),
        forecast.previewed("s1", [group], now, reader(locale), sample=None),
        forecast.previewed("s1", [], None, reader(locale), sample=None),
        forecast.sampled("s1", None, locale),
    ]
    assert "(30)" in shown(replies[0].blocks) or "（30）" in shown(replies[0].blocks)
    for reply in replies:
        assert faults(reply.blocks) == []


@both
@pytest.mark.parametrize("verb", ["take", "give_back", "snooze", "too_late", "wake", "confirm"])
def test_what_was_done_is_said(
    verb: str, locale: str, certificate: Make, reader: Readers, shown: Shown, values: Any, faults: Any
) -> None:
    """With a button that undoes it, where there is something to undo."""
    made = certificate(domain=HOSTILE)
    reply = attention.done(verb, made, "s1:2026-11-23:c1", reader(locale), until=reader().now)
    assert ("attention_undo" in values(reply.blocks)) == (verb in {"take", "snooze", "confirm"})
    assert "<!channel>" not in reply.text
    assert faults(reply.blocks) == []


@both
def test_a_long_list_of_reminders_is_taken(locale: str, shown: Shown, faults: Any) -> None:
    """Each of fifteen has its buttons; paused and suspended ones say so; the rest are counted."""
    made = [
        subscriptions.Subscription(f"s{n}", HOSTILE, FULL, paused=n == 0, suspended="x" * (n == 1)) for n in range(20)
    ]
    reply = subscriptions.listed(made, locale, example="remind expired")
    assert shown(reply.blocks).count("⏸️") == 2
    assert faults(reply.blocks) == []


def test_back_and_forth_is_told_once(reader: Readers) -> None:
    """Of what people did to a certificate and took back, the last of each matter is a line, in its order."""
    kinds = [("taken", "a"), ("snoozed", "a"), ("given_back", "a"), ("taken", "b"), ("woken", "a"), ("taken", "a")]
    reply = changes.told([Happened(kind, title, "U1") for kind, title in kinds], "UTC", "en-US")
    assert reply.text.splitlines() == ["👤 <@U1> takes `b`.", "⏰ <@U1> woke `a`.", "👤 <@U1> takes `a`."]


def test_how_a_reminder_speaks_is_said_back() -> None:
    """Only what is not as usual is said, in the reader's language; a foreign word in place of an id mentions nobody."""
    english, chinese = how(FULL, "en-US"), how(FULL, "zh-CN")
    assert english == (
        "📣 mentions <!subteam^S0OPS> · 🔕 quiet 22:00–07:00 · 📆 30, 7, 1 days before the end · ✅ weekly all clear"
        " · 🗣️ speaks Chinese"
    )
    assert chinese == "📣 提及 <!subteam^S0OPS> · 🔕 免打扰 22:00–07:00 · 📆 到期前 30、7、1 天 · ✅ 每周报平安"
    assert how(Policy(schedule=Schedule(), zone="UTC", locale="en-US"), "en-US") == ""
    assert "<!" not in how(Policy(schedule=Schedule(), zone="UTC", mention="!channel"), "en-US")


def test_every_kind_of_change_has_its_words() -> None:
    """A change that reminders can report has a sentence, and no sentence is left over."""
    assert {f"change.{kind}" for kind in Kind} | {"change.more"} == {key for key in TABLE if key.startswith("change.")}
