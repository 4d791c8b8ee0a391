"""What is levelled before a text is read, and where each character stood."""

from __future__ import annotations

import pytest

from bot.errors import TooLong
from bot.language.normalise import LIMIT, normalise, undecorated


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("ＥＸＰＩＲＩＮＧ　３０ ｄａｙｓ", "expiring 30 days"),
        ("expiring\u00a0soon\u200b", "expiring soon"),
        ("“quoted” ‘it’", "\"quoted\" 'it'"),
        ("下個週末後簽發的證書", "下个周末后签发的证书"),
        ("1 – 15 Dec — now", "1 - 15 dec - now"),
        ("<https://api.shop.example|api.shop.example>", "api.shop.example"),
        ("<http://shop.example>", "shop.example"),
        ("a &amp;&lt;b", "a &<b"),
        ("É e\u0301", "é é"),
        ("İstanbul", "i̇stanbul"[0] + "stanbul"),
    ],
)
def test_spellings_are_levelled(typed: str, read: str) -> None:
    """Width, blanks, quotes, traditional characters, dashes, Slack's escapes and case give one spelling."""
    assert normalise(typed).read.replace("İ", "i") == read


@pytest.mark.parametrize("typed", ["下個月 *.shop.example", "<http://a.example|a.example> next", "Ａ&amp;Ｂ", "½ ﷺ x"])
def test_every_character_keeps_its_place(typed: str) -> None:
    """Both levelled texts are of one length and point into the text as typed, in order."""
    text = normalise(typed)
    assert len(text.plain) == len(text.read) == len(text.places) - 1
    assert list(text.places) == sorted(text.places)
    assert text.places[-1] == len(typed)


def test_words_are_given_back_as_typed() -> None:
    """A stretch of the levelled text is quoted as it was typed."""
    text = normalise("下個月 Ｎｅｘｔ")
    assert text.words(0, 3) == "下個月"
    assert text.words(4, 8) == "Ｎｅｘｔ"


@pytest.mark.parametrize("length", [LIMIT, LIMIT + 1, 3000, 100_000])
def test_only_so_much_text_is_looked_at(length: int) -> None:
    """Text above the limit is refused with its length; at the limit it is read."""
    if length <= LIMIT:
        assert len(normalise("a" * length).read) == length
        return
    with pytest.raises(TooLong) as refused:
        normalise("a" * length)
    assert (refused.value.length, refused.value.limit) == (length, LIMIT)


def test_escapes_do_not_count() -> None:
    """A link that Slack wrote twice is as long as what a person sees."""
    name = "a" * 80 + ".example"
    assert normalise(f"<https://{name}/{'x' * 150}|{name}> next month").read == f"{name} next month"


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("*.<http://shop.com|shop.com> &amp; <https://a.example/x>", "*.shop.com & https://a.example/x"),
        ("mail <mailto:a@b.example|a@b.example>", "mail a@b.example"),
        (
            "mention <@U1|alice> or <!subteam^S1|@ops> in <#C1|ops>",
            "mention <@U1|alice> or <!subteam^S1|@ops> in <#C1|ops>",
        ),
        ("a &lt;b&gt; <", "a <b> <"),
    ],
)
def test_decoration_is_taken_off_but_not_who_is_meant(typed: str, seen: str) -> None:
    """Links and escapes read as their writer saw them; people, groups and channels stay Slack's entities."""
    assert undecorated(typed) == seen
