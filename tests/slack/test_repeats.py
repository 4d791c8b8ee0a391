"""The same delivery twice, however it comes, has one effect."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from redis.asyncio import BlockingConnectionPool
from redis.asyncio import Redis as Single

from bot.playground.slack_store import ALICE, OPS
from bot.slack.repeats import Repeats, delivery_id
from bot.store import keys
from bot.store.connection import Redis, connect_cache


async def test_a_replayed_command_has_one_effect(slack: Any, answers: Any, wait_until: Any) -> None:
    """The same bytes again, and the same command signed anew, are acknowledged and change nothing."""
    await slack.type(ALICE, OPS, "/certs all")
    for resigned in (False, True):
        again = await slack.control("replay", resigned=resigned)
        assert (again["ack"]["status"], again["ack"]["body"]) == (200, "")
    await wait_until(lambda: len(slack.app.tasks) == 0)
    assert len(answers.asked) == 1
    assert len((await slack.see("messages", user=ALICE))["messages"]) == 1


async def test_a_retried_event_has_one_effect(slack: Any, answers: Any, wait_until: Any) -> None:
    """An event that Slack sends again, as after a lost acknowledgement, is answered once."""
    await slack.type(ALICE, OPS, "@certminder all")
    await slack.control("replay", resigned=True)
    await wait_until(lambda: len(slack.app.tasks) == 0)
    assert len(answers.asked) == 1


async def test_a_replayed_click_has_one_effect(slack: Any, answers: Any, wait_until: Any) -> None:
    """A share that is sent twice is shared once."""
    typed = await slack.type(ALICE, OPS, "/certs all")
    await slack.click(ALICE, typed["message"], "result_share", until="shared by")
    await slack.control("replay")
    await wait_until(lambda: len(slack.app.tasks) == 0)
    assert answers.calls == [("share", "abcdefghijkl", 1)]


async def test_two_commands_with_the_same_words_are_two(slack: Any, answers: Any) -> None:
    """Asking again is no repetition."""
    await slack.type(ALICE, OPS, "/certs all")
    await slack.type(ALICE, OPS, "/certs all")
    assert len(answers.asked) == 2


def test_a_delivery_is_named_by_slacks_own_id() -> None:
    """An event by its event_id, anything pressed or typed by its trigger_id, what has neither by its content."""
    assert delivery_id({"event_id": "Ev1", "trigger_id": "1.2"}) == "event_id.Ev1"
    assert delivery_id({"trigger_id": "1.2.a", "token": "x"}) == "trigger_id.1.2.a"
    assert delivery_id({"a": 1, "b": 2}) == delivery_id({"b": 2, "a": 1}) != delivery_id({"a": 2})


async def test_ids_of_two_workspaces_do_not_meet(redis: Redis) -> None:
    """The same id from another workspace is another delivery, and it is forgotten after ten minutes."""
    repeats, body = Repeats(redis), {"event_id": "Ev1"}
    came = [await repeats.arrival(workspace, "U1", body) for workspace in ("T1", "T2", "T1")]
    assert [arrival.first for arrival in came] == [True, True, False]
    assert 590 < await redis.ttl(keys.delivery("T1", "event_id.Ev1")) <= 600


async def test_without_redis_every_delivery_is_a_first_one() -> None:
    """A Redis that is gone costs the memory of deliveries, not the answers."""
    gone = connect_cache("redis://127.0.0.1:9/0")
    assert await Repeats(gone).arrival("T1", "U1", {"event_id": "Ev1"}) == (True, None)
    await gone.aclose()


async def test_a_burst_is_no_missing_redis(redis_url: str, caplog: pytest.LogCaptureFixture) -> None:
    """A thousand deliveries at once, each twice, are a thousand first ones: none waits for a connection so long that it
    passes for unknown."""
    pool = BlockingConnectionPool.from_url(redis_url, max_connections=32, timeout=0.01)
    impatient = Single.from_pool(pool)
    repeats, bodies = Repeats(impatient), [{"event_id": f"Ev{number}"} for number in range(1000)]
    came = await asyncio.gather(*(repeats.arrival("T1", "U1", body) for body in bodies * 2))
    assert (sum(arrival.first for arrival in came), caplog.text) == (1000, "")
    await impatient.aclose()


async def test_a_delivery_brings_what_is_kept_of_its_sender(redis: Redis) -> None:
    """In the same round trip; another type of key is nothing, and costs no delivery."""
    repeats = Repeats(redis)
    assert await repeats.arrival("T1", "U1", {"event_id": "Ev1"}) == (True, None)
    await redis.set(keys.person("T1", "U1"), b"kept", ex=60)
    assert await repeats.arrival("T1", "U1", {"event_id": "Ev2"}) == (True, b"kept")
    assert await repeats.arrival("T1", "U2", {"event_id": "Ev3"}) == (True, None)
    await redis.delete(keys.person("T1", "U1"))
    await redis.lpush(keys.person("T1", "U1"), b"junk")
    await redis.expire(keys.person("T1", "U1"), 60)
    assert await repeats.arrival("T1", "U1", {"event_id": "Ev4"}) == (True, None)


async def test_deliveries_at_once_are_asked_about_together(redis: Redis) -> None:
    """Each hears of its own, also the same one twice; another workspace's do not wait for them."""
    repeats, calls = Repeats(redis), list[int]()
    take = repeats._take

    async def counted(names: list[str], words: list[Any]) -> Any:
        calls.append(len(names) // 2)
        return await take(names, words)

    repeats._take = counted  # type: ignore[assignment]
    await redis.set(keys.person("T1", "U7"), b"kept", ex=60)
    asked = [repeats.arrival("T1", f"U{number}", {"event_id": f"Ev{number % 20}"}) for number in range(21)]
    found = await asyncio.gather(*asked, repeats.arrival("T2", "U7", {"event_id": "Ev0"}))
    assert [one.first for one in found] == [True] * 20 + [False, True]
    assert [one.person for one in found] == [b"kept" if number == 7 else None for number in range(22)]
    assert sorted(calls) == [1, 21]


async def test_a_lost_answer_of_redis_loses_no_delivery(redis: Redis) -> None:
    """The client sends the same call again; it is not taken for another delivery."""
    repeats = Repeats(redis)
    asked: list[Any] = []
    take = repeats._take

    async def twice(*call: Any) -> Any:
        asked.append(await take(*call))
        return await take(*call)

    repeats._take = twice  # type: ignore[assignment]
    assert (await repeats.arrival("T1", "U1", {"event_id": "Ev1"})).first
    assert not (await repeats.arrival("T1", "U1", {"event_id": "Ev1"})).first
    assert [first for ((first, _),) in asked] == [1, 0]
