"""The gateway's memory of Nonces: exact within its window, bounded in size."""

from __future__ import annotations

import re

import pytest

from bot.playground.certgetlist_refusals import Refused
from bot.playground.certgetlist_replay import Replays

NOW = 1_795_000_000


def refused(replays: Replays, nonce: int, timestamp: int, now: float = NOW) -> bool:
    """Whether the request is refused."""
    try:
        replays.spend(nonce, timestamp, now)
    except Refused:
        return True
    return False


@pytest.mark.parametrize(("off", "expected"), [(-301, True), (-300, False), (0, False), (300, False), (301, True)])
def test_the_window(off: int, expected: bool) -> None:
    """A Timestamp may be off by the tolerance either way, and no second more."""
    assert refused(Replays(tolerance=300), 1, NOW + off) is expected


def test_a_refusal_tells_the_time() -> None:
    """Code 4500 with the server's clock and no other number like it, so that a client can report its skew."""
    replays = Replays()
    replays.spend(1, NOW, NOW)
    for nonce, timestamp in ((1, NOW), (2, NOW - 9999)):
        with pytest.raises(Refused) as caught:
            replays.spend(nonce, timestamp, NOW + 0.5)
        assert caught.value.code == 4500
        assert re.findall(r"\d{6,}", str(caught.value)) == [str(NOW)]


def test_a_nonce_is_remembered_as_long_as_it_could_be_replayed() -> None:
    """A request dated ahead is refused again until its Timestamp is too old anyway."""
    replays = Replays(tolerance=300)
    assert not refused(replays, 1, NOW + 300)
    assert refused(replays, 1, NOW + 300, now=NOW + 600)
    assert refused(replays, 1, NOW + 300, now=NOW + 601)
    assert not refused(replays, 1, NOW + 601, now=NOW + 601)


def test_a_refused_nonce_is_not_burnt() -> None:
    """Too old a request leaves its Nonce for a better one."""
    replays = Replays()
    assert refused(replays, 1, NOW - 1000)
    assert not refused(replays, 1, NOW)


def test_memory_is_bounded() -> None:
    """Of more Nonces than the capacity the oldest is forgotten, the newest are kept."""
    replays = Replays(capacity=100)
    assert not any(refused(replays, nonce, NOW) for nonce in range(1, 1001))
    assert all(refused(replays, nonce, NOW) for nonce in range(902, 1001))
    assert not refused(replays, 1, NOW)
