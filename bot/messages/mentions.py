"""People and groups in mrkdwn: only ids that Slack itself gives become a mention."""

from __future__ import annotations

import re

from bot.messages.foreign import code

_PERSON = re.compile(r"[UW][A-Z0-9]{1,20}")
_GROUP = re.compile(r"S[A-Z0-9]{1,20}")
_CHANNEL = re.compile(r"[CGD][A-Z0-9]{1,20}")


def is_person(name: str) -> bool:
    """Whether this is the id of a person (not of a user group)."""
    return _PERSON.fullmatch(name) is not None


def mention(name: str) -> str:
    """`<@U1>` for a person, `<!subteam^S1>` for a user group; whatever else is shown as it is written."""
    if is_person(name):
        return f"<@{name}>"
    return f"<!subteam^{name}>" if _GROUP.fullmatch(name) else code(name)


def is_channel(name: str) -> bool:
    """Whether this is the id of a channel (not of a person, in whose direct messages the app speaks)."""
    return _CHANNEL.fullmatch(name) is not None


def in_channel(name: str) -> bool:
    """Whether others may be there: not in direct messages."""
    return is_channel(name) and not name.startswith("D")


def channel(name: str) -> str:
    """`<#C1>`, which Slack shows to members only."""
    return f"<#{name}>" if is_channel(name) else code(name)
