"""How the text of a variable becomes a value. Each reader raises ValueError with what the text must be."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.settings.settings import Secret
from bot.store.addresses import read_address

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
"""Hosts on which nothing but a played Slack can be."""


def url(*schemes: str) -> Callable[[str], str]:
    """A URL of one of these schemes, or nothing."""

    def read(text: str) -> str:
        if text and (urlsplit(text).scheme not in schemes or not (urlsplit(text).netloc or urlsplit(text).path)):
            raise ValueError(f"must be a URL starting with {' or '.join(f'{scheme}://' for scheme in schemes)}")
        return text

    return read


def redis_url(text: str) -> Secret:
    """An address that store.addresses can read, or nothing; it may hold a password."""
    if text:
        read_address(text)
    return Secret(text)


def source_url(text: str) -> str:
    """Where a source is asked. sources.endpoint is as strict: what it would refuse at the first question is told at
    the start."""
    parts = urlsplit(url("http", "https")(text))
    if parts.scheme == "http" and parts.hostname not in LOOPBACK:
        raise ValueError("must be https; http is for 127.0.0.1, ::1 and localhost only")
    return text


def number(low: int, high: int) -> Callable[[str], int]:
    """A whole number, both ends included."""

    def read(text: str) -> int:
        if not text.isascii() or not text.isdigit() or not low <= int(text) <= high:
            raise ValueError(f"must be a whole number from {low} to {high}")
        return int(text)

    return read


def one_of(*choices: str) -> Callable[[str], str]:
    """One of these words as they are written."""

    def read(text: str) -> str:
        if text not in choices:
            raise ValueError(f"must be one of {', '.join(choices)}")
        return text

    return read


def zone(text: str) -> str:
    """The name of an IANA time zone."""
    try:
        return ZoneInfo(text).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError("must be a zone of the IANA database, such as Asia/Shanghai") from None


def locale(text: str) -> str:
    """Slack's spelling (zh-CN) of a POSIX locale (zh_CN.UTF-8)."""
    return text.split(".")[0].replace("_", "-")


def endpoint(text: str) -> str:
    """A public site of Tencent Cloud by its name, or a private cloud's URL."""
    return text if text in {"china", "international"} else source_url(text)


def folder(text: str) -> Path | None:
    """A folder that is there."""
    if text and not Path(text).expanduser().is_dir():
        raise ValueError("must be a folder that exists")
    return Path(text).expanduser() if text else None


def optional_path(text: str) -> Path | None:
    """A file that need not be there yet."""
    return Path(text) if text else None


def ids(text: str) -> frozenset[str]:
    """Ids with commas or blanks between them."""
    return frozenset(text.replace(",", " ").split())


def slack_api_url(text: str) -> str:
    """A URL that ends in a slash: slack_sdk only joins texts."""
    given = url("http", "https")(text)
    return given if given.endswith("/") else f"{given}/"
