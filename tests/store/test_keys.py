"""Keys carry their workspace, and no text of a person's choosing changes whose key it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.store import keys


def test_a_key_starts_with_its_workspace() -> None:
    """The workspace is the hash tag, so that all keys of a workspace live on one node."""
    assert keys.listing("T0123", "prod") == "certminder:{T0123}:listing:prod"
    assert keys.result("T0123", "abc").startswith("certminder:{T0123}:")


@pytest.mark.parametrize("workspace", ["", "T1}:x", "T 1", "*", "T1:T2", "工作区", "T" * 65])
def test_what_is_no_workspace_makes_no_key(workspace: str) -> None:
    """A text that cannot be a workspace id is refused before it becomes part of a key."""
    with pytest.raises(ValueError, match="not a workspace id"):
        keys.result(workspace, "abc")


@given(st.text(), st.text())
def test_names_never_collide(one: str, other: str) -> None:
    """Two account names have two keys, and neither reaches another kind of key."""
    assert (keys.listing("T1", one) == keys.listing("T1", other)) == (one == other)
    assert keys.listing("T1", one).count(":") == 3


def test_permanence_is_declared() -> None:
    """Only keys that match a declared pattern may stay without a time to live, each with a reason."""
    assert not keys.is_permanent(keys.result("T1", "abc"))
    assert all(reason for reason in keys.PERMANENT.values())
