"""What Bolt learnt about a request."""

from __future__ import annotations

from slack_bolt.async_app import AsyncBoltContext


def workspace_of(context: AsyncBoltContext) -> str:
    """The workspace a request belongs to; for an org-wide installation without one, the organisation."""
    return context.team_id or context.enterprise_id or ""


def bot_user_of(context: AsyncBoltContext) -> str:
    """The app's own user id there."""
    return context.bot_user_id or ""
