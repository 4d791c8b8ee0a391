"""The list of certificates: what stands in it, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.certificates import Certificate, Page, Query, Sort, Status
from bot.messages import clicks, states
from bot.messages.renewals import Renewed
from bot.messages.results import SORTS, Tally, Understood, render, shared, sort_key, sort_of
from bot.messages.rows import Reader

Make = Callable[..., Certificate]
Pages = Callable[..., Page]
Readers = Callable[..., Reader]
Shown = Callable[[Any], str]
END = datetime(2027, 6, 1, 12, tzinfo=UTC)
READ = Understood("expires within 30 days", text="expiring soon")


def test_a_row_says_what_matters(certificate: Make, page: Pages, reader: Readers, shown: Shown) -> None:
    """State as emoji and word, name, how many more names, days left, the date in the reader's zone, the issuer."""
    rows = render(page(certificate(alias="支付网关")), READ, reader()).blocks
    assert rows[2]["text"]["text"] == (
        "🟢 *Valid* · `api.shop.example` · `支付网关` · +1 name\n"
        "expires in 65 days · Wed, Jan 27, 2027 07:00 · `TrustAsia TLS RSA CA`"
    )
    assert shown(rows[:2]) == "1 certificate\nUnderstood: `expires within 30 days`"


def test_a_row_in_chinese(certificate: Make, page: Pages, reader: Readers) -> None:
    """The same row for a reader in Shanghai."""
    row = render(page(certificate()), READ, reader("zh-CN")).blocks[2]
    assert row["text"]["text"] == (
        "🟢 *有效* · `api.shop.example` · 另有 1 个域名\n65 天后到期 · 2027年1月27日周三 20:00 · `TrustAsia TLS RSA CA`"
    )
    assert row["accessory"]["text"]["text"] == "详情"


@pytest.mark.parametrize(
    ("days", "emoji", "word"),
    [(65, "🟢", "Valid"), (14, "🟡", "Valid"), (3, "🟠", "Valid"), (-1, "🔴", "Expired")],
)
def test_urgency_shows_in_the_emoji(
    days: int, emoji: str, word: str, certificate: Make, reader: Readers, now: Any
) -> None:
    """A valid certificate turns yellow two weeks and orange three days before its end; past it, it is expired even
    where the source still says issued."""
    ends = certificate(expires=now + timedelta(days=days))
    assert states.state(ends, now, "en") == (emoji, word)


@pytest.mark.parametrize("status", Status)
def test_every_status_has_an_emoji_and_a_word(status: Status, certificate: Make, now: Any) -> None:
    """All sixteen states and the unknown one are told apart without colour."""
    code = 99 if status is Status.UNKNOWN else int(status)
    state = states.state(certificate(status_code=code), now, "zh-CN")
    assert state.emoji == states.EMOJI[status]
    assert state.word == states.word(status, "zh-CN")


def test_a_certificate_without_anything_is_still_a_row(page: Pages, reader: Readers, faults: Any) -> None:
    """A row of nulls is shown under its id, without an end."""
    bare = render(page(Certificate(id="x1", domain="")), Understood(), reader()).blocks
    assert bare[2]["text"]["text"] == "❔ *Unknown status* · `x1`\nno end date"
    assert faults(bare) == []


@pytest.mark.parametrize(
    ("renewed", "line"),
    [
        (Renewed("n1", END), "✅ renewed by `n1` until 2027-06-01 08:00"),
        (
            Renewed("n1", END, uploaded=True),
            "☑️ covered by `n1` until 2027-06-01 08:00, which was uploaded: please confirm",
        ),
        (Renewed("n1", END, ("a.example", "*.b.example")), "⚠️ the new one, `n1`, lacks `a.example`, `*.b.example`"),
        (Renewed("n1", None, ("a", "b", "c", "d", "e")), "⚠️ the new one, `n1`, lacks `a`, `b`, `c` +2 names"),
    ],
)
def test_a_row_names_what_replaces_it(
    renewed: Renewed, line: str, certificate: Make, page: Pages, reader: Readers
) -> None:
    """A whole renewal, one that a person has to confirm, and a partial one each have their line."""
    renewals = {("default", "GjTNRoK7"): renewed}
    row = render(page(certificate()), READ, reader(), renewals=renewals).blocks[2]
    assert row["text"]["text"].splitlines()[2].startswith(line)


def test_actions_of_a_first_page(certificate: Make, page: Pages, reader: Readers, values: Any) -> None:
    """A first page of many has next, sort, refresh, share and remind, and no previous."""
    many = page(*(certificate(id=f"c{n}") for n in range(10)), total=23)
    found = values(render(many, READ, reader()).blocks)
    assert found["result_page.next"] == "r1:2"
    assert "result_page.previous" not in found
    assert (found["result_refresh"], found["result_share"], found["result_remind"]) == ("r1:1", "r1:1", "r1:")
    assert found["result_sort"] == "r1:expires"


def test_actions_of_a_last_page(certificate: Make, page: Pages, reader: Readers, values: Any) -> None:
    """The last page leads back only, and refreshes itself."""
    last = page(certificate(), total=21, number=3)
    found = values(render(last, READ, reader()).blocks)
    assert found["result_page.previous"] == "r1:2"
    assert "result_page.next" not in found
    assert found["result_refresh"] == "r1:3"


def test_the_menu_shows_the_order_in_force(certificate: Make, page: Pages, reader: Readers, objects: Any) -> None:
    """The sort that the list is in is the one chosen in the menu."""
    query = Query(sort=Sort.BEGINS, descending=True)
    blocks = render(page(certificate(), certificate(), query=query), READ, reader()).blocks
    (menu,) = [item for item in objects(blocks) if item.get("type") == "static_select"]
    assert menu["initial_option"]["text"]["text"] == "Newest issue first"


@pytest.mark.parametrize("key", SORTS)
def test_sorts_go_there_and_back(key: str) -> None:
    """Each order of the menu names a sort and a direction, which name the order."""
    sort = sort_of(key)
    assert sort is not None
    assert sort_key(Query(sort=sort[0], descending=sort[1])) == key
    assert sort_of("drop table") is None


def test_counts_are_over_everything_found(certificate: Make, page: Pages, reader: Readers, shown: Shown) -> None:
    """The first line counts all pages: how many, how many have ended, how many end within a week."""
    blocks = render(page(certificate(), total=1234), READ, reader(), tally=Tally(expired=2, soon=1)).blocks
    assert shown(blocks[0]) == "1,234 certificates · 2 expired · 1 expires within 7 days"


def test_warnings(certificate: Make, page: Pages, reader: Readers, shown: Shown, now: Any) -> None:
    """A stale listing says of when it is; a partial one that certificates may be missing."""
    old = page(certificate(), stale=True, complete=False, as_of=now - timedelta(hours=2))
    text = shown(render(old, READ, reader()).blocks)
    assert "state of 05:00" in text
    assert "list is incomplete" in text


def test_nothing_found(page: Pages, reader: Readers, shown: Shown, values: Any, faults: Any) -> None:
    """An empty result says how to go on; an empty account is another matter."""
    none = render(page(), READ, reader()).blocks
    assert "Widen the dates" in shown(none)
    assert values(none)["ask"] == "all certificates"
    assert "no certificates at all" in shown(render(page(query=Query()), READ, reader()).blocks)
    assert faults(none) == []


def test_the_text_beside_the_blocks(certificate: Make, page: Pages, reader: Readers) -> None:
    """Notifications and screen readers get the count, the reading and the first rows, without markup."""
    reply = render(page(certificate()), READ, reader())
    assert reply.text == ("1 certificate: expires within 30 days\n🟢 Valid api.shop.example · expires in 65 days")


def test_a_shared_list_is_for_everybody(
    certificate: Make, page: Pages, reader: Readers, shown: Shown, values: Any
) -> None:
    """It says who shared it, speaks of no "tomorrow", and leaves paging to private copies."""
    soon = certificate(expires=reader().now + timedelta(days=1))
    reply = shared(page(soon, total=12), READ, reader(), "U7")
    assert reply.public
    assert "Shared by <@U7>" in shown(reply.blocks)
    assert "expires in 1 day · <!date^" in shown(reply.blocks)
    assert values(reply.blocks)["result_page"] == "r1:1"
    assert "result_sort" not in values(reply.blocks)


def test_limits_hold_for_any_inventory(certificate: Make, page: Pages, reader: Readers, faults: Any) -> None:
    """2 000 names, a 500-character alias, and texts that grow when escaped: Slack takes the message."""
    for wide in ("<", "名", "&amp;", "W"):
        monster = certificate(domain=wide * 300, alias=wide * 500, issuer=wide * 900, names=(wide * 250,) * 2000)
        full = page(*[monster] * 10, total=100_000, complete=False, stale=True)
        read = Understood(wide * 900, (wide * 99,) * 9, (wide * 180,) * 9, wide * 900)
        for reply in (render(full, read, reader(), tally=Tally(9, 9)), shared(full, read, reader(), "U7")):
            assert faults(reply.blocks) == []
            assert faults(reply.rich) == []


def test_values_go_there_and_back() -> None:
    """A button's value is split at the first colon, so that what follows may hold more of them."""
    assert clicks.split_value(clicks.value_of("r1", "a:b")) == ("r1", "a:b")
    assert clicks.split_value("") == ("", "")
    assert clicks.action_of("result_page.next") == clicks.PAGE


def test_the_reading_is_chips(page: Pages, reader: Readers, certificate: Make, shown: Shown) -> None:
    """Each condition stands for itself, words in quotes stay together, and the zone says whose days they are; however
    much there is, it fits."""
    read = Understood('expiring on 2026-12-01, project "a, b", top 3', zone="Asia/Shanghai")
    said = shown(render(page(certificate()), read, reader()).blocks)
    assert 'Understood: `expiring on 2026-12-01` · `project "a, b"` · `top 3` · `Asia/Shanghai`' in said
    long = Understood(", ".join(f"part {number} {'&' * 300}" for number in range(30)), zone="Asia/Shanghai")
    (_, reading, *_) = render(page(certificate()), long, reader()).blocks
    assert reading["elements"][0]["type"] == "mrkdwn"
    assert "…" in reading["elements"][0]["text"]


def test_the_question_travels_in_the_block_id() -> None:
    """A question comes back from its block id; one that is too long, or another's block id, carries none."""
    assert clicks.asked(clicks.asking(clicks.ROW_DO, "expiring: soon")) == "expiring: soon"
    assert clicks.asking(clicks.ROW_DO, "x" * 300) == ""
    assert clicks.asked("aB3d") == ""


def test_the_table_sorts_by_number(certificate: Make, page: Pages, reader: Readers, objects: Any, now: Any) -> None:
    """Where Slack takes tables, days left and dates are numbers under their words, and a missing end sorts last."""
    rows = [certificate(expires=now + timedelta(days=days)) for days in (-2, 1, 300)]
    blocks = render(page(*rows, certificate(expires=None)), READ, reader("zh-CN")).rich
    (table,) = [item for item in objects(blocks) if item.get("type") == "data_table"]
    header, *cells = table["rows"]
    assert [cell["text"] for cell in header] == ["状态", "域名", "剩余", "到期时间", "颁发机构"]
    assert [row[2]["text"] for row in cells] == ["已到期 2 天", "明天 20:00 到期", "300 天后到期", "没有到期时间"]
    for column in (2, 3):
        numbers = [row[column]["value"] for row in cells]
        assert numbers == sorted(numbers)


@pytest.mark.parametrize(
    ("renewed", "mark"),
    [
        (Renewed("new"), "🟡 Valid · ✅ renewed"),
        (Renewed("new", uploaded=True), "🟡 Valid · ☑️ renewed?"),
        (Renewed("new", missing=("b.example",)), "🟡 Valid · ⚠️ renewed in part"),
    ],
)
def test_the_table_says_what_is_renewed(
    certificate: Make, page: Pages, reader: Readers, objects: Any, renewed: Renewed, mark: str
) -> None:
    """As the rows beside it do: what is replaced already, is to be confirmed, or lacks names is no row like others."""
    row = certificate()
    blocks = render(page(row), READ, reader(), renewals={(row.account, row.id): renewed}).rich
    (table,) = [item for item in objects(blocks) if item.get("type") == "data_table"]
    assert table["rows"][1][0]["text"].partition(" ")[2] == mark.partition(" ")[2]


def test_the_table_has_a_menu_for_details(certificate: Make, page: Pages, reader: Readers, values: Any) -> None:
    """A table has no buttons in its rows: a menu under it opens each one, once."""
    twice = page(certificate(id="a"), certificate(id="a"), certificate(id="b" * 99))
    found = values(render(twice, READ, reader()).rich)
    assert found["result_details"] == "r1:a"


def test_a_shared_table_has_each_readers_dates(certificate: Make, page: Pages, reader: Readers, objects: Any) -> None:
    """In a shared table the date is Slack's own, shown in each reader's zone."""
    rich = shared(page(certificate()), READ, reader(), "U7").rich
    (date,) = [item for item in objects(rich) if item.get("type") == "date"]
    assert date["timestamp"] == int(certificate().expires.timestamp())  # type: ignore[union-attr]
