"""How a key of a workspace is put together: `certminder:{workspace}:what:…`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import quote

_WORKSPACE = re.compile(r"[A-Za-z0-9_-]{1,64}")
_PLAIN = re.compile(r"[A-Za-z0-9_.~-]*").fullmatch
"""What quote leaves as it is."""


def key_of(workspace: str, *parts: str) -> str:
    """Parts are escaped, so that no name of a person's choosing reaches another's key. Raises ValueError when
    `workspace` is no workspace id."""
    check_workspace(workspace)
    escaped = [part if _PLAIN(part) else quote(part, safe="") for part in parts]
    return ":".join((f"certminder:{{{workspace}}}", *escaped))


def check_workspace(workspace: str) -> None:
    """Raises ValueError for what cannot be a workspace's (or an organisation's) id."""
    if not _WORKSPACE.fullmatch(workspace):
        raise ValueError("not a workspace id")


def workspaces_in(found: Iterable[bytes | str]) -> list[str]:
    """Those of these that can be ids of workspaces (or organisations), in order; nothing else is anybody's."""
    texts = (each.decode("ascii", "replace") if isinstance(each, bytes) else each for each in found)
    return sorted(text for text in texts if _WORKSPACE.fullmatch(text))


def workspace_of(key: str) -> str:
    """Whose key this is; "" for one that is no workspace's."""
    found = re.match(r"certminder:\{([^{}]*)\}:", key)
    return found[1] if found else ""
