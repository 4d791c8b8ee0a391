"""Host names and wildcards: the rule by which the grammar knows one, and all that a message of any length names.

Patterns are matched at one place and cannot run back over the text, so that the cost is linear.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

import idna

from bot.language.vocabulary import PHRASES

LONGEST = 253
"""Characters of a DNS name."""
READ = 100_000
"""Characters of a message that are looked at: more than Slack lets anybody write."""

_NAME = re.compile(
    r"(?:https?://)?([a-z0-9_*][a-z0-9_.*-]{0,252}\.[a-z0-9_.-]{0,252}[a-z0-9])(?::\d+)?(?:/[^\s\u2e80-\uffff]*)?"
)
"""No part is longer than DNS allows a name, so that a run of dots is not gone through again for each of them."""
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\Z")
_MONTHS = frozenset(words[0] for entries in PHRASES.values() for words, meaning in entries if "MONTH" in meaning)

_MARKUP = re.compile(r"<([^<>|]{1,3000})(?:\|([^<>]{0,3000}))?>|&(?:amp|lt|gt);")
_RUN = re.compile(r"(?<![\w*-])[\w*-]+(?:\.[\w-]+)+")
_HAN = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af]")
_FILES = frozenset((
    "cer", "cfg", "conf", "crt", "css", "csr", "csv", "doc", "docx", "env", "gif", "gz", "htm", "html", "ini", "jks",
    "jpeg", "jpg", "js", "json", "key", "lock", "log", "pdf", "pem", "pfx", "php", "png", "ps1", "svg", "tar", "tmp",
    "toml", "ts", "txt", "xls", "xlsx", "xml", "yaml", "yml",
))  # fmt: skip
"""Endings of files, none of which is a top-level domain."""


def name_at(read: str, at: int) -> re.Match[str] | None:
    """The name (group 1) that stands at a place of a text in lower case, with what belongs to its URL; dates written
    with dots and abbreviations are none."""
    match = _NAME.match(read, at)
    if not match or (at and read[at - 1].isascii() and read[at - 1].isalnum()):
        return None
    labels = match[1].split(".")
    if labels[0] == "*":
        labels = labels[1:]
    top = labels[-1]
    good = top.isalpha() or top.startswith("xn--")
    dateish = all(label.isdigit() or label in _MONTHS for label in labels)
    if len(top) < 2 or not good or dateish or not all(_LABEL.match(label) for label in labels):
        return None
    return match


def whole_name(text: str) -> str:
    """The name that the text is, with A-labels (`xn--…`) for international ones; "" where it is something else."""
    name = unicodedata.normalize("NFKC", text).lower().rstrip(".")
    run = _ascii(name) if len(name) <= LONGEST else ""
    match = name_at(run, 0)
    return run if match and match[1] == run and len(run) <= LONGEST else ""


def hostnames(text: str) -> list[str]:
    """All names of a message as Slack sends it, in order and once each: in prose of any language, in links and behind
    them. Addresses of people, paths and files are none."""
    read = unicodedata.normalize("NFKC", _MARKUP.sub(_unwrapped, text[:READ])).lower()
    return list(dict.fromkeys(name for run in _runs(read) if (name := whole_name(run)) and not _is_file(name)))


def _unwrapped(match: re.Match[str]) -> str:
    """A link says its address and its label; mentions of people, channels and dates say nothing."""
    address, label = match[1] or "", match[2] or ""
    return " " if address.startswith(("@", "#", "!", "mailto:", "tel:")) else f" {address} {label} "


def _runs(read: str) -> Iterator[str]:
    """Stretches with a dot inside, outside of addresses and paths; Chinese beside a name is prose."""
    for match in _RUN.finditer(read):
        before = read[max(0, match.start() - 2) : match.start()]
        if before.endswith("@") or (before.endswith("/") and before != "//"):
            continue
        first, *middle, last = match.group().split(".")
        yield ".".join((_HAN.split(first)[-1] or first, *middle, _HAN.split(last, maxsplit=1)[0] or last))


def _ascii(run: str) -> str:
    try:
        return ".".join(each if each.isascii() else idna.encode(each, uts46=True).decode() for each in run.split("."))
    except idna.IDNAError:
        return run


def _is_file(name: str) -> bool:
    return name.rpartition(".")[2] in _FILES
