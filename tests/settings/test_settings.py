"""The environment becomes one Settings, or one error with every fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import InvalidSettings
from bot.settings import TABLE, Setting, read, require

README = Path(__file__).resolve().parent.parent.parent / "README.md"


def test_nothing_set_is_enough() -> None:
    """An empty environment gives the defaults, so that the playground needs none."""
    settings = read({"TZ": "Asia/Shanghai"})
    assert (settings.port, settings.user_limit, settings.workspace_limit) == (3000, 20, 120)
    assert settings.slack_api_url == "https://slack.com/api/"
    assert settings.zone == "Asia/Shanghai"


def test_every_fault_at_once() -> None:
    """Four wrong variables are four sentences of one error, and none repeats the value."""
    with pytest.raises(InvalidSettings) as caught:
        read(
            {
                "PORT": "canary",
                "TZ": "Nowhere/Land",
                "CERTGETLIST_URL": "ftp://canary",
                "TENCENTCLOUD_SECRET_ID": "canary",
            }
        )
    named = {fault.split()[0] for fault in caught.value.faults}
    assert named == {"PORT", "CERTGETLIST_URL", "TZ", "TENCENTCLOUD_SECRET_ID"}
    assert "canary" not in str(caught.value)


def test_secrets_stay_out_of_repr() -> None:
    """The repr of Settings shows none of its secrets."""
    secrets = {setting.variable: f"canary-{setting.variable}" for setting in TABLE if setting.read.__name__ == "Secret"}
    assert len(secrets) >= 6
    others = {"SLACK_CLIENT_ID": "1.2", "TZ": "UTC", "REDIS_URL": "redis://:canary@127.0.0.1:1"}
    assert "canary" not in repr(read(secrets | others))


@pytest.mark.parametrize("variable", ["CERTGETLIST_URL", "TENCENTCLOUD_ENDPOINT"])
def test_a_source_is_asked_over_https(variable: str) -> None:
    """A source that would refuse its address at the first question is told at the start; loopback may be plain."""
    for url in ("https://private.example", "http://127.0.0.1:8766", "http://[::1]:1/"):
        read({variable: url, "TZ": "UTC"})
    with pytest.raises(InvalidSettings, match=f"{variable} must be https"):
        read({variable: "http://private.example/v2", "TZ": "UTC"})


def test_an_api_url_ends_in_a_slash() -> None:
    """An emulator's address works with and without its last slash, because slack_sdk only joins texts."""
    assert read({"SLACK_API_URL": "http://127.0.0.1:1/api", "TZ": "UTC"}).slack_api_url == "http://127.0.0.1:1/api/"


def test_require_names_what_is_missing() -> None:
    """A process that needs more than the defaults says which variables to set."""
    with pytest.raises(InvalidSettings) as caught:
        require(read({"TZ": "UTC"}), "SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET")
    assert caught.value.faults == ("SLACK_BOT_TOKEN is not set", "SLACK_SIGNING_SECRET is not set")


@pytest.mark.parametrize("setting", TABLE, ids=lambda setting: setting.variable)
def test_every_setting_is_documented(setting: Setting) -> None:
    """Each variable has its row, with its default, in the README's table."""
    assert f"| `{setting.variable}` | {setting.purpose} |" in README.read_text(encoding="utf-8")
