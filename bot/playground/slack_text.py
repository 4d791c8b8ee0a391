"""What Slack's composer makes of typed text before an app gets it: escaped, mentions and links decorated.

Rules: docs.slack.dev/messaging/formatting-message-text and "Escape channels, users, and links" of a slash command.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from bot.playground.slack_store import Channel, Person

_TLDS = "com|net|org|cn|io|dev|cloud|app|co|me|info|xyz|top|hk|tw|uk|de|fr|jp|shop|store|site|online|edu|gov"
_LINK = re.compile(
    r"(?P<url>https?://[^\s<>|]+)"
    r"|(?P<mail>[\w.+-]+@(?:[a-z0-9-]+\.)+[a-z]{2,})"
    rf"|(?<![\w@/-])(?<!\w\.)(?P<host>(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?:{_TLDS}))(?![\w-]|\.\w)"
    r"|(?<![\w@])@(?P<user>[\w.-]*\w)"
    r"|(?<![\w#&])#(?P<channel>[\w-]+)",
    re.IGNORECASE | re.ASCII,
)
_BROADCASTS = {"channel", "here", "everyone"}


def escaped(text: str) -> str:
    """The three characters Slack escapes."""
    return escape(text, quote=False)


def decorated(text: str, people: Iterable[Person], channels: Iterable[Channel], *, labels: bool) -> str:
    """Typed text as an app receives it: hosts, addresses, `@name` and `#name` become `<…>`; with `labels` (commands)
    mentions carry their name: `<@U1|alice>`."""
    users = {each.name.lower(): each for each in people}
    rooms = {each.name.lower(): each for each in channels if each.im_with is None}

    def replaced(match: re.Match[str]) -> str:
        whole = match.group()
        if match["url"]:
            return f"<{whole}>"
        if match["mail"]:
            return f"<mailto:{whole}|{whole}>"
        if match["host"]:
            return f"<http://{whole}|{whole}>"
        return _mention(match, users, rooms, labels) or whole

    return _LINK.sub(replaced, escaped(text))


def _mention(match: re.Match[str], users: dict[str, Person], rooms: dict[str, Channel], labels: bool) -> str | None:
    if name := match["user"]:
        if name.lower() in _BROADCASTS:
            return f"<!{name.lower()}>"
        person = users.get(name.lower())
        label = f"|{person.name}" if person and labels else ""
        return f"<@{person.id}{label}>" if person else None
    room = rooms.get(match["channel"].lower())
    return f"<#{room.id}|{room.name}>" if room else None
