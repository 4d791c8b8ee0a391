"""The keys of installations: where the app is, on its way in, on its way out. See bot.store.keys."""

from __future__ import annotations

from bot.store.naming import check_workspace
from bot.store.naming import key_of as _key

INSTALLATION_LOCK_TTL = 15
"""Renewed while its holder asks Slack for a new token; one that died holds the others up no longer than this."""
ERASING_TTL = 30
"""Renewed while its holder deletes; a reinstallation waits for the end of it."""
OAUTH_STATE_TTL = 600
"""How long somebody may take to consent to an installation."""


def installation(workspace: str) -> str:
    """The sealed installation of the app in a workspace, or in an organisation under its own id. No TTL."""
    return _key(workspace, "installation")


def installation_lock(workspace: str) -> str:
    """Who has the token of this installation renewed now. TTL: INSTALLATION_LOCK_TTL."""
    return _key(workspace, "installation-lock")


def organisation(workspace: str) -> str:
    """The organisation whose org-wide installation serves a workspace. No TTL."""
    return _key(workspace, "organisation")


def workspaces(organisation: str) -> str:
    """Set of the workspaces that an organisation's org-wide installation serves. No TTL."""
    return _key(organisation, "workspaces")


def departed() -> str:
    """Sorted set of the workspaces that removed the app, by when (Unix seconds): one for all, so that a worker finds
    them; it holds ids only. No TTL."""
    return "certminder:departed"


def erasing(workspace: str) -> str:
    """Who deletes what is kept of a workspace now; no key of the workspace's, so that deleting spares it. TTL:
    ERASING_TTL."""
    check_workspace(workspace)
    return f"certminder:erasing:{workspace}"


def oauth_rate() -> str:
    """How many installations may begin now: one for all, since nobody knows who asks. TTL: until it is full again."""
    return "certminder:oauth-rate"


def oauth_state(digest: str) -> str:
    """Set while an installation is under way, of which it is not known yet in which workspace it will be; `digest`
    hides the state. TTL: OAUTH_STATE_TTL."""
    return f"certminder:oauth-state:{digest}"
