"""Links to files, and what is said where there can be none."""

from __future__ import annotations

from datetime import datetime

import msgspec

from bot.messages import clicks, kit, moments
from bot.messages.foreign import clean, cut, escaped
from bot.messages.reply import Reply
from bot.messages.rows import Reader
from bot.messages.texts import say

UNDERSTOOD = 600


class Links(msgspec.Struct, frozen=True):
    """Where the files are, until when, how many certificates they hold now, and the id that revokes them."""

    csv: str
    ics: str
    until: datetime
    total: int
    id: str
    understood: str = ""


def links(given: Links, reader: Reader) -> Reply:
    """For the asker alone: a link opens for whoever has it."""
    locale = reader.locale
    title = say("export.title", locale, n=given.total)
    reading = cut(clean(given.understood), UNDERSTOOD) if given.understood else say("result.everything", locale)
    until = moments.day_and_clock(given.until, reader.zone, locale)
    words = (say(f"export.revoke_{part}", locale) for part in ("title", "text", "yes", "no"))
    confirm = kit.confirmation(*words)
    revoke = kit.button(
        say("export.revoke", locale), clicks.REVOKE, clicks.value_of(given.id), style="danger", confirm=confirm
    )
    blocks = (
        kit.header(title),
        kit.context(kit.plain(say("result.understood", locale, understood=reading), kit.CONTEXT_TEXT)),
        kit.actions(
            kit.link_button(say("export.csv", locale), given.csv),
            kit.link_button(say("export.ics", locale), given.ics, ".ics"),
            revoke,
        ),
        kit.context(kit.plain(say("export.private", locale, until=until))),
    )
    return Reply(text=escaped(f"{title} {reading}", 1000), blocks=blocks)


def revoked(asked: str, locale: str) -> Reply:
    """The links are gone; what was `asked` can be exported anew."""
    text = say("export.revoked", locale)
    again = kit.button(say("export.again", locale), clicks.ASK, asked)
    return Reply(text=text, blocks=(kit.section(kit.plain(text), again),))


def no_address(locale: str) -> Reply:
    """Nobody could open a link: what the operator sets."""
    text = say("export.no_address", locale)
    return Reply(text=text, blocks=(kit.section(kit.plain(f"⚠️ {text}")),))
