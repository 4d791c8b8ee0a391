"""The table of who may do what, cell by cell."""

from __future__ import annotations

import pytest

from bot.errors import NotAllowed
from bot.workspaces.roles import TABLE, Role, may, require

MATRIX = {
    # action: stranger, guest, member, admin
    "query": (False, True, True, True),
    "share": (False, False, True, True),
    "export": (False, False, True, True),
    "view": (False, False, True, True),
    "attend": (False, False, True, True),
    "subscribe": (False, False, True, True),
    "accounts": (False, False, False, True),
    "defaults": (False, False, False, True),
    "audit": (False, False, False, True),
}


@pytest.mark.parametrize("action", TABLE)
@pytest.mark.parametrize("role", Role)
def test_every_cell(action: str, role: Role) -> None:
    """Each role may what the issue says, and nothing else."""
    assert may(action, role) is MATRIX[action][role]


def test_a_refusal_names_the_action() -> None:
    """What a person may not do is an error that messages have a sentence for."""
    with pytest.raises(NotAllowed) as refused:
        require("audit", Role.MEMBER)
    assert refused.value.action == "audit"
    require("audit", Role.ADMIN)


@pytest.mark.parametrize("role", Role)
def test_another_channels_reminders_are_out_of_reach(role: Role) -> None:
    """Whoever is not in its channel, and did not set it, changes no reminder; a query is about no channel."""
    assert not may("subscribe", role, here=False)
    assert may("query", role, here=False) is may("query", role)
