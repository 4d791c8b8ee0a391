"""A workspace's accounts: where its certificates are listed from, under a name that people use in questions; and which
of them a question is about. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import datetime
from typing import Literal

import msgspec

from bot.errors import NotFound

DEFAULT = "default"
"""The first account of the environment."""
FILES = "files"
"""The folder of PEM files, where it stands beside an account at Tencent Cloud."""
RESERVED = frozenset({DEFAULT, FILES})
"""What the environment's accounts are called; no stored one is, whether there are such or not."""
ALL = "*"
"""In a query: every account of the workspace at once. No account can be called so."""
NAME = 32
"""Characters of a name."""

Kind = Literal["certgetlist", "ssl", "pem"]
"""How an account is asked: CertGetList, its successor DescribeCertificates, or a folder of PEM files."""
Endpoint = Literal["china", "international", "private"]
"""Where it is asked: at Tencent Cloud's site for China or the other one, or at the private cloud that the settings
name. No text of a person's ever becomes an address."""
Why = Literal["only", "named", "channel", "first"]
"""Why a question is about an account: there is no other, it was named, the channel's default, the first of all."""

_NAME = re.compile(r"\w[\w.-]*")


class Site(msgspec.Struct, frozen=True):
    """What credentials at Tencent Cloud are for."""

    kind: Kind
    endpoint: Endpoint


class Account(msgspec.Struct, frozen=True):
    """One account. It never holds its credentials: those of the settings are assembly's, stored ones lie sealed beside
    it. `tail`: the last four characters of its SecretId; `by` and `at`: who connected it (a Slack user id) and when
    (UTC); `version` is another one with each change of the credentials, "" for an account of the settings."""

    name: str
    kind: Kind = "certgetlist"
    endpoint: Endpoint = "china"
    tail: str = ""
    by: str = ""
    at: datetime | None = None
    version: str = ""

    @property
    def is_stored(self) -> bool:
        """Whether somebody connected it, so that it can be removed."""
        return bool(self.version)


class Chosen(msgspec.Struct, frozen=True):
    """The account a question is about, or all of them: its names, and why these."""

    names: tuple[str, ...]
    why: Why


class Known(msgspec.Struct, frozen=True):
    """What a workspace has: its accounts, the environment's first, then as they were connected; and the default ones
    of channels, by the channel's id."""

    accounts: tuple[Account, ...]
    defaults: Mapping[str, str] = {}

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(account.name for account in self.accounts)

    def get(self, name: str) -> Account | None:
        """The account that a person calls so, in whatever case and width."""
        return next((account for account in self.accounts if folded(account.name) == folded(name)), None)

    def default(self, channel: str) -> Account | None:
        """What a channel chose; None where it chose nothing, or what is gone."""
        name = self.defaults.get(channel)
        return None if name is None else self.get(name)

    def chosen(self, wanted: str | None, channel: str) -> Chosen:
        """What a question asked in `channel` is about: the account it names (ALL: every one), else the channel's
        default, else the workspace's first. Raises NotFound for a name that is none, and where there is no account."""
        if not self.accounts:
            raise NotFound("account", "" if wanted in {None, ALL} else wanted or "")
        if wanted == ALL:
            return Chosen(self.names, "named" if len(self.names) > 1 else "only")
        if wanted is not None:
            return self._named(wanted)
        default = self.default(channel)
        if len(self.accounts) == 1:
            return Chosen(self.names, "only")
        return Chosen((default.name,), "channel") if default else Chosen(self.names[:1], "first")

    def _named(self, wanted: str) -> Chosen:
        found = self.get(wanted)
        if found is None:
            raise NotFound("account", wanted)
        return Chosen((found.name,), "named" if len(self.accounts) > 1 else "only")


def of_settings(
    tencent: Kind | None, *, has_folder: bool, endpoint: Endpoint = "china", tail: str = ""
) -> tuple[Account, ...]:
    """The accounts of one environment: how Tencent Cloud is asked (None: it isn't), where, the end of its SecretId, and
    whether there is a folder of PEM files. Whichever comes first is the default one."""
    names = iter((DEFAULT, FILES))
    asked = (Account(next(names), tencent, endpoint, tail),) if tencent else ()
    return (*asked, *((Account(next(names), "pem"),) if has_folder else ()))


def folded(name: str) -> str:
    """A name as it is compared."""
    return unicodedata.normalize("NFKC", name).casefold()


def is_name(name: str) -> bool:
    """Whether an account can be called so: one word that is typed without quotes, and that nothing else has."""
    return bool(_NAME.fullmatch(name)) and len(name) <= NAME and folded(name) not in RESERVED
