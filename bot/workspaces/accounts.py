"""The accounts of a workspace at Tencent Cloud: where its certificates are listed from."""

from __future__ import annotations

from collections.abc import Sequence

DEFAULT = "default"
"""The account of the environment: every workspace's only one."""


class SingleAccount:
    """The account whose key is in the environment, the same for every workspace; none when it is not `present`."""

    def __init__(self, *, present: bool) -> None:
        self._names = (DEFAULT,) if present else ()

    async def names(self, workspace: str) -> Sequence[str]:
        """The names of a workspace's accounts, the default one first."""
        return self._names
