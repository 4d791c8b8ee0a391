"""Host names as a person may trust them: where letters of several alphabets look alike, punycode stands beside.

The rule for mixed alphabets follows Unicode TS 39, "highly restrictive": Latin mixes with Han, kana, bopomofo and
hangul, and with nothing else.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from bot.certificates import Certificate
from bot.messages.foreign import clean, cut
from bot.messages.texts import say

_EAST_ASIAN = frozenset({"CJK", "HIRAGANA", "KATAKANA", "BOPOMOFO", "HANGUL"})
_ACE = "xn--"
_LONGEST = 253
"""Characters of a DNS name."""
_BESIDE = 48
"""Characters each of two forms may take, so that neither pushes the other off the line."""


def title(certificate: Certificate, locale: str) -> str:
    """What a certificate is called in a row: its domain, else its alias, else its id; one clean line, not escaped."""
    name = certificate.domain or next(iter(certificate.names), "")
    if name.strip():
        return shown(name, locale)
    return clean(certificate.alias or certificate.id or say("name.nameless", locale))


@lru_cache(maxsize=4096)
def shown(host: str, locale: str) -> str:
    """A host name, with its other form beside it when it is internationalised: `пример.example (xn--…)`."""
    name = clean(host[:_LONGEST])
    other = _to_ascii(name) if not name.isascii() else _to_unicode(name)
    if other == name:
        return name
    flag = f", {say('name.mixed', locale)}" if is_mixed(name if not name.isascii() else other) else ""
    return f"{cut(name, _BESIDE)} ({cut(other, _BESIDE)}{flag})"


def is_mixed(host: str) -> bool:
    """Does one label draw on alphabets that are not written together?"""
    return any(_mixed_label(label) for label in host.split("."))


def _mixed_label(label: str) -> bool:
    scripts = {_script(character) for character in label if character.isalpha()}
    foreign = scripts - _EAST_ASIAN
    return len(foreign) > 1 or bool(scripts & _EAST_ASIAN and foreign - {"LATIN"})


def _script(character: str) -> str:
    """The alphabet, as the first word of the character's Unicode name; full-width letters are Latin."""
    name = unicodedata.name(unicodedata.normalize("NFKC", character)[0], "?")
    return name.split()[0]


def _to_ascii(host: str) -> str:
    return ".".join(_ace(label) for label in host.split("."))


def _ace(label: str) -> str:
    folded = unicodedata.normalize("NFKC", label).lower()
    return folded if folded.isascii() else _ACE + folded.encode("punycode").decode("ascii")


def _to_unicode(host: str) -> str:
    return clean(".".join(_decoded(label) for label in host.split(".")))


def _decoded(label: str) -> str:
    """The label behind xn--; one that does not decode stays as it is."""
    if not label.lower().startswith(_ACE):
        return label
    try:
        return label[len(_ACE) :].encode("ascii").decode("punycode") or label
    except (UnicodeError, ValueError, OverflowError):
        return label
