"""What is sealed opens in its own workspace, with any of our keys, and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import InvalidSettings
from bot.workspaces.sealing import BrokenSeal, Sealing, new_key

ONE = Sealing(new_key())


@given(st.binary(), st.text(max_size=20))
def test_what_was_sealed_opens(content: bytes, workspace: str) -> None:
    """Any content comes back, and is not readable in between."""
    sealed = ONE.seal(workspace, content)
    assert ONE.open(workspace, sealed) == content
    assert len(content) < 4 or content not in sealed


def test_another_workspace_opens_nothing(sealing: Sealing) -> None:
    """A sealed value that was copied under another workspace is refused."""
    with pytest.raises(BrokenSeal, match="another workspace"):
        sealing.open("T2", sealing.seal("T1", b"canary-token"))


@pytest.mark.parametrize("junk", [b"", b"junk", b"gAAAAA"])
def test_junk_is_refused(sealing: Sealing, junk: bytes) -> None:
    """Bytes that nobody sealed break the seal, not the process."""
    with pytest.raises(BrokenSeal):
        sealing.open("T1", junk)
    with pytest.raises(BrokenSeal):
        sealing.rotate(junk)


def test_keys_are_rotated_without_a_gap() -> None:
    """With a new key in front old values open; rotated, they open with the new key alone."""
    old, new = new_key(), new_key()
    sealed = Sealing(old).seal("T1", b"canary-token")
    both = Sealing(f"{new}, {old}")
    assert both.open("T1", sealed) == b"canary-token"
    rotated = both.rotate(sealed)
    assert Sealing(new).open("T1", rotated) == b"canary-token"
    with pytest.raises(BrokenSeal):
        Sealing(new).open("T1", sealed)


@pytest.mark.parametrize("keys", ["", "canary-no-key", "canary-no-key,"])
def test_a_malformed_key_is_refused_without_being_shown(keys: str) -> None:
    """The sentence names the variable and holds no part of the key."""
    with pytest.raises(InvalidSettings) as refused:
        Sealing(keys)
    assert "CERTMINDER_SECRETS" in refused.value.faults[0]
    assert "canary" not in str(refused.value)
    assert refused.value.__cause__ is None
