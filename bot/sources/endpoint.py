"""Where a source may be asked: https anywhere an operator says, plain http on this machine only."""

from __future__ import annotations

import httpx

_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


class UnusableEndpoint(ValueError):
    """No request goes to such an address; the message says why, in one sentence without the address."""


def endpoint(url: str, path: str = "/") -> httpx.URL:
    """The address as httpx itself will read it, with `path` where it has none. Raises UnusableEndpoint.

    Names are compared as written: `127.1`, `2130706433` or `localhost.` are no loopback here, so plain http is refused.
    """
    try:
        read = httpx.URL(url)
    except (httpx.InvalidURL, TypeError):
        raise UnusableEndpoint("The endpoint is not a URL.") from None
    if read.scheme != "https" and not (read.scheme == "http" and read.host in _LOOPBACK):
        raise UnusableEndpoint("The endpoint must be https; http is for 127.0.0.1, ::1 and localhost only.")
    if not read.host or (read.port is not None and not 0 < read.port < 65536):
        raise UnusableEndpoint("The endpoint has no host, or a port that does not exist.")
    if read.userinfo or read.query or read.fragment:
        raise UnusableEndpoint("The endpoint must not have a user, a query or a fragment.")
    return read if read.path not in ("", "/") else read.copy_with(path=path)
