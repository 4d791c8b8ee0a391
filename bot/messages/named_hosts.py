"""The host names of a message: for each what is usable for it, above the list of those certificates."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from bot.certificates import Certificate
from bot.messages import kit, moments, names, states
from bot.messages.foreign import escaped
from bot.messages.reply import Block, Reply
from bot.messages.rows import Reader
from bot.messages.texts import say

TEXT = 1000


class Usable(msgspec.Struct, frozen=True):
    """A host name or pattern, how many certificates are usable for it, and the one that matters most, if any."""

    host: str
    count: int
    best: Certificate | None = None


def render(hosts: Sequence[Usable], found: Reply, reader: Reader, *, left: int = 0) -> Reply:
    """`found` is the answer that lists their certificates; `left` names were not looked up."""
    title, lines = _title(hosts, reader.locale), [_line(each, reader) for each in hosts]
    said = say("named.more", reader.locale, n=left)
    more = [kit.context(kit.plain(said))] if left else []
    head: tuple[Block, ...] = (kit.header(title), kit.section(kit.plain("\n".join(lines))), *more)
    text = "\n".join(escaped(each) for each in (title, *lines))[:TEXT]
    if not any(each.count for each in hosts):
        return Reply(text=text, blocks=head)
    head = (*head, kit.divider())
    rich = (*head, *found.rich) if found.rich else ()
    return Reply(text=text, blocks=(*head, *found.blocks), rich=rich)


def none(locale: str) -> Reply:
    """The message names no host."""
    text = say("named.none", locale)
    return Reply(text=text, blocks=(kit.section(kit.plain(text)),))


def _title(hosts: Sequence[Usable], locale: str) -> str:
    parts = [say("named.title", locale, n=len(hosts))]
    if uncovered := sum(not each.count for each in hosts):
        parts.append(say("named.uncovered", locale, n=uncovered))
    return say("result.joint", locale).join(parts)


def _line(usable: Usable, reader: Reader) -> str:
    host = names.shown(usable.host, reader.locale)
    if usable.best is None:
        return say("named.missing", reader.locale, host=host)
    state = states.state(usable.best, reader.now, reader.locale)
    ends = moments.ends(usable.best.expires, reader.now, reader.zone, reader.locale)
    line = say("named.covered", reader.locale, emoji=state.emoji, host=host, state=state.word, ends=ends)
    return say("named.counted", reader.locale, line=line, n=usable.count) if usable.count > 1 else line
