"""Redis servers on loopback, from the binary that the bot itself would start: a cluster, a master with a Sentinel."""

from __future__ import annotations

import contextlib
import random
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import redis as synchronous

from bot.store.embedded import death_with_parent, find_binary

SLOTS = 16_384
BUS = 10_000
SERVICE = "mymaster"
QUICK = {"save": "", "appendonly": "no", "loglevel": "warning", "bind": "127.0.0.1"}


def free_port() -> int:
    """A port that nobody listened on a moment ago, nor on the one 10 000 above it, where a cluster's nodes talk."""
    while True:
        port = random.randrange(20_000, 30_000)
        with contextlib.suppress(OSError), socket.socket() as own, socket.socket() as bus:
            own.bind(("127.0.0.1", port))
            bus.bind(("127.0.0.1", port + BUS))
            return port


def until(condition: Callable[[], object], seconds: float = 20.0) -> None:
    """Wait until condition() is true; a server that does not answer yet is not an error."""
    deadline = time.monotonic() + seconds
    while True:
        with contextlib.suppress(synchronous.RedisError):
            if condition():
                return
        assert time.monotonic() < deadline, "a Redis of the test is not ready"
        time.sleep(0.01)


class Server:
    """One redis-server (or Sentinel) of a test."""

    def __init__(self, folder: Path, port: int, *arguments: str, **options: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.port = port
        told = {**QUICK, "port": str(port), "dir": str(folder), **options}
        words = [word for name, value in told.items() for word in (f"--{name.replace('_', '-')}", value)]
        self._command = [find_binary(), *arguments, *words]
        self._output = folder / "redis.log"
        self.client = synchronous.Redis(port=port, socket_timeout=2.0)
        self.start()

    def start(self) -> None:
        """Run it, anew when it was killed."""
        with self._output.open("ab") as output:
            self._process = subprocess.Popen(
                self._command, stdout=output, stderr=output, preexec_fn=death_with_parent()
            )
        until(self.client.ping)

    def kill(self) -> None:
        """kill −9."""
        self._process.kill()
        self._process.wait()

    def close(self) -> None:
        self.client.close()
        self.kill()


@contextlib.contextmanager
def cluster(folder: Path) -> Iterator[list[Server]]:
    """Three masters that share the slots, ready to be written to."""
    with contextlib.ExitStack() as running:
        servers = []
        for name in "abc":
            server = Server(folder / name, free_port(), cluster_enabled="yes", cluster_node_timeout="1000")
            running.callback(server.close)
            servers.append(server)
        _join(servers)
        yield servers


def cluster_url(servers: list[Server]) -> str:
    """REDIS_URL of a cluster, with all its hosts."""
    return "redis+cluster://" + ",".join(f"127.0.0.1:{server.port}" for server in servers)


def _join(servers: list[Server]) -> None:
    share = SLOTS // len(servers) + 1
    for place, server in enumerate(servers):
        slots = range(place * share, min(SLOTS, (place + 1) * share))
        server.client.cluster("ADDSLOTS", *slots)
        server.client.cluster("SET-CONFIG-EPOCH", place + 1)
        server.client.cluster("MEET", "127.0.0.1", servers[0].port)
    for server in servers:
        until(lambda server=server: _joined(server, len(servers)))  # type: ignore[misc]


def _joined(server: Server, others: int) -> bool:
    facts: Any = server.client.cluster("INFO")
    return bool(facts["cluster_state"] == "ok" and int(facts["cluster_known_nodes"]) == others)


class Sentinels:
    """A master, its replica and one Sentinel that lets the one take the other's place."""

    def __init__(self, folder: Path, running: contextlib.ExitStack) -> None:
        first, second, watching = free_port(), free_port(), free_port()
        self.servers = [Server(folder / "first", first), Server(folder / "second", second)]
        self.servers[1].client.replicaof("127.0.0.1", first)
        configuration = folder / "sentinel.conf"
        configuration.write_text(
            f"sentinel monitor {SERVICE} 127.0.0.1 {first} 1\nsentinel down-after-milliseconds {SERVICE} 300\n"
            f"sentinel failover-timeout {SERVICE} 2000\n"
        )
        self.sentinel = Server(folder / "sentinel", watching, str(configuration), "--sentinel")
        for each in (*self.servers, self.sentinel):
            running.callback(each.close)
        self.url = f"redis+sentinel://127.0.0.1:{watching}/{SERVICE}"
        until(lambda: len(self.sentinel.client.sentinel_slaves(SERVICE)) == 1)

    @property
    def master(self) -> Server:
        """Who is the master now, as the Sentinel says."""
        facts: Any = self.sentinel.client.sentinel_master(SERVICE)
        return next(server for server in self.servers if server.port == int(facts["port"]))

    def promote(self) -> Server:
        """Put the replica in the master's place; returns the old master, which takes itself for one still."""
        before = self.master
        until(lambda: self.sentinel.client.sentinel_failover(SERVICE))
        until(lambda: self.master is not before)
        return before

    def demote(self, server: Server) -> None:
        """Make it a replica of the master, as the Sentinel does ten seconds later."""
        server.client.replicaof("127.0.0.1", self.master.port)


@contextlib.contextmanager
def sentinels(folder: Path) -> Iterator[Sentinels]:
    with contextlib.ExitStack() as running:
        yield Sentinels(folder, running)
