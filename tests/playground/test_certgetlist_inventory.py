"""Inventories from a file: served as they are, or refused in one sentence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.playground.certgetlist_inventory import UnreadableInventory, load_inventory


def test_rows_are_kept_as_they_are(tmp_path: Path) -> None:
    """Dirty values, unknown keys and a byte order mark do no harm."""
    rows = [{"id": "GjTNRoK7", "certEndTime": "--", "x": [None]}, {"alias": "支付"}, {}]
    path = tmp_path / "rows.json"
    path.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8-sig")
    assert load_inventory(path) == rows
    assert load_inventory(str(path)) == rows


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is not JSON: Expecting value"),
        (b"[{]", "is not JSON"),
        (b"[NaN]", "NaN is no JSON number"),
        (b"\xff\xfe", "is not UTF-8 text"),
        (b'{"code": 0, "data": {"list": []}}', "give the `list` of a CertGetList answer"),
        (b'"rows"', "is not a JSON array"),
        (b'[{"id": "a"}, 3]', "Row 2 of"),
        (b"[" * 200_000, "is nested too deeply"),
        (b'[{"cert": "-----BEGIN RSA PRIVATE KEY-----"}]', "holds a private key"),
    ],
)
def test_a_bad_file_gets_one_sentence(tmp_path: Path, content: bytes, said: str) -> None:
    """The sentence names the file and what is wrong with it."""
    path = tmp_path / "rows.json"
    path.write_bytes(content)
    with pytest.raises(UnreadableInventory) as caught:
        load_inventory(path)
    assert said in str(caught.value)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    """So is a folder in a file's place."""
    with pytest.raises(UnreadableInventory, match="No such file"):
        load_inventory(tmp_path / "none.json")
    with pytest.raises(UnreadableInventory, match="Is a directory"):
        load_inventory(tmp_path)
