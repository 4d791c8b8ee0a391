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


class _Server(uvicorn.Server):
    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave signals to the playground: one Ctrl-C ends all its servers together, in order."""
        yield


def bind(port: int = 0) -> sockets.socket:
    """A listening loopback socket on `port`, or on a free one where that is taken."""
    for candidate in (port, 0):
        listening = sockets.socket(sockets.AF_INET, sockets.SOCK_STREAM)
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
    server = _Server(uvicorn.Config(app, log_config=None, lifespan="on", timeout_graceful_shutdown=1))
    task = asyncio.create_task(server.serve(sockets=[listening]))
    try:
        yield f"http://{HOST}:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        await task
        listening.close()
