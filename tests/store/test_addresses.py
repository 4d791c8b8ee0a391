"""What REDIS_URL may say, and what each client makes of it."""

from __future__ import annotations

from typing import Any

import pytest
from redis.asyncio.connection import SSLConnection

from bot.errors import InvalidSettings
from bot.settings import read
from bot.store.addresses import passwords, read_address, with_host, with_options
from bot.store.connection import connect_state


def test_one_server() -> None:
    """A server's URL goes to redis-py as it is."""
    address = read_address("rediss://me:se%2Fcret@cache.example:6380/2?health_check_interval=30")
    assert address == ("single", "rediss://me:se%2Fcret@cache.example:6380/2?health_check_interval=30", (), "", ())
    assert read_address("unix:///run/redis.sock").kind == "single"


def test_a_cluster_of_several_hosts() -> None:
    """Hosts with and without ports, IPv6 too; the first stands in the URL that redis-py reads."""
    address = read_address("rediss+cluster://me:secret@one.example:7000,two.example,[::1]:7002?ssl_cert_reqs=none")
    assert address.hosts == (("one.example", 7000), ("two.example", 6379), ("::1", 7002))
    assert address.plain == "rediss://me:secret@one.example:7000/0?ssl_cert_reqs=none"


def test_a_service_of_sentinels() -> None:
    """The service stands in the path, a database after it; the Sentinels' own login is not the master's."""
    url = "redis+sentinel://:secret@one,two:26380/mymaster/3?sentinel_username=s&sentinel_password=p&socket_timeout=2"
    address = read_address(url)
    assert (address.kind, address.service) == ("sentinel", "mymaster")
    assert address.hosts == (("one", 26379), ("two", 26380))
    assert address.plain == "redis://:secret@one:26379/3?socket_timeout=2"
    assert dict(address.sentinel_login) == {"username": "s", "password": "p"}


@pytest.mark.parametrize(
    "url",
    [
        "http://one:6379",
        "redis+cluster://",
        "redis+cluster://me:secret@/",
        "redis+cluster://one:7000/3",
        "redis+cluster://one:port",
        "redis+cluster://:7000",
        "redis+sentinel://one:26379",
        "redis+sentinel://one:26379/",
        "redis+sentinel://one:99999/mymaster",
        "redis+cluster://[::1:7000",
    ],
)
def test_what_is_none_is_said_at_once(url: str) -> None:
    """A URL that nothing can be reached by is refused with the variable's name, and none of its secrets."""
    with pytest.raises(InvalidSettings, match=r"REDIS_URL (must|names|has)") as caught:
        read({"REDIS_URL": url, "TZ": "UTC"})
    assert "secret" not in str(caught.value)


def test_passwords_of_a_url() -> None:
    """Whatever opens Redis or its Sentinels is known, so that no log line shows it; a URL without has none."""
    url = "redis+sentinel://me:se%2Fcret@one,two/mymaster?sentinel_password=another"
    assert passwords(url) == ("se/cret", "another")
    assert passwords("rediss://cache.example:6380/2?password=given") == ("given",)
    assert passwords("unix:///run/redis.sock") == ()


def test_a_url_of_one_host_with_options() -> None:
    """docket is told one host of a cluster, and its own options beside those that are there."""
    url = "redis+cluster://me:secret@one:7000,two:7001?ssl_cert_reqs=none"
    assert with_host(url, "::1", 7002) == "redis+cluster://me:secret@[::1]:7002?ssl_cert_reqs=none"
    assert with_options(url, max_connections=9).endswith("?ssl_cert_reqs=none&max_connections=9")
    assert with_options("unix:///run/redis.sock", max_connections=9) == "unix:///run/redis.sock?max_connections=9"


async def test_tls_and_credentials_reach_every_connection() -> None:
    """rediss+… turns TLS on for the servers and for the Sentinels; each gets its own login and the URL's options."""
    clustered: Any = connect_state("rediss+cluster://me:secret@one:7000,two:7001?ssl_cert_reqs=none")
    assert [(node.host, node.port) for node in clustered.startup_nodes] == [("one", 7000), ("two", 7001)]
    for node in clustered.startup_nodes:
        assert node.connection_class is SSLConnection
        assert {**node.connection_kwargs}.items() >= {
            "username": "me",
            "password": "secret",
            "ssl_cert_reqs": "none",
        }.items()
    watched: Any = connect_state(
        "rediss+sentinel://me:secret@one,two/mymaster/3?sentinel_password=other&ssl_cert_reqs=none"
    )
    pool = watched.connection_pool
    assert issubclass(pool.connection_class, SSLConnection)
    assert pool.connection_kwargs["db"] == 3
    assert pool.connection_kwargs["password"] == "secret"
    for sentinel in pool.sentinel_manager.sentinels:
        asked = sentinel.connection_pool
        assert issubclass(asked.connection_class, SSLConnection)
        assert asked.connection_kwargs["password"] == "other"
        assert "username" not in asked.connection_kwargs or asked.connection_kwargs["username"] is None
    await watched.aclose()
    await clustered.aclose()
