"""What stands in the certificate itself, beyond its row in the inventory."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.messages import kit
from bot.messages.foreign import clean, cut
from bot.messages.reply import Block
from bot.messages.texts import say
from bot.sources.x509_fields import Facts

VALUE = 300
SHOWN = ("serial", "sha256", "key", "signature", "subject", "issuer", "chain")


_LEAF = re.compile(r"-{5}BEGIN\sCERTIFICATE-{5}[A-Za-z0-9+/=\s]+-{5}END\sCERTIFICATE-{5}")
"""The first certificate of a chain; nothing but base64 gets into a message this way."""
LONGEST_PEM = 8_000
"""Characters; one with hundreds of names is for a file."""


def blocks(facts: Facts, pem: str, locale: str) -> list[Block]:
    """A title, its fields, and the certificate without its chain to copy; what is missing is left out."""
    title = kit.section(kit.mrkdwn(f"*{say('paper.title', locale)}*"))
    return [title, *kit.fields(_fields(facts, locale)), *_to_copy(pem)]


def _to_copy(pem: str) -> Iterator[Block]:
    leaf = _LEAF.search(pem)
    if leaf and len(leaf.group()) <= LONGEST_PEM:
        text: Block = {"type": "text", "text": leaf.group()}
        yield {"type": "rich_text", "elements": [{"type": "rich_text_preformatted", "elements": [text]}]}


def _fields(facts: Facts, locale: str) -> Iterator[Block]:
    values = {
        "serial": in_pairs(facts.serial),
        "sha256": in_pairs(facts.sha256),
        "key": facts.key,
        "signature": facts.signature,
        "subject": facts.subject,
        "issuer": facts.issuer,
        "chain": say("paper.chain_length", locale, n=facts.chain_length),
    }
    for name in SHOWN:
        if values[name].strip():
            shown = cut(clean(values[name]), VALUE)
            yield kit.plain(f"{say(f'paper.{name}', locale)}\n{shown}", kit.FIELD_TEXT)


def in_pairs(digits: str) -> str:
    """Hex as certificate viewers write it: 0A:1B:…"""
    even = digits.upper().zfill(len(digits) + len(digits) % 2)
    return ":".join(even[at : at + 2] for at in range(0, len(even), 2))
