"""A workspace's accounts: where its certificates are listed from, under a name that people use in questions."""

from __future__ import annotations

from typing import Literal, Protocol

import msgspec

DEFAULT = "default"


class Account(msgspec.Struct, frozen=True):
    """One account. It names its credentials and never holds them: assembly keeps those of the settings; stored ones lie
    sealed under the workspace and this name."""

    name: str
    kind: Literal["certgetlist"] = "certgetlist"


class Accounts(Protocol):
    """The accounts of workspaces, the default one first; raise StoreUnavailable where they are stored."""

    async def accounts(self, workspace: str) -> tuple[Account, ...]: ...

    async def names(self, workspace: str) -> tuple[str, ...]: ...


class SingleAccount:
    """The one account of the settings, the same for the one workspace there is; `present` says whether it is set."""

    def __init__(self, *, present: bool = True) -> None:
        self._accounts = (Account(DEFAULT),) if present else ()

    async def accounts(self, workspace: str) -> tuple[Account, ...]:
        return self._accounts

    async def names(self, workspace: str) -> tuple[str, ...]:
        return tuple(account.name for account in self._accounts)
