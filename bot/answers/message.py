"""A question as it reaches the answers, wherever it was typed: Slack, the terminal, a test."""

from __future__ import annotations

from datetime import datetime

import msgspec

from bot.messages.mentions import in_channel
from bot.workspaces.roles import Role


class Asker(msgspec.Struct, frozen=True):
    """Who asks, and from where. `locale` is Slack's (zh-CN, en-US, fr-FR …); `zone` is an IANA name.
    `role` is what they are to the workspace, as Slack said just now."""

    workspace: str
    user: str
    channel: str
    locale: str
    zone: str
    role: Role = Role.MEMBER

    @property
    def in_channel(self) -> bool:
        """Whether others are there: not on the Home tab, nor in direct messages with the app (Slack's D…)."""
        return in_channel(self.channel)


class Message(msgspec.Struct, frozen=True):
    """A text with its asker and the instant it was sent (UTC)."""

    text: str
    asker: Asker
    sent_at: datetime
