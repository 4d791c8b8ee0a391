"""Payloads become plain facts, and junk becomes nothing worse than an empty one."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack import payloads
from bot.slack.payloads import Origin, language_of, without_mention
from bot.workspaces.roles import Role

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.dictionaries(
        st.sampled_from(["id", "value", "user", "channel", "team_id", "event", "message", "selected_option"]),
        inner,
        max_size=3,
    ),
    max_leaves=8,
)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("<@U0BOT> expiring soon", "expiring soon"),
        ("<@U0BOT|certminder>   help", "help"),
        ("what ends soon, <@U0BOT>?", "what ends soon,  ?"),
        ("<@U0BOT>", ""),
        ("<@U0OTHER> and <@U0BOT> all", "<@U0OTHER> and   all"),
        ("下个月到期 &lt;a&gt; <http://api.example.com|api.example.com>",) * 2,
    ],
)
def test_only_the_bots_own_mention_is_taken_off(text: str, left: str) -> None:
    """Everything else of Slack's decoration stays for language.normalise."""
    assert without_mention(text, "U0BOT") == left


def test_an_unknown_bot_takes_off_the_first_mention() -> None:
    """Before the app knows its own id, the mention that woke it is the leading one."""
    assert without_mention(" <@U0ANY> help", "") == "help"


def test_a_click_names_the_message_it_was_on() -> None:
    """An ephemeral message, and one between two, may be replaced; a public one may not."""
    base = {"user": {"id": "U1", "team_id": "T1"}, "actions": [{"action_id": "a", "value": "v"}], "response_url": "r"}
    ephemeral = {**base, "channel": {"id": "C1"}, "container": {"is_ephemeral": True, "thread_ts": "1.1"}}
    public = {**base, "channel": {"id": "C1"}, "container": {"is_ephemeral": False}, "message": {"ts": "1.2"}}
    direct = {**public, "channel": {"id": "D1"}}
    origins = [payloads.click(body, "T1").origin for body in (ephemeral, public, direct)]
    assert [(each.own_message, each.direct, each.thread_ts) for each in origins] == [
        (True, False, "1.1"),
        (False, False, ""),
        (True, True, ""),
    ]


def test_a_select_gives_the_chosen_value() -> None:
    """The option's value is the click's."""
    action = {"action_id": "result_sort", "selected_option": {"value": "r:-begins"}}
    assert payloads.click({"actions": [action]}, "T1").value == "r:-begins"


def test_a_place_without_a_channel_is_the_persons_own() -> None:
    """On the Home tab a reminder or an answer belongs to the person."""
    assert payloads.asker(Origin(workspace="T1", user="U1"), "en-US", "UTC", Role.MEMBER).channel == "U1"


@pytest.mark.parametrize("ts", ["", "x", "1e999", "nan"])
def test_a_message_without_a_readable_time_was_sent_now(ts: str) -> None:
    """Junk in ts costs nothing but the exactness of "tomorrow"."""
    typed = payloads.message({"event": {"user": "U1", "text": "all", "ts": ts}}, "T1", "U0BOT", NOW)
    assert typed is not None
    assert typed.sent_at == NOW


def test_the_language_of_a_text_is_seen() -> None:
    """Han characters mean Chinese."""
    assert [language_of(text) for text in ("下周", "next week 周", "nächste")] == ["zh-CN", "zh-CN", "en-US"]


@given(JSON, JSON, JSON)
def test_payloads_of_any_shape_are_read(one: object, two: object, three: object) -> None:
    """Whatever lies where an object should be, reading it never raises."""
    body = {"user": one, "channel": two, "container": three, "actions": one, "event": two, "message": three}
    payloads.click(body, "T1")
    payloads.message(body, "T1", "U0BOT", NOW)
    payloads.command({"text": one, "channel_id": two, "user_id": three}, "T1", NOW)
