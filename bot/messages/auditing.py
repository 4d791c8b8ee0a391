"""The audit trail as admins read it: when, who, what, from what to what."""

from __future__ import annotations

from collections.abc import Sequence

from bot.messages import kit, moments
from bot.messages.foreign import clean, code, cut
from bot.messages.mentions import channel, mention
from bot.messages.reply import Block, Reply
from bot.messages.rows import Reader
from bot.messages.texts import has, say
from bot.workspaces.audit import Entry, Record

SHOWN = 20
TEXT = 200
ABOUT_CHANNELS = {"result.share", "result.unshare", "account.default"}
"""Acts whose subject is a channel; the name of anything else may look like a channel's id."""


def trail(records: Sequence[Record], reader: Reader) -> Reply:
    """The newest acts, newest first, a section each."""
    if not records:
        text = say("audit.empty", reader.locale)
        return Reply(text=text, blocks=(kit.section(kit.plain(text)),))
    head = kit.header(say("audit.title", reader.locale))
    rows = [_row(record, reader) for record in records[:SHOWN]]
    return Reply(text=say("audit.text", reader.locale, n=len(rows)), blocks=(head, *rows))


def _row(record: Record, reader: Reader) -> Block:
    entry = record.entry
    line = say(
        "audit.line",
        reader.locale,
        when=moments.for_everyone(record.at, reader.zone, reader.locale),
        who=mention(entry.actor),
        what=f"*{_what(entry, reader.locale)}*",
    )
    return kit.section(kit.mrkdwn("\n".join(filter(None, (f"{line} {_subject(entry)}".rstrip(), _change(entry))))))


def _what(entry: Entry, locale: str) -> str:
    """What it is called; an act of a later version keeps its own name."""
    key = f"audit.{entry.action}"
    return say(key, locale) if has(key) else cut(clean(entry.action), TEXT).replace("*", "")


def _subject(entry: Entry) -> str:
    if entry.action in ABOUT_CHANNELS:
        return channel(entry.subject)
    return code(entry.subject, TEXT) if entry.subject else ""


def _change(entry: Entry) -> str:
    """From what to what, and the id that leads to the log."""
    before, after = (code(cut(clean(text), TEXT)) if text else "" for text in (entry.before, entry.after))
    arrow = " → " if before and after else ""
    number = f"({code(entry.request_id)})" if entry.request_id else ""
    return f"{before}{arrow}{after} {number}".strip()
