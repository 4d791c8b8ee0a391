"""Every Redis key is built here: `certminder:{workspace}:what:…`.

The workspace comes first, in braces: all keys of a workspace live on one node of a cluster, and a key without a
workspace cannot be built. Beside each key stands its time to live in seconds; what has none is in `PERMANENT`, with
the reason.
"""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from urllib.parse import quote

DAY = 86_400

LISTING_LOCK_TTL = 120
"""Longer than a listing of 100 000 certificates takes; a fetcher that died blocks the others no longer than this."""
RESULT_TTL = 8 * DAY
"""Buttons work for a week, and a day more for readers in other zones."""
RATE_TTL = 120
"""A budget is full again after a minute."""

PERMANENT: dict[str, str] = {}
"""Patterns (fnmatch) of keys without a time to live, with the reason why they may stay."""

_WORKSPACE = re.compile(r"[A-Za-z0-9_-]{1,64}")


def is_permanent(key: str) -> bool:
    """Whether a key may stay without a time to live."""
    return any(fnmatchcase(key, pattern) for pattern in PERMANENT)


def _key(workspace: str, *parts: str) -> str:
    """Parts are escaped, so that no name of a person's choosing reaches another's key. Raises ValueError when
    `workspace` is no workspace id."""
    if not _WORKSPACE.fullmatch(workspace):
        raise ValueError("not a workspace id")
    return ":".join((f"certminder:{{{workspace}}}", *(quote(part, safe="") for part in parts)))


def everything(workspace: str) -> str:
    """The SCAN pattern of all keys of a workspace."""
    return _key(workspace) + ":*"


def listing(workspace: str, account: str) -> str:
    """The head of an account's listing: its version, age and number of chunks. TTL: the hard age of the settings."""
    return _key(workspace, "listing", account)


def listing_chunk(workspace: str, account: str, version: str, number: int) -> str:
    """One chunk of certificates of one version of a listing. TTL as the head's."""
    return _key(workspace, "listing", account, version, str(number))


def listing_lock(workspace: str, account: str) -> str:
    """Who fetches this listing now. TTL: LISTING_LOCK_TTL."""
    return _key(workspace, "listing-lock", account)


def result(workspace: str, result_id: str) -> str:
    """A result under its short id. TTL: RESULT_TTL."""
    return _key(workspace, "result", result_id)


def rate(workspace: str, whose: str, name: str = "") -> str:
    """The state of a rate limit: `whose` is user, workspace or upstream; `name` who of them. TTL: RATE_TTL at most."""
    return _key(workspace, "rate", whose, name)
