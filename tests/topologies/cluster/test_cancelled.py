"""Clients of a cluster never hand one caller another's answer."""

from __future__ import annotations

import asyncio
import random

from bot.store.connection import Redis, connect_state


async def test_a_cancelled_caller_leaves_no_answer_behind(redis: Redis, redis_url: str) -> None:
    """After a storm of commands cancelled while their answers were under way, every answer still belongs to its own
    question (CVE-2023-28858)."""
    for number in range(50):
        await redis.set(f"key:{number}", number, ex=60)
    client, chance = connect_state(redis_url), random.Random(7)

    async def read(number: int) -> bool:
        return await client.get(f"key:{number}") == str(number).encode()

    cancelled = 0
    for _ in range(20):
        tasks = [asyncio.create_task(read(number)) for number in range(50)]
        await asyncio.sleep(chance.random() * 0.004)
        for task in chance.sample(tasks, 25):
            task.cancel()
        outcomes = await asyncio.gather(*tasks, return_exceptions=True)
        cancelled += sum(isinstance(outcome, asyncio.CancelledError) for outcome in outcomes)
        assert all(outcome is True or isinstance(outcome, asyncio.CancelledError) for outcome in outcomes)
    assert cancelled > 20
    await client.aclose()
