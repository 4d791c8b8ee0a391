"""Answers of CertGetList, byte by byte, right and wrong."""

from __future__ import annotations

import contextlib
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import SourceError, SourceRefused, SourceUnavailable
from bot.sources.envelope import batch, cert


def answer(code: object = 0, data: object = None, message: str = "") -> bytes:
    return json.dumps({"code": code, "message": message, "codeDesc": "x", "data": data}).encode()


@pytest.mark.parametrize("code", [0, "0"])
@pytest.mark.parametrize(("total", "read"), [(2, 2), ("2", 2), (None, None), (-1, None), ([], None), (10**9, 10**9)])
def test_a_page_has_its_rows_and_total(code: object, total: object, read: int | None) -> None:
    """Numbers come as numbers or texts; a total that is none is not known."""
    page = batch(answer(code, {"totalNum": total, "list": [{"id": "a"}, {"id": 7}]}), "default")
    assert ([found.id for found in page.certificates], page.total, page.spoilt) == (["a", "7"], read, 0)


@pytest.mark.parametrize("data", [[], {"totalNum": 0, "list": []}, {"totalNum": 0, "list": None}, {"totalNum": 0}])
def test_nothing_comes_in_several_ways(data: object) -> None:
    """An empty page may be an empty PHP array, an empty list or no list."""
    page = batch(answer(0, data), "default")
    assert (page.certificates, page.total) == ((), 0)


def test_an_item_that_is_no_object_is_counted_as_spoilt() -> None:
    """The other rows of the page are read."""
    page = batch(answer(0, {"totalNum": 3, "list": [None, "x", {"id": "a"}, [1]]}), "default")
    assert ([found.id for found in page.certificates], page.spoilt) == (["a"], 3)


@pytest.mark.parametrize("code", [4100, "4100", " 4100 "])
@pytest.mark.parametrize("data", [None, []])
def test_a_code_is_a_refusal(code: object, data: object) -> None:
    """A code other than 0 is raised, as a number or as a text, with or without empty data."""
    with pytest.raises(SourceRefused) as caught:
        batch(answer(code, data), "default")
    assert caught.value.code == 4100


def test_nothing_of_a_sources_message_goes_further() -> None:
    """An error holds the parameter's name as we write it and no other word of the source."""
    message = "(4000)<!channel> <script> invalid certType canary-secret"
    with pytest.raises(SourceRefused) as caught:
        batch(answer(4000, None, message), "default")
    assert caught.value.detail == "certType"
    assert "canary" not in f"{caught.value!r} {caught.value} {caught.value.__dict__}"


@pytest.mark.parametrize(
    ("message", "time"),
    [
        ("(4500)Timestamp is too far off, the server's time is 1795406400", 1795406400),
        ("timestamp 1795400000 expired, server time: 1795406400", 1795406400),
        ("server time 1795406400, yours is 1795400000", 1795406400),
        ("Nonce was used before", None),
        ("order 11795406400123", None),
    ],
)
def test_the_servers_time_is_found_in_a_4500(message: str, time: int | None) -> None:
    """Unix seconds in the message that are not the ones we sent."""
    with pytest.raises(SourceRefused) as caught:
        batch(answer(4500, None, message), "default", asked_at=1795400000)
    assert caught.value.server_time == time
    with pytest.raises(SourceRefused) as other:
        batch(answer(4100, None, message), "default")
    assert other.value.server_time is None


OTHER_JSON = """
[]  null  0  "x"  {}  {"code":null}  {"code":0}  {"code":true,"data":[]}  {"code":0.5}  {"code":"x"}
{"code":0,"data":{"list":"x"}}  {"code":0,"data":{"list":{}}}  {"code":0,"data":[{"id":1}]}  {"code":0,"data":"x"}
"""


@pytest.mark.parametrize("body", [*OTHER_JSON.split(), "[" * 200_000], ids=lambda body: body[:40])
def test_other_json_is_not_an_answer(body: str) -> None:
    """JSON of another shape is told apart from what is not JSON."""
    with pytest.raises(SourceUnavailable) as caught:
        batch(body.encode(), "default")
    assert caught.value.reason == "not_an_answer"


NOT_JSON = {
    "empty": b"",
    "html": b"<html>",
    "cut": b'{"code": 0',
    "bytes": b"\xff\xfe",
    "deep": b'{"data":' * 200_000,
    "deep in an unknown field": b'{"code": 0, "x": ' + b"[" * 10**6,
}


@pytest.mark.parametrize("body", NOT_JSON.values(), ids=NOT_JSON)
def test_what_is_not_json_is_told(body: bytes) -> None:
    """HTML, half an answer, stray bytes and bottomless nesting are one clear error each."""
    with pytest.raises(SourceUnavailable) as caught:
        batch(body, "default")
    assert caught.value.reason == "not_json"


@pytest.mark.parametrize(
    ("alias", "read"),
    [(b'"half \\ud83d"', "half ?"), (b'"\xd6\xa4"', "֤"), (b'"gbk \xb5\xc7"', "gbk \ufffd\ufffd"), (b"NaN", "")],
)
def test_a_broken_text_costs_no_row(alias: bytes, read: str) -> None:
    """Half an emoji, another charset or a NaN spoil their own text only."""
    page = batch(b'{"code":0,"data":{"totalNum":2,"list":[{"id":"a","alias":%s},{"id":"b"}]}}' % alias, "default")
    assert [(found.id, found.alias) for found in page.certificates] == [("a", read), ("b", "")]


def test_a_byte_order_mark_is_no_fault() -> None:
    """A PHP file saved with a byte order mark sends it first."""
    assert batch(b"\xef\xbb\xbf" + answer(0, []), "default").total == 0


def test_the_certificate_is_the_one_of_the_id() -> None:
    """A source that ignores the filter can't pass off another row's certificate."""
    body = answer(0, {"list": [{"id": "b", "cert": "B"}, {"id": "a", "cert": "A"}, None]})
    assert (cert(body, "a"), cert(body, "c")) == ("A", None)
    assert cert(answer(0, []), "a") is None
    with pytest.raises(SourceRefused):
        cert(answer(4104), "a")


@settings(deadline=None, max_examples=60)
@given(
    st.binary()
    | st.recursive(st.none() | st.integers() | st.text(), st.lists).map(lambda value: json.dumps(value).encode())
)
def test_any_bytes_are_an_answer_or_a_source_error(body: bytes) -> None:
    """Nothing else is ever raised."""
    for read in (lambda: batch(body, "default"), lambda: cert(body, "a")):
        with contextlib.suppress(SourceError):
            read()
