"""From the start of one of the bot's own processes to its end by a signal: its loop, its memory, its HTTP server."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import signal
import sys
from collections.abc import Awaitable, Callable, Iterator

import uvicorn
import uvloop

from bot import assembly, observability
from bot.language import dates
from bot.settings import Settings

GRACE_SECONDS = 20
"""What was acknowledged is finished after SIGTERM, for this long at most."""
WARM_AFTER_SECONDS = 1.0
"""Tables of other languages (a second's work in all) are loaded when a process has begun with its own work."""
Serve = Callable[[str], Awaitable[None]]
"""What a process does, with the address of its Redis."""


def run(settings: Settings, serve: Serve) -> None:
    """Run one of the bot's own processes on uvloop."""
    observability.configure(settings.log_level)
    with assembly.redis_url(settings) as url, asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        gc.set_threshold(20_000, 20, 20)  # 700, the default, is reached several times a command: a sixth of its time
        gc.freeze()  # modules never become garbage; walking them at each full collection holds the loop for 40 ms
        sys.setswitchinterval(0.001)  # the loop waits that long for a thread that searches; 5 ms, the default, add up
        runner.run(_awaited(serve(url)))


async def _awaited(serving: Awaitable[None]) -> None:
    warming = asyncio.create_task(_warm_languages())
    try:
        await serving
    finally:
        warming.cancel()
        await asyncio.gather(warming, return_exceptions=True)


async def _warm_languages() -> None:
    """Load what reads dates in other languages, one by one in a thread, so that nobody's first question waits for it
    and a process that ends does not either."""
    await asyncio.sleep(WARM_AFTER_SECONDS)
    for language in sorted(dates.LANGUAGES):
        await asyncio.to_thread(dates.warm_up, language)


class _Server(uvicorn.Server):
    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave signals to us: uvicorn 0.54 raises them again when it is done, before our own objects are closed."""
        yield


async def serve_http(app: object, port: int) -> None:
    """Serve until SIGTERM or SIGINT; the lifespan of `app` then finishes what was acknowledged."""
    config = uvicorn.Config(
        app,  # type: ignore[arg-type]
        host="0.0.0.0",  # noqa: S104 — a platform's router reaches the process from outside its container
        port=port,
        loop="none",
        http="httptools",
        ws="none",
        workers=1,  # else uvicorn reads WEB_CONCURRENCY
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
    server = _Server(config)
    with stopped_by_signals() as stop:
        serving = asyncio.create_task(server.serve())
        await first_of(stop.wait(), asyncio.shield(serving))
        server.should_exit = True
        await serving


@contextlib.contextmanager
def stopped_by_signals() -> Iterator[asyncio.Event]:
    """An event that SIGTERM and SIGINT set."""
    loop, stop = asyncio.get_running_loop(), asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    try:
        yield stop
    finally:
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.remove_signal_handler(number)


async def first_of(*waits: Awaitable[object]) -> None:
    """Wait for the first of these, and give up the others."""
    tasks = [asyncio.ensure_future(wait) for wait in waits]
    await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
