"""The bot's tokens: one that stays, or, with token rotation, one that expires beside a refresh token that is good once.

Source: docs.slack.dev/authentication/using-token-rotation and /reference/methods/oauth.v2.access. The access token of
before stays valid until its end; of an installation at most two are active, and the oldest goes when there is a third.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass

from bot.playground.slack_refusals import Refused

LIFETIME = 43_200
ACTIVE = 2


@dataclass
class Issued:
    """A token of the installation in `where` (a workspace, or an organisation), good until `ends` (Unix seconds)."""

    where: str
    access: str
    refresh: str = ""
    ends: float = float("inf")
    revoked: bool = False
    exchanged: bool = False


class Tokens:
    """All tokens of one world. `first` is the one of an app that is installed in `team` from the start."""

    def __init__(self, clock: Callable[[], float], team: str, first: str) -> None:
        self._clock = clock
        self.issued = [Issued(team, first)]
        self.caller = self.issued[0]
        """Whose call is being answered."""

    def issue(self, where: str, *, rotating: bool, lifetime: int = LIFETIME) -> Issued:
        """For a new installation. Without rotation it has the token that it had before."""
        if not rotating:
            lasting = [each for each in self.issued if each.where == where and not each.refresh]
            found = lasting[0] if lasting else self._added(Issued(where, f"xoxb-{secrets.token_hex(12)}"))
            found.revoked = False
            return found
        return self._pair(where, lifetime)

    def refreshed(self, refresh: str, lifetime: int = LIFETIME) -> Issued:
        """The next pair for a refresh token, each of which is taken once. Raises Refused."""
        found = next((each for each in self.issued if each.refresh and each.refresh == refresh), None)
        if found is None or found.exchanged or found.revoked:
            raise Refused("invalid_refresh_token")
        found.exchanged = True
        return self._pair(found.where, lifetime)

    def admitted(self, access: str) -> Issued:
        """Whose token this is. Raises Refused."""
        found = next((each for each in self.issued if each.access == access), None)
        if found is None:
            raise Refused("invalid_auth")
        if found.revoked:
            raise Refused("token_revoked")
        if self._clock() >= found.ends:
            raise Refused("token_expired")
        return found

    def revoke(self, where: str) -> None:
        """Every token of an installation, as at its end."""
        for each in self._of(where):
            each.revoked = True

    def restore(self, where: str) -> None:
        """As if nothing had been revoked."""
        for each in self._of(where):
            each.revoked = False

    def expire(self, where: str) -> None:
        """The end of the access tokens that can be renewed comes now."""
        for each in self._of(where):
            each.ends = min(each.ends, self._clock()) if each.refresh else each.ends

    def is_installed(self, where: str) -> bool:
        """Whether there is an installation of this workspace or organisation itself."""
        return any(not each.revoked for each in self._of(where))

    def _of(self, where: str) -> list[Issued]:
        return [each for each in self.issued if each.where == where]

    def _pair(self, where: str, lifetime: int) -> Issued:
        access, refresh = f"xoxe.xoxb-1-{secrets.token_hex(12)}", f"xoxe-1-{secrets.token_hex(12)}"
        new = self._added(Issued(where, access, refresh, self._clock() + lifetime))
        active = [each for each in self._of(where) if each.refresh and not each.revoked and each.ends > self._clock()]
        for each in active[:-ACTIVE]:
            each.revoked = True
        return new

    def _added(self, issued: Issued) -> Issued:
        self.issued.append(issued)
        return issued
