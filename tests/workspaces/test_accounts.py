"""The environment gives an account at Tencent Cloud, a folder of PEM files, both or none."""

from __future__ import annotations

import pytest

from bot.workspaces.accounts import Account, Kind, SettingsAccounts, of_settings


@pytest.mark.parametrize(
    ("tencent", "has_folder", "expected"),
    [
        (None, False, ()),
        ("certgetlist", False, (Account("default", "certgetlist"),)),
        ("ssl", False, (Account("default", "ssl"),)),
        (None, True, (Account("default", "pem"),)),
        ("certgetlist", True, (Account("default", "certgetlist"), Account("files", "pem"))),
    ],
)
def test_what_is_there_is_an_account(tencent: Kind | None, has_folder: bool, expected: tuple[Account, ...]) -> None:
    """Whichever is set comes first and is asked by default; nothing is made up."""
    assert of_settings(tencent, has_folder=has_folder) == expected


async def test_names_are_what_people_type() -> None:
    """Every workspace sees the same names, the default one first."""
    accounts = SettingsAccounts(of_settings("certgetlist", has_folder=True))
    assert await accounts.names("T1") == ("default", "files")
    assert len(await accounts.accounts("T2")) == 2
