"""How each language puts a request's words together. The words themselves come from the vocabularies."""

from __future__ import annotations

from collections.abc import Hashable
from typing import NamedTuple

from bot.language.vocabulary import spellings


class Wording(NamedTuple):
    """How a language puts words together. Templates take {verb}, {a}, {b} and the like."""

    language: str
    joint: str
    either: str
    day: str
    range: str
    until: str
    since: str
    overdue: str
    fields: dict[str, str]
    without: str
    name: str
    source: str
    top: str
    schedule: str
    every: str
    days: str
    bands: str
    snooze: str
    because: str
    everything: str


ENGLISH = Wording(
    language="en",
    joint=", ",
    either=" or ",
    day="{verb} on {a}",
    range="{verb} from {a} to {b}",
    until="{verb} until {b}",
    since="{verb} from {a} on",
    overdue="expired or expiring until {b}",
    without="but not {what}",
    name="for {name}",
    fields={"expires": "expiring", "begins": "issued", "created": "created", "expired": "expired"},
    source="from {source}",
    top="top {n}",
    schedule="at {at} {days}",
    every="every {day}",
    days=" and ",
    bands="{days} days before the end",
    snooze="{target} until {day}",
    because=" because {reason}",
    everything="all certificates",
)
CHINESE = Wording(
    language="zh",
    joint="，",
    either="或",
    day="{a}{verb}",
    range="{a}至{b}{verb}",
    until="截至{b}{verb}",
    since="{a}起{verb}",
    overdue="已过期或截至{b}到期",
    without="不含{what}",
    name="域名 {name}",
    source="来自{source}",
    top="前{n}个",
    fields={"expires": "到期", "begins": "签发", "created": "创建", "expired": "已过期"},
    schedule="{days} {at}",
    every="每{day}",
    days="和",
    bands="提前{days}天",
    snooze="{target} 到 {day}",
    because=" 因为{reason}",
    everything="所有证书",
)


def first(words: Wording, category: str, meaning: Hashable) -> str:
    """The usual word; where a language has none of its own, the English one."""
    for language in (words.language, "en"):
        if found := spellings(language, category, meaning):
            return found[0]
    return str(meaning)
