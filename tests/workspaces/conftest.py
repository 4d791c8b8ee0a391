"""Keys and values that look like secrets, to be looked for where they must not be."""

from __future__ import annotations

import pytest

from bot.workspaces.sealing import Sealing, new_key


@pytest.fixture
def sealing() -> Sealing:
    return Sealing(new_key())
