"""Which account a question is about; and what the environment alone gives."""

from __future__ import annotations

import pytest

from bot.errors import NotFound
from bot.workspaces.accounts import ALL, Account, Chosen, Kind, Known, is_name, of_settings


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


KNOWN = Known((Account("default"), Account("prod"), Account("Staging")), {"C1": "prod", "C2": "gone"})


@pytest.mark.parametrize(
    ("wanted", "channel", "chosen"),
    [
        (None, "C0", Chosen(("default",), "first")),
        (None, "C1", Chosen(("prod",), "channel")),
        (None, "C2", Chosen(("default",), "first")),
        ("staging", "C1", Chosen(("Staging",), "named")),
        ("ＳＴＡＧＩＮＧ", "C1", Chosen(("Staging",), "named")),
        ("default", "C1", Chosen(("default",), "named")),
        (ALL, "C1", Chosen(("default", "prod", "Staging"), "named")),
    ],
)
def test_what_a_question_is_about(wanted: str | None, channel: str, chosen: Chosen) -> None:
    """The account it names in whatever case or width, else the channel's default while there is one, else the first."""
    assert KNOWN.chosen(wanted, channel) == chosen


@pytest.mark.parametrize("wanted", [None, "prod", ALL])
def test_an_only_account_needs_no_word(wanted: str | None) -> None:
    """Where there is no choice, nothing is said of it, whatever a channel once chose."""
    assert Known((Account("prod"),), {"C1": "prod"}).chosen(wanted, "C1") == Chosen(("prod",), "only")


@pytest.mark.parametrize(
    ("known", "wanted", "name"), [(KNOWN, "dev", "dev"), (Known(()), None, ""), (Known(()), ALL, "")]
)
def test_what_is_not_there_is_named(known: Known, wanted: str | None, name: str) -> None:
    """A name that no account has is in the error; without any account there is no name in it."""
    with pytest.raises(NotFound) as missing:
        known.chosen(wanted, "C1")
    assert (missing.value.what, missing.value.name) == ("account", name)


@pytest.mark.parametrize(
    ("name", "good"),
    [
        ("prod", True), ("prod-eu.2", True), ("生产", True), ("2nd", True), ("a" * 32, True),
        ("", False), ("a" * 33, False), ("two words", False), ("*", False), ("default", False), ("Files", False),
        ("<!channel>", False), ("a:b", False), ("-x", False), ("a\n", False), ('"a"', False),
    ],
)  # fmt: skip
def test_names_are_words(name: str, good: bool) -> None:
    """One word of letters and digits that nothing else is called."""
    assert is_name(name) is good
