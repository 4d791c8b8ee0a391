"""A workspace's accounts: where its certificates are listed from, under a name that people use in questions."""

from __future__ import annotations

from typing import Literal

import msgspec

DEFAULT = "default"
"""The account that is asked when a question names none."""
FILES = "files"
"""The folder of PEM files, where it stands beside an account at Tencent Cloud."""

Kind = Literal["certgetlist", "ssl", "pem"]
"""How an account is asked: CertGetList, its successor DescribeCertificates, or a folder of PEM files."""


class Account(msgspec.Struct, frozen=True):
    """One account. It names its credentials and never holds them: assembly keeps those of the settings; stored ones lie
    sealed under the workspace and this name."""

    name: str
    kind: Kind = "certgetlist"


def of_settings(tencent: Kind | None, *, has_folder: bool) -> tuple[Account, ...]:
    """The accounts of one environment: how Tencent Cloud is asked (None: it isn't), and whether there is a folder of
    PEM files. Whichever comes first is the default one."""
    names = iter((DEFAULT, FILES))
    kinds: tuple[Kind, ...] = (*((tencent,) if tencent else ()), *(("pem",) if has_folder else ()))
    return tuple(Account(next(names), kind) for kind in kinds)


class SettingsAccounts:
    """The accounts of the settings, the same for every workspace."""

    def __init__(self, accounts: tuple[Account, ...]) -> None:
        self._accounts = accounts

    async def accounts(self, workspace: str) -> tuple[Account, ...]:
        return self._accounts

    async def names(self, workspace: str) -> tuple[str, ...]:
        return tuple(account.name for account in self._accounts)
