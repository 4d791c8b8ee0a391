"""The answer to a question: counts, what was understood, a page of rows, and what can be done with them."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from bot.certificates import Page, Query, Sort
from bot.language.describe import parts_of
from bot.messages import clicks, data_table, freshness, kit, moments, refining
from bot.messages.foreign import ELLIPSIS, clean, code, cut, escaped
from bot.messages.preferring import choosing, says
from bot.messages.refining import Facet
from bot.messages.renewals import Renewals
from bot.messages.reply import Block, Reply
from bot.messages.rows import NONE_RENEWED, Reader, line, row
from bot.messages.texts import say

SORTS = ("expires", "-expires", "-begins", "-created", "domain", "status")
CHIP, CHIPS = 200, 700
"""Characters of a condition, and of all together as they are sent."""
LINES_OF_TEXT = 5
ASKABLE = 200
"""Characters of a text that a button asks: as many as the language reads."""


class Understood(msgspec.Struct, frozen=True):
    """How a question was read: `line` is describe()'s sentence, `guessed` the words that were guessed, `others` the
    readings not taken, as texts that can be asked. All of it may hold words of the asker."""

    line: str = ""
    guessed: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    text: str = ""
    """As it was typed; buttons ask it again when their result is gone."""
    choices: tuple[str, ...] = ()
    """What the person chooses who takes one of `others`, in their order; "" for none."""
    taken: tuple[str, ...] = ()
    """What was read as the person once chose."""
    zone: str = ""
    """In which the days of the question were read (IANA); "" where it names none."""


class Tally(msgspec.Struct, frozen=True):
    """Of everything that matched, not of this page alone: how many are over, how many end within 7 days."""

    expired: int = 0
    soon: int = 0


def render(
    page: Page,
    understood: Understood,
    reader: Reader,
    *,
    tally: Tally | None = None,
    renewals: Renewals = NONE_RENEWED,
    facets: tuple[Facet, ...] = (),
    shareable: bool = True,
) -> Reply:
    """A private answer with everything to go on from it, in about 17 blocks. A page without a result id (it could not
    be kept) has no buttons; `shareable`: there is somebody to share it with."""
    head = tuple(_head(page, understood, reader, tally))
    ways = _foot(page, understood.text, facets, reader, shareable=shareable) if page.total else _empty(page, reader)
    foot = tuple(ways)
    shown, result_id = page.rows[: kit.PAGE_ROWS], page.result_id or None
    several = bool(page.parts)
    rows = [row(each, reader, result_id=result_id, renewals=renewals, with_account=several) for each in shown]
    table = data_table.blocks(page, reader, caption=_counts(page, reader, None), renewals=renewals)
    rich = (*head, *table, *foot) if table else ()
    return Reply(text=_text(page, understood, reader), blocks=(*head, *rows, *foot), rich=rich)


def rerun(reply: Reply, locale: str) -> Reply:
    """The answer to a button whose result was gone: it says that the question was asked again."""
    said = kit.context(kit.plain(say("result.rerun", locale)))
    blocks, rich = ((*each[:1], said, *each[1:]) if each else () for each in (reply.blocks, reply.rich))
    return Reply(text=reply.text, blocks=blocks, rich=rich, public=reply.public)


def shared(page: Page, understood: Understood, reader: Reader, who: str, *, renewals: Renewals = NONE_RENEWED) -> Reply:
    """The same for the whole channel: who shared it (`who` is a Slack user id), dates in each reader's own zone, a
    button that opens a private copy, and one with which that person (or an admin) takes it back."""
    mention = say("result.shared_by", reader.locale, who=f"<@{who}>")
    head = tuple(_head(page, understood, reader, None))
    several = bool(page.parts)
    rows = [
        row(item, reader, result_id=page.result_id, many_readers=True, renewals=renewals, with_account=several)
        for item in page.rows[: kit.PAGE_ROWS]
    ]
    caption = _counts(page, reader, None)
    table = data_table.blocks(page, reader, caption=caption, renewals=renewals, many_readers=True)
    foot = (
        kit.context(kit.mrkdwn(mention), kit.plain(_as_of(page, reader))),
        kit.actions(
            _page_button("result.open", page, 1, clicks.PAGE, reader),
            _asked_again("result.unshare", clicks.UNSHARE, clicks.value_of(who), reader.locale),
            block_id=clicks.asking(clicks.ROW_DO, understood.text),
        ),
    )
    text = _text(page, understood, reader)
    return Reply(text=text, blocks=(*head, *rows, *foot), rich=(*head, *table, *foot), public=True)


def unshared(question: str, locale: str) -> Reply:
    """A shared list is gone from the channel; whoever regrets it asks its question again, and shares that."""
    text = say("result.unshared", locale)
    again = kit.button(say("view.ask_again", locale), clicks.ASK, question) if question.strip() else None
    return Reply(text=text, blocks=(kit.section(kit.plain(text), again),))


def sort_key(query: Query) -> str:
    """The sort of a query as an option of the menu: `-begins` for newest first."""
    return f"{'-' if query.descending else ''}{query.sort or Sort.EXPIRES}"


def sort_of(key: str) -> tuple[Sort, bool] | None:
    """(sort, descending) of a menu's option; None for one that is not offered."""
    return (Sort(key.lstrip("-")), key.startswith("-")) if key in SORTS else None


def _head(page: Page, understood: Understood, reader: Reader, tally: Tally | None) -> Iterator[Block]:
    yield kit.header(_counts(page, reader, tally))
    yield kit.context(kit.mrkdwn(_reading(understood, reader.locale)))
    if guess := guessed(understood, reader.locale):
        yield kit.context(kit.plain(guess))
    if understood.taken:
        yield kit.context(*(kit.plain(f"👤 {says(choice, reader.locale)}") for choice in understood.taken))
    others = [text for text in understood.others if 0 < len(text.strip()) <= ASKABLE][:3]
    if others:
        yield kit.actions(*(_ask_button(index, text, understood, reader) for index, text in enumerate(others)))
    if page.parts:
        yield from freshness.troubles(page.parts, reader)
        return
    for key in _warnings(page):
        time = moments.age(page.as_of, reader.now, reader.zone, reader.locale)
        yield kit.context(kit.plain(say(key, reader.locale, time=time)))


def guessed(understood: Understood, locale: str) -> str:
    """What the reader is asked to check; empty where nothing was guessed."""
    words = say("help.joint", locale).join(clean(word) for word in understood.guessed)
    return f"❓ {say('result.guessed', locale, n=len(understood.guessed), words=cut(words, 200))}" if words else ""


def _warnings(page: Page) -> Iterator[str]:
    if page.stale:
        yield "result.stale"
    if not page.complete:
        yield "result.partial"


def _counts(page: Page, reader: Reader, tally: Tally | None) -> str:
    if not page.total:
        return say("result.none", reader.locale)
    parts = [say("result.count", reader.locale, n=page.total)]
    if tally and tally.expired:
        parts.append(say("result.expired", reader.locale, n=tally.expired))
    if tally and tally.soon:
        parts.append(say("result.soon", reader.locale, n=tally.soon))
    return say("result.joint", reader.locale).join(parts)


def _reading(understood: Understood, locale: str) -> str:
    """Each condition as a chip, and last the zone in which days were read."""
    line = clean(understood.line) if understood.line else say("result.everything", locale)
    chips = [code(part, CHIP) for part in (*parts_of(line, locale), understood.zone) if part]
    while sum(map(len, chips)) > CHIPS:
        chips[-2:] = [code(ELLIPSIS)]
    return say("result.understood", locale, understood=say("result.joint", locale).join(chips))


def _ask_button(index: int, text: str, understood: Understood, reader: Reader) -> Block:
    label = say("result.other_reading", reader.locale, text=clean(text))
    choices = dict(zip(understood.others, understood.choices, strict=False))
    return choosing(index, label, choices.get(text, ""), text)


def _empty(page: Page, reader: Reader) -> Iterator[Block]:
    key = "result.empty_inventory" if msgspec.structs.replace(page.query, account=None) == Query() else "result.empty"
    yield kit.section(kit.plain(say(key, reader.locale)))
    every = say("result.everything", reader.locale)
    buttons = [kit.button(every, clicks.ASK, every)]
    if page.result_id:
        buttons.append(_page_button("result.refresh", page, 1, clicks.REFRESH, reader))
    yield kit.actions(*buttons)


def _foot(page: Page, text: str, facets: tuple[Facet, ...], reader: Reader, *, shareable: bool) -> Iterator[Block]:
    yield kit.context(kit.plain(_as_of(page, reader)))
    if not page.result_id:
        return
    if page.total > 1:
        turning = (*_turning(page, reader), _sort_select(page, reader))
        yield kit.actions(*turning, block_id=clicks.asking(clicks.ROW_TURN, text))
    if filters := refining.menus(facets, page.result_id, reader.locale):
        yield kit.actions(*filters, block_id=clicks.asking(clicks.ROW_FILTER, text))
    share = _asked_again("result.share", clicks.SHARE, clicks.value_of(page.result_id, page.number), reader.locale)
    yield kit.actions(
        _page_button("result.refresh", page, page.number, clicks.REFRESH, reader),
        *([share] if shareable else []),
        _asked_again("result.remind", clicks.REMIND, clicks.value_of(page.result_id), reader.locale),
        kit.button(say("result.save", reader.locale), clicks.SAVE, clicks.value_of(page.result_id)),
        block_id=clicks.asking(clicks.ROW_DO, text),
    )


def _as_of(page: Page, reader: Reader) -> str:
    first = (page.number - 1) * page.size + 1
    last = first + len(page.rows) - 1
    shown = say("result.range", reader.locale, first=first, last=last, n=page.total)
    time = moments.age(page.as_of, reader.now, reader.zone, reader.locale)
    return say("result.joint", reader.locale).join((shown, say("result.as_of", reader.locale, time=time)))


def _turning(page: Page, reader: Reader) -> Iterator[Block]:
    if page.number > 1:
        yield _page_button("result.previous", page, page.number - 1, f"{clicks.PAGE}.previous", reader)
    if page.number < page.count:
        yield _page_button("result.next", page, page.number + 1, f"{clicks.PAGE}.next", reader)


def _page_button(key: str, page: Page, number: int, action: str, reader: Reader) -> Block:
    time = moments.age(page.as_of, reader.now, reader.zone, reader.locale)
    text = say(key, reader.locale, time=time, n=page.total)
    return kit.button(text, action, clicks.value_of(page.result_id, number))


def _sort_select(page: Page, reader: Reader) -> Block:
    options = [kit.option(say(f"sort.{key}", reader.locale), clicks.value_of(page.result_id, key)) for key in SORTS]
    chosen = clicks.value_of(page.result_id, sort_key(page.query))
    return kit.select(say("result.sort", reader.locale), clicks.SORT, options, chosen)


def _asked_again(key: str, action: str, value: str, locale: str) -> Block:
    """A button whose act everybody will see: it asks first."""
    words = (say(f"{key}_{part}", locale) for part in ("title", "text", "yes", "no"))
    return kit.button(say(key, locale), action, value, confirm=kit.confirmation(*words))


def _text(page: Page, understood: Understood, reader: Reader) -> str:
    """What a notification and a screen reader say: the counts, the reading, the first rows. Slack parses this text."""
    reading = cut(clean(understood.line), 200) if understood.line else say("result.everything", reader.locale)
    first = say("result.shared", reader.locale, count=_counts(page, reader, None), understood=escaped(reading))
    return "\n".join([first, *(escaped(line(item, reader)) for item in page.rows[:LINES_OF_TEXT])])
