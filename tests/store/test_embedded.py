"""The Redis of our own: ready at once, shared, private, and nothing lost."""

from __future__ import annotations

import fcntl
import os
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis

from bot.errors import InvalidSettings, StoreUnavailable
from bot.store.embedded import EmbeddedRedis, find_binary, socket_path
from tests.conftest import WaitUntil

OWNER = """
import sys
from pathlib import Path
from bot.store.embedded import EmbeddedRedis
embedded = EmbeddedRedis(Path(sys.argv[1]))
print(embedded.start(), embedded.pid, flush=True)
sys.stdin.read()
"""


@pytest.fixture
def embedded(tmp_path: Path) -> Iterator[EmbeddedRedis]:
    """A server of this test's own folder."""
    server = EmbeddedRedis(tmp_path)
    yield server
    server.stop()


def another_process(folder: Path) -> tuple[subprocess.Popen[str], str, str]:
    """Another process that uses the folder: itself, its URL and its server's pid (or None)."""
    process = subprocess.Popen(
        [sys.executable, "-c", OWNER, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    url, pid = process.stdout.readline().split()
    return process, url, pid


def end(process: subprocess.Popen[str]) -> None:
    """Kill −9 and collect."""
    process.kill()
    process.communicate()


def nobody_serves(folder: Path) -> bool:
    """Whether the folder's lock is free: neither a process that supervises nor a server is left."""
    with (folder / "lock").open("wb") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def test_it_starts_private_and_safe(embedded: EmbeddedRedis, tmp_path: Path) -> None:
    """A started server answers on a socket of this user alone, keeps an append-only file and never evicts."""
    url = embedded.start()
    with redis.Redis.from_url(url) as client:
        options = client.config_get("*")
    wanted = {"appendonly": "yes", "appendfsync": "everysec", "maxmemory-policy": "noeviction", "port": "0"}
    assert {name: options[name] for name in wanted} == wanted
    assert stat.S_IMODE((tmp_path / "redis.sock").stat().st_mode) == 0o700


def test_a_second_process_joins(embedded: EmbeddedRedis, tmp_path: Path) -> None:
    """Another process on the same folder gets the same server instead of a second one on the same file."""
    url = embedded.start()
    process, other_url, other_pid = another_process(tmp_path)
    end(process)
    assert (other_url, other_pid) == (url, "None")
    with redis.Redis.from_url(url) as client:
        assert client.info("server")["process_id"] == embedded.pid


async def test_it_takes_over(embedded: EmbeddedRedis, tmp_path: Path, wait_until: WaitUntil) -> None:
    """When the process that runs the server is killed, one that joined runs it on, with everything answered."""
    process, url, pid = another_process(tmp_path)
    embedded.start()
    with redis.Redis.from_url(url) as client:
        client.set("kept", "yes", ex=60)
    end(process)
    await wait_until(lambda: embedded.pid is not None)
    with redis.Redis.from_url(EmbeddedRedis(tmp_path).start()) as client:
        assert client.get("kept") == b"yes"
        assert client.info("server")["process_id"] == embedded.pid != int(pid)


async def test_kill_nine_loses_nothing(tmp_path: Path, wait_until: WaitUntil) -> None:
    """After kill −9 of the bot the server is gone too, and a new start finds each write that was answered."""
    process, url, _ = another_process(tmp_path)
    with redis.Redis.from_url(url) as client:
        for number in range(200):
            client.set(f"key:{number}", number)
    end(process)
    await wait_until(lambda: nobody_serves(tmp_path))
    again = EmbeddedRedis(tmp_path)
    with redis.Redis.from_url(again.start()) as client:
        assert client.dbsize() == 200
    again.stop()


async def test_a_crashed_server_comes_back(embedded: EmbeddedRedis, wait_until: WaitUntil) -> None:
    """A server that is killed under us is started again with what it had."""
    url = embedded.start()
    first = embedded.pid
    assert first is not None
    with redis.Redis.from_url(url) as client:
        client.set("kept", "yes", ex=60)
    os.kill(first, signal.SIGKILL)
    await wait_until(lambda: embedded.pid != first)
    with redis.Redis.from_url(EmbeddedRedis(Path(url.removeprefix("unix://")).parent).start()) as client:
        assert client.get("kept") == b"yes"


def test_a_long_folder(tmp_path: Path) -> None:
    """A folder whose path is longer than a socket's may be gets its socket in a short private one."""
    folder = tmp_path / ("long" * 30)
    server = EmbeddedRedis(folder)
    with redis.Redis.from_url(server.start()) as client:
        assert client.ping()
    server.stop()
    place = socket_path(folder.resolve()).parent
    assert stat.S_IMODE(place.stat().st_mode) == 0o700
    place.rmdir()


def test_no_server_on_this_machine(tmp_path: Path) -> None:
    """Where no server runs, the one sentence says what to do."""

    def none_runs() -> str:
        return find_binary(lambda: iter([str(tmp_path / "missing"), sys.executable]))

    with pytest.raises(InvalidSettings) as caught:
        EmbeddedRedis(tmp_path, binary=none_runs).start()
    assert "set REDIS_URL" in caught.value.faults[0]


def test_a_broken_file(tmp_path: Path) -> None:
    """An append-only file that the server refuses is an error that says where to read on, not a wait."""
    (tmp_path / "appendonly.aof").write_bytes(b"*not redis*" * 100)
    with pytest.raises(StoreUnavailable, match=r"redis\.log"):
        EmbeddedRedis(tmp_path).start()
