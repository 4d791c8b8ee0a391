"""Whose a payload is: the workspace that it happened in, however an org-wide installation names it."""

from __future__ import annotations

from typing import Any

import pytest

from bot.slack.attribution import installed, organisation, workspace

WIDE = {"enterprise_id": "E1", "team_id": None, "user_id": "U0BOT", "is_bot": True, "is_enterprise_install": True}
OWN = {**WIDE, "team_id": "T1", "is_enterprise_install": False}
MESSAGE = {"type": "message", "user": "W1", "team": "T9", "channel": "C1"}

BODIES: dict[str, tuple[dict[str, Any], tuple[str, str, str]]] = {
    "command": ({"team_id": "T1", "enterprise_id": "E1", "is_enterprise_install": "true"}, ("T1", "E1", "E1")),
    "command of a workspace": ({"team_id": "T1", "is_enterprise_install": "false"}, ("T1", "", "T1")),
    "event": ({"team_id": "T1", "enterprise_id": "E1", "authorizations": [WIDE]}, ("T1", "E1", "E1")),
    "event of a workspace": ({"team_id": "T1", "enterprise_id": "E1", "authorizations": [OWN]}, ("T1", "E1", "T1")),
    "event without authorizations": ({"team_id": "T1", "event": MESSAGE}, ("T1", "", "T1")),
    "event of a Slack Connect channel": (
        {"team_id": "T9", "context_team_id": "T1", "authorizations": [WIDE], "is_ext_shared_channel": True},
        ("T1", "E1", "E1"),
    ),
    "event about the organisation": (
        {"team_id": None, "enterprise_id": "E1", "authorizations": [WIDE]},
        ("", "E1", "E1"),
    ),
    "old event about the organisation": (
        {"enterprise_id": "E1", "event": {"type": "app_uninstalled"}},
        ("", "E1", "E1"),
    ),
    "shortcut": (
        {"team": None, "enterprise": {"id": "E1"}, "is_enterprise_install": True, "user": {"team_id": "T1"}},
        ("T1", "E1", "E1"),
    ),
    "click on a message": (
        {"team": {"id": "T1", "enterprise_id": "E1"}, "user": {"team_id": "E1"}, "is_enterprise_install": True},
        ("T1", "E1", "E1"),
    ),
    "click on a message without a team": (
        {"team": None, "enterprise": {"id": "E1"}, "message": {"team": "T1"}, "user": {"team_id": "T2"}},
        ("T1", "E1", "T1"),
    ),
    "form of an organisation": (
        {
            "team": None,
            "view": {"type": "modal", "team_id": "T1", "app_installed_team_id": "E1"},
            "enterprise": {"id": "E1"},
        },
        ("T1", "E1", "T1"),
    ),
    "form of the other side": (
        {"team": {"id": "T9"}, "view": {"type": "modal", "team_id": "T1", "app_installed_team_id": "T1"}},
        ("T1", "", "T1"),
    ),
    "home tab": (
        {"team": {"id": "T2"}, "view": {"type": "home", "team_id": "T2", "app_installed_team_id": "T1"}},
        ("T2", "", "T2"),
    ),
    "nothing": ({}, ("", "", "")),
    "junk": ({"team": 1, "view": [], "authorizations": "x", "enterprise_id": 2, "user": None}, ("", "", "")),
}


@pytest.mark.parametrize("name", BODIES)
def test_a_payload_has_its_workspace(name: str) -> None:
    """The workspace it happened in, the organisation around, and whose installation it was sent for."""
    body, expected = BODIES[name]
    assert (workspace(body), organisation(body), installed(body)) == expected
