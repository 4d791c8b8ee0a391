"""A slash command is acknowledged, asked once, and answered for one person's eyes."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.errors import RateLimited
from bot.playground.slack_store import ALICE, LI_LEI, OPS, RANDOM


async def test_a_command_is_answered_privately(slack: Any, answers: Any) -> None:
    """The text reaches the answers with who, where, language, zone and instant; only the asker sees the answer."""
    typed = await slack.type(ALICE, OPS, "/certs expiring in 30 days")
    assert typed["ack"] == {"status": 200, "ms": typed["ack"]["ms"], "body": "", "error": None}
    assert typed["message"]["ephemeral_for"] == ALICE
    (asked,) = answers.asked
    asker = asked.asker
    assert (asked.text, asker.user, asker.channel) == ("expiring in 30 days", ALICE, OPS)
    assert (asker.workspace, asker.locale, asker.zone) == ("T0PLAY0001", "en-US", "America/New_York")
    assert abs(asked.sent_at - datetime.now(UTC)) < timedelta(seconds=10)


async def test_each_person_is_answered_in_their_own_way(slack: Any, answers: Any) -> None:
    """Another person's language and zone are their own, and they see nothing of the first one's answer."""
    await slack.type(ALICE, OPS, "/certs help")
    await slack.type(LI_LEI, OPS, "/certs 帮助")
    assert [(asked.asker.locale, asked.asker.zone) for asked in answers.asked] == [
        ("en-US", "America/New_York"),
        ("zh-CN", "Asia/Shanghai"),
    ]
    seen = (await slack.see("messages", user=LI_LEI))["messages"]
    assert [message["text"] for message in seen] == ["answer to 帮助"]


async def test_any_name_of_the_command_works(slack: Any, answers: Any) -> None:
    """A workspace whose manifest calls it otherwise is answered all the same."""
    await slack.control("settings", command="/zhengshu")
    await slack.type(ALICE, OPS, "/zhengshu help")
    assert answers.asked[0].text == "help"


async def test_a_channel_without_the_app_is_answered_too(slack: Any) -> None:
    """The response_url reaches people where the app was never invited."""
    assert (await slack.type(ALICE, RANDOM, "/certs all"))["message"]["text"] == "answer to all"


async def test_noise_of_any_length_is_only_a_text(slack: Any, answers: Any) -> None:
    """3 000 characters of noise are handed on as they are; judging them is the answers' business."""
    noise = "%&<>` 证书\u202e" * 270
    await slack.type(ALICE, OPS, f"/certs {noise}")
    assert answers.asked[0].text == noise


async def test_guests_and_strangers_are_refused(slack: Any, answers: Any) -> None:
    """A guest of the workspace and a member of another one read one sentence and learn nothing."""
    await slack.control("people", id="U0GUEST001", name="guest", guest=True)
    await slack.control("people", id="U0STRANGE1", name="stranger", stranger=True)
    for user in ("U0GUEST001", "U0STRANGE1"):
        assert not (await slack.type(user, OPS, "/certs all", until="Ask an admin"))["timed_out"]
    assert answers.asked == []


async def test_a_known_error_becomes_a_sentence(slack: Any, answers: Any) -> None:
    """What goes wrong behind is told to the person with the seconds to wait and an id."""
    answers.fault = RateLimited("user", 12)
    told = await slack.type(ALICE, OPS, "/certs all", until="12")
    assert not told["timed_out"]
    assert "Request " in str(told["message"]["blocks"])


async def test_a_bug_becomes_a_sentence_and_the_process_stays(slack: Any, answers: Any) -> None:
    """An unexpected fault says sorry with an id; the next command is answered."""
    answers.fault = ZeroDivisionError("a-detail-for-the-log")
    told = await slack.type(ALICE, OPS, "/certs all", until="our side")
    assert not told["timed_out"]
    assert "a-detail-for-the-log" not in str(told["message"])
    answers.fault = None
    assert not (await slack.type(ALICE, OPS, "/certs all"))["timed_out"]


async def test_a_token_that_slack_refuses_is_one_sentence(slack: Any, answers: Any) -> None:
    """Where the app is not (any more) installed, a command is acknowledged with a sentence in its own language."""
    await slack.control("workspace", act="revoke")
    for text, said in (("all", "not installed in this workspace"), ("所有证书", "目前没有安装 Certminder")):
        typed = await slack.control("type", user=ALICE, channel=OPS, text=f"/certs {text}")
        assert (typed["ack"]["status"], typed["ack"]["error"]) == (200, None)
        assert said in json.loads(typed["ack"]["body"])["text"]
    assert answers.asked == []


async def test_a_silent_slack_is_one_sentence(slack: Any, answers: Any) -> None:
    """When the Web API fails before the token is known, the command's own acknowledgement says so."""
    await slack.control("faults", kind="http_500", method="auth.test")
    typed = await slack.control("type", user=ALICE, channel=OPS, text="/certs all")
    assert typed["ack"]["status"] == 200
    assert "try again" in typed["ack"]["body"]
    assert not (await slack.type(ALICE, OPS, "/certs all"))["timed_out"]
