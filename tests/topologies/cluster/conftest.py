"""The fixtures `redis` and `redis_url` of a cluster, so that tests of other folders run on one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.conftest import undeclared
from tests.topologies.servers import Server, cluster, cluster_url


@pytest.fixture(scope="session")
def cluster_servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Server]]:
    """A cluster of three masters for the whole run."""
    with cluster(tmp_path_factory.mktemp("cluster")) as servers:
        yield servers


@pytest.fixture
def redis_url(cluster_servers: list[Server]) -> str:
    """URL of a real, empty cluster."""
    for server in cluster_servers:
        server.client.flushall()
    return cluster_url(cluster_servers)


@pytest.fixture(autouse=True)
def no_key_stays_forever(request: pytest.FixtureRequest) -> Iterator[None]:
    """The house's rule, on every server of the cluster."""
    yield
    if "redis_url" in request.fixturenames:
        servers: list[Server] = request.getfixturevalue("cluster_servers")
        assert [undeclared(server.client) for server in servers] == [[], [], []]
