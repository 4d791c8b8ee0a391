"""A page as Slack's data_table: sortable in the client, days and dates by number, with a menu that opens the details.

Source: docs.slack.dev/reference/block-kit/blocks/data-table-block. A column sorts by number only when all its cells
are raw_number, so that a missing end is a number too: one past all others.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from bot.certificates import Certificate, Page
from bot.messages import clicks, kit, moments, names, rows, states
from bot.messages.foreign import NOTHING, clean, cut
from bot.messages.renewals import Renewals, mark
from bot.messages.reply import Block
from bot.messages.rows import NONE_RENEWED, Reader
from bot.messages.texts import say

COLUMNS = ("status", "name", "left", "expires", "issuer")
"""And the account, where a page is of several."""
NAME_COLUMN = 1
CELL = 120
CAPTION = 150
NEVER = 9_999_999_999
"""A number after every Unix time of a certificate that ends."""


def blocks(
    page: Page, reader: Reader, *, caption: str, renewals: Renewals = NONE_RENEWED, many_readers: bool = False
) -> list[Block]:
    """The table, and under it the menu of its rows; nothing for an empty page. `many_readers`: days and dates that are
    true in every zone."""
    shown = page.rows[: kit.PAGE_ROWS]
    if not shown:
        return []
    columns = (*COLUMNS, "account") if page.parts else COLUMNS
    header = [_raw_text(say(f"column.{column}", reader.locale)) for column in columns]
    table: Block = {
        "type": "data_table",
        "caption": cut(clean(caption), CAPTION),
        "row_header_column_index": NAME_COLUMN,
        "page_size": kit.PAGE_ROWS,
        "rows": [header, *([*_cells(item, reader, renewals, many_readers)][: len(columns)] for item in shown)],
    }
    return [table, *_menu(shown, page.result_id, reader)]


def _cells(certificate: Certificate, reader: Reader, renewals: Renewals, many_readers: bool) -> Iterator[Block]:
    expires = certificate.expires
    yield _raw_text(_status(certificate, reader, renewals))
    yield _raw_text(_name(certificate, reader.locale))
    left = None if expires is None else (expires - reader.now).total_seconds() / 86_400
    yield _raw_number(left, _left(expires, reader, many_readers))
    yield _date(expires, reader, many_readers)
    yield _raw_text(cut(clean(certificate.issuer), rows.ISSUER))
    yield _raw_text(certificate.account)


def _status(certificate: Certificate, reader: Reader, renewals: Renewals) -> str:
    """A row that is renewed already must not look as urgent as one that is not."""
    state = str(states.state(certificate, reader.now, reader.locale))
    renewed = renewals.get((certificate.account, certificate.id))
    return f"{state}{rows.JOINT}{mark(renewed, reader.locale)}" if renewed else state


def _name(certificate: Certificate, locale: str) -> str:
    name, alias = names.title(certificate, locale), clean(certificate.alias)
    if alias in {NOTHING, name} or not certificate.domain.strip():
        return cut(name, rows.NAME)
    return f"{cut(name, rows.NAME)} ({cut(alias, rows.ALIAS)})"


def _left(expires: datetime | None, reader: Reader, many_readers: bool) -> str:
    if many_readers and expires is not None:
        return moments.days_apart(expires, reader.now, reader.locale)
    return moments.ends(expires, reader.now, reader.zone, reader.locale)


def _date(expires: datetime | None, reader: Reader, many_readers: bool) -> Block:
    if expires is None:
        return _raw_number(None, NOTHING)
    if many_readers:
        return _for_everyone(expires, reader)
    return _raw_number(expires.timestamp(), moments.stamp(expires, reader.zone))


def _menu(shown: tuple[Certificate, ...], result_id: str, reader: Reader) -> Iterator[Block]:
    """One option a row that can be addressed; values are distinct, as Slack wants them."""
    values = {clicks.value_of(result_id, item.id): item for item in shown if result_id and rows.addressable(item)}
    if values:
        options = [kit.option(names.title(item, reader.locale), value) for value, item in values.items()]
        yield kit.actions(kit.select(say("result.pick", reader.locale), clicks.DETAILS, options))


def _raw_text(text: str) -> Block:
    return {"type": "raw_text", "text": cut(clean(text), CELL)}


def _raw_number(value: float | None, text: str) -> Block:
    number = NEVER if value is None else round(value, 2)
    return {"type": "raw_number", "value": number, "text": cut(clean(text), CELL)}


def _for_everyone(instant: datetime, reader: Reader) -> Block:
    """rich_text's own date, shown in each reader's zone."""
    fallback = moments.day_and_clock(instant, reader.zone, reader.locale)
    date: Block = {
        "type": "date",
        "timestamp": int(instant.timestamp()),
        "format": "{date_short} {time}",
        "fallback": fallback,
    }
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [date]}]}
