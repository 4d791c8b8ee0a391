"""Whether Redis answers, is new enough, keeps what it is given, and how it would go on after a crash."""

from __future__ import annotations

import time
from typing import Any
from urllib.parse import urlsplit

from bot.checking.findings import Finding, Reporter, Topic
from bot.errors import StoreUnavailable
from bot.store.addresses import read_address
from bot.store.connection import Redis, cluster_fault, on_servers
from bot.store.embedded import OLDEST

FULL = 90
"""Percent of maxmemory from which an operator should do something."""

Facts = dict[str, Any]
"""INFO of one server."""


async def check_redis(redis: Redis, url: str, *, own: bool, locale: str) -> list[Finding]:
    """`own` is a Redis that we started. Changes nothing."""
    report, where = Reporter(Topic.REDIS, locale), shown(url)
    try:
        await on_servers(redis, "PING")  # the first call opens the connections
        begun = time.perf_counter()
        await on_servers(redis, "PING")
        took = (time.perf_counter() - begun) * 1000
        servers: list[Facts] = await on_servers(redis, "INFO")
        uncovered = await cluster_fault(redis)
    except StoreUnavailable as fault:
        return [report.broken("redis.silent", where=where, fault=str(fault))]
    reached = report.good(_kind(url, own=own), where=where, ms=f"{took:.1f}", **_of(servers))
    rest = [_too_old(report, servers), uncovered and report.broken("redis.uncovered", state=uncovered)]
    found = [reached, *rest, _eviction(report, servers), _memory(report, servers), _durability(report, servers)]
    guard = _guard(report, servers) if read_address(url).kind == "sentinel" else None
    return [each for each in (*found, guard) if each]


def shown(url: str) -> str:
    """Where Redis is, without credentials and options."""
    address = read_address(url)
    if address.hosts:
        return ", ".join(f"{host}:{port}" for host, port in address.hosts)
    parts = urlsplit(url)
    return f"{parts.hostname or ''}:{parts.port or 6379}" if parts.scheme != "unix" else parts.path


def _kind(url: str, *, own: bool) -> str:
    kind = read_address(url).kind
    return "redis.own" if own else f"redis.{'server' if kind == 'single' else kind}"


def _of(servers: list[Facts]) -> dict[str, object]:
    clustered = len(servers) > 1 or servers[0].get("redis_mode") == "cluster"
    return {
        "version": ", ".join(sorted({_version(facts) for facts in servers})),
        "n": len(servers) if clustered else int(servers[0].get("connected_slaves", 0)),
    }


def _version(facts: Facts) -> str:
    return str(facts.get("valkey_version") or facts.get("redis_version") or "?")


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdigit())


def _too_old(report: Reporter, servers: list[Facts]) -> Finding | None:
    old = [version for version in map(_version, servers) if _numbers(version) < OLDEST]
    return report.broken("redis.old", version=old[0], least=".".join(map(str, OLDEST))) if old else None


def _eviction(report: Reporter, servers: list[Facts]) -> Finding:
    policies = {str(facts.get("maxmemory_policy", "unknown")) for facts in servers} - {"noeviction"}
    return report.broken("redis.evicts", policy=policies.pop()) if policies else report.good("redis.keeps")


def _memory(report: Reporter, servers: list[Facts]) -> Finding | None:
    shares = [100 * int(each["used_memory"]) // int(each["maxmemory"]) for each in servers if each.get("maxmemory")]
    fullest = max(shares, default=0)
    return report.advice("redis.full", percent=fullest) if fullest >= FULL else None


def _durability(report: Reporter, servers: list[Facts]) -> Finding | None:
    """Nothing where a provider does not say."""
    known = [facts for facts in servers if "aof_enabled" in facts]
    if any("err" in (facts.get("aof_last_write_status"), facts.get("rdb_last_bgsave_status")) for facts in known):
        return report.broken("redis.undurable")
    if not known:
        return None
    kept = all(int(facts["aof_enabled"]) for facts in known)
    return report.good("redis.durable") if kept else report.advice("redis.forgetful")


def _guard(report: Reporter, servers: list[Facts]) -> Finding | None:
    """Redis tells min_slaves_good_slaves where min-replicas-to-write is set."""
    return None if "min_slaves_good_slaves" in servers[0] else report.advice("redis.unguarded")
