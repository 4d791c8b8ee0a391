"""The fixtures `redis` and `redis_url` of a master that a Sentinel knows, so that tests of other folders run on one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.conftest import undeclared
from tests.topologies.servers import Sentinels, sentinels


@pytest.fixture(scope="session")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sentinels]:
    """A master, its replica and a Sentinel for the whole run."""
    with sentinels(tmp_path_factory.mktemp("sentinel")) as running:
        yield running


@pytest.fixture
def redis_url(watched: Sentinels) -> str:
    """URL of the Sentinel of a real, empty Redis."""
    watched.master.client.flushall()
    return watched.url


@pytest.fixture(autouse=True)
def no_key_stays_forever(request: pytest.FixtureRequest) -> Iterator[None]:
    """The house's rule, on the master."""
    yield
    if "redis_url" in request.fixturenames:
        assert undeclared(request.getfixturevalue("watched").master.client) == []
