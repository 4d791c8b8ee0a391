"""Questions that come while one is under way are asked together, as databases commit groups: alone nobody waits, and
under load a round trip to Redis, the dearest part of a small command, is shared."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

Q = TypeVar("Q")
A = TypeVar("A")

MOST = 64
"""Questions at once: one round trip must not grow with a flood."""


class Coalescing(Generic[Q, A]):
    """`send` asks several questions of one group and gives their answers in order; what it raises is raised to all of
    them. Groups do not wait for each other. Belongs to the event loop that it is first used in."""

    def __init__(self, send: Callable[[Sequence[Q]], Awaitable[Sequence[A]]], *, most: int = MOST) -> None:
        self._send = send
        self._most = most
        self._waiting: dict[str, list[tuple[Q, asyncio.Future[A]]]] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    async def ask(self, group: str, question: Q) -> A:
        """The answer; whoever gives up waiting does not take it from the others."""
        answer: asyncio.Future[A] = asyncio.get_running_loop().create_future()
        if group in self._waiting:
            self._waiting[group].append((question, answer))
        else:
            self._waiting[group] = [(question, answer)]
            task = asyncio.create_task(self._run(group))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        return await answer

    async def _run(self, group: str) -> None:
        while asked := self._waiting[group][: self._most]:
            del self._waiting[group][: self._most]
            await self._answer(asked)
        del self._waiting[group]

    async def _answer(self, asked: list[tuple[Q, asyncio.Future[A]]]) -> None:
        try:
            answers = await self._send([question for question, _ in asked])
        except Exception as fault:  # noqa: BLE001 - everybody who asked is told
            for _, waiting in asked:
                if not waiting.done():
                    waiting.set_exception(fault)
            return
        for (_, waiting), answer in zip(asked, answers, strict=True):
            if not waiting.done():
                waiting.set_result(answer)
