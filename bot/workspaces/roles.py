"""Who may do what: one table, asked again at every text, click and submitted form."""

from __future__ import annotations

from enum import IntEnum

import msgspec

from bot.errors import NotAllowed


class Role(IntEnum):
    """What a person is to a workspace; each may all that the ones before may."""

    STRANGER = 0
    """A guest, or nobody of this workspace: a member of another one, of the same organisation or through Slack
    Connect."""
    GUEST = 1
    """The same, where the operator lets them ask."""
    MEMBER = 2
    ADMIN = 3
    """An admin or owner of the workspace, or named by the operator."""


class Rule(msgspec.Struct, frozen=True):
    """`least`: the role it takes. `here`: only on what belongs to the channel that the request came from, or to the
    person: Slack lets nobody type or click where they are no member."""

    least: Role
    here: bool = False


TABLE: dict[str, Rule] = {
    "query": Rule(Role.GUEST),
    "share": Rule(Role.MEMBER),
    "export": Rule(Role.MEMBER),
    "view": Rule(Role.MEMBER),
    "attend": Rule(Role.MEMBER),
    "subscribe": Rule(Role.MEMBER, here=True),
    "accounts": Rule(Role.ADMIN),
    "defaults": Rule(Role.ADMIN),
    "audit": Rule(Role.ADMIN),
}
"""By action: query (ask, turn a page, see details), share (a list in a channel), export (files and their links), view
(save or delete a question), attend (take or snooze a certificate), subscribe (set, change or end a reminder),
accounts (connect or remove), defaults (of a channel), audit (read the trail)."""


def may(action: str, role: Role, *, here: bool = True) -> bool:
    """Whether this role may do it; `here` says whether it is about the channel of the request, or the person's own."""
    rule = TABLE[action]
    return role >= rule.least and (here or not rule.here)


def require(action: str, role: Role, *, here: bool = True) -> None:
    """Raises NotAllowed."""
    if not may(action, role, here=here):
        raise NotAllowed(action)
