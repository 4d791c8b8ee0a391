"""A Starlette application on a loopback port, inside the running loop."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import socket as sockets
from collections.abc import AsyncIterator, Iterator

import uvicorn
from starlette.types import ASGIApp

HOST = "127.0.0.1"
GRACE_SECONDS = 1.0
TICK_SECONDS = 0.002


class _Server(uvicorn.Server):
    """Stops when it is told to: uvicorn 0.54 looks every 0.1 s whether it should, and hundreds of tests would wait."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self._told = asyncio.Event()

    def stop(self) -> None:
        """Take no more connections, finish what was asked, and leave."""
        self.should_exit = True
        self._told.set()

    async def main_loop(self) -> None:
        """Renew the Date header every second until told to stop."""
        while not await self.on_tick(0):
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._told.wait(), 1.0)

    async def shutdown(self, sockets: list[sockets.socket] | None = None) -> None:
        """Let requests under way finish for GRACE_SECONDS, then cancel them and end the lifespan."""
        for server in self.servers:
            server.close()
        state = self.server_state
        for connection in list(state.connections):
            connection.shutdown()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(GRACE_SECONDS):
                while state.connections or state.tasks:  # noqa: ASYNC110 — uvicorn's two sets tell nobody
                    await asyncio.sleep(TICK_SECONDS)
        for task in state.tasks:
            task.cancel()
        await self.lifespan.shutdown()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave signals to the playground: one Ctrl-C ends all its servers together, in order."""
        yield


def bind(port: int = 0) -> sockets.socket:
    """A listening loopback socket on `port`, or on a free one where that is taken."""
    for candidate in (port, 0):
        # asyncio turns Nagle's delay off (40 ms a request) only for sockets that say they are TCP
        listening = sockets.socket(sockets.AF_INET, sockets.SOCK_STREAM, sockets.IPPROTO_TCP)
        listening.setsockopt(sockets.SOL_SOCKET, sockets.SO_REUSEADDR, 1)
        try:
            listening.bind((HOST, candidate))
            listening.listen(2048)  # connections wait from now on, so nobody needs to wait for the server's start
        except OSError as fault:
            listening.close()
            if candidate == 0 or fault.errno not in {errno.EADDRINUSE, errno.EACCES}:
                raise
        else:
            return listening
    raise AssertionError("port 0 always binds or raises")


@contextlib.asynccontextmanager
async def served(app: ASGIApp, port: int = 0) -> AsyncIterator[str]:
    """Serve `app` while the context is open; yields its base URL, without a last slash."""
    listening = bind(port)
    server = _Server(uvicorn.Config(app, log_config=None, lifespan="on"))
    task = asyncio.create_task(server.serve(sockets=[listening]))
    try:
        yield f"http://{HOST}:{listening.getsockname()[1]}"
    finally:
        server.stop()
        await task
        listening.close()
