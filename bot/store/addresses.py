"""What REDIS_URL may say: one server, a cluster, or a master that Sentinels know.

    redis://[user:password@]host[:port][/database]                    also rediss:// (TLS) and unix:///path
    redis+cluster://[user:password@]host[:port][,host[:port]…]        also rediss+cluster://
    redis+sentinel://[user:password@]host[:port][,…]/service[/database]   also rediss+sentinel://

The spellings are docket's (pydocket 0.27), which is given the same URL; options of redis-py may follow after `?`.
`sentinel_username` and `sentinel_password` there are for the Sentinels themselves.
"""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

SINGLE = ("redis", "rediss", "unix")
CLUSTER = ("redis+cluster", "rediss+cluster")
SENTINEL = ("redis+sentinel", "rediss+sentinel")
SCHEMES = (*SINGLE, *CLUSTER, *SENTINEL)

_PORTS = {"cluster": 6379, "sentinel": 26379}
_OF_SENTINELS = {"sentinel_username": "username", "sentinel_password": "password"}


class Address(NamedTuple):
    """A REDIS_URL taken apart: `kind` is single, cluster or sentinel; `plain` a redis, rediss or unix URL that
    redis-py reads, of the first host, with credentials and options; `sentinel_login` what the Sentinels ask for."""

    kind: str
    plain: str
    hosts: tuple[tuple[str, int], ...] = ()
    service: str = ""
    sentinel_login: tuple[tuple[str, str], ...] = ()


def read_address(url: str) -> Address:
    """Raises ValueError with half a sentence for an operator, without anything of the URL in it."""
    scheme, _, rest = url.partition("://")
    if scheme in SINGLE:
        return Address("single", url)
    if scheme not in SCHEMES:
        raise ValueError(f"must be a URL starting with {' or '.join(f'{each}://' for each in SCHEMES)}")
    tls, _, kind = scheme.partition("+")
    netloc, path, query = _parts(rest)
    login, at, members = netloc.rpartition("@")
    hosts = tuple(_host(member, _PORTS[kind]) for member in members.split(",") if member.strip())
    if not hosts:
        raise ValueError("names no host")
    service, _, database = path.strip("/").partition("/")
    if kind == "cluster" and service not in {"", "0"}:
        raise ValueError("names a database, and a cluster has none")
    if kind == "sentinel" and not service:
        raise ValueError("names no service after the Sentinels, as in redis+sentinel://host:26379/mymaster")
    options = parse_qsl(query, keep_blank_values=True)
    sentinel_login = tuple((_OF_SENTINELS[name], value) for name, value in options if name in _OF_SENTINELS)
    others = urlencode([(name, value) for name, value in options if name not in _OF_SENTINELS])
    plain = f"{tls}://{login}{at}{_written(*hosts[0])}/{database or '0'}{'?' * bool(others)}{others}"
    return Address(kind, plain, hosts, service if kind == "sentinel" else "", sentinel_login)


def passwords(url: str) -> tuple[str, ...]:
    """What in the URL is to be shown to nobody."""
    address = read_address(url)
    plain = urlsplit(address.plain)
    logins = (dict(parse_qsl(plain.query)), dict(address.sentinel_login))
    return tuple(filter(None, (unquote(plain.password or ""), *(login.get("password", "") for login in logins))))


def with_host(url: str, host: str, port: int) -> str:
    """The URL of a cluster with this host alone."""
    scheme, _, rest = url.partition("://")
    netloc, path, query = _parts(rest)
    login, at, _ = netloc.rpartition("@")
    return f"{scheme}://{login}{at}{_written(host, port)}{path}{'?' * bool(query)}{query}"


def with_options(url: str, **options: int) -> str:
    """The URL with more options of redis-py."""
    return f"{url}{'&' if '?' in url else '?'}{urlencode(options)}"


def _parts(rest: str) -> tuple[str, str, str]:
    """Hosts, path and query; by hand, because urlsplit refuses two hosts of which the second is an IPv6 address."""
    before, _, query = rest.partition("?")
    netloc, slash, path = before.partition("/")
    return netloc, slash + path, query


def _host(member: str, port: int) -> tuple[str, int]:
    try:
        parts = urlsplit(f"//{member.strip()}")
        found = parts.hostname, parts.port or port
    except ValueError:
        raise ValueError("has a host or port that is none") from None
    if not found[0]:
        raise ValueError("has a port without a host")
    return found[0], found[1]


def _written(host: str, port: int) -> str:
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
