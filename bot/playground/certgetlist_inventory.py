"""An inventory of one's own for the CertGetList server: a file with a JSON array of rows."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NoReturn


class UnreadableInventory(ValueError):
    """The file can't be served; the message is one sentence that says what to change."""


def load_inventory(path: Path | str) -> list[dict[str, Any]]:
    """The rows of a file in the shape of the API's `list`; dirty values stay as they are.

    Raises UnreadableInventory. A row with a private key in it is refused: the API never has one.
    """
    try:
        rows = json.loads(Path(path).read_text(encoding="utf-8-sig"), parse_constant=_no_number)
    except OSError as fault:
        raise UnreadableInventory(f"{path} can't be read: {fault.strerror}.") from fault
    except RecursionError as fault:
        raise UnreadableInventory(f"{path} is nested too deeply.") from fault
    except UnicodeDecodeError as fault:
        raise UnreadableInventory(f"{path} is not UTF-8 text.") from fault
    except ValueError as fault:
        raise UnreadableInventory(f"{path} is not JSON: {fault}.") from fault
    return _rows(path, rows)


def _no_number(text: str) -> NoReturn:
    raise ValueError(f"{text} is no JSON number")


def _rows(path: Path | str, rows: object) -> list[dict[str, Any]]:
    if not isinstance(rows, list):
        raise UnreadableInventory(f"{path} is not a JSON array: give the `list` of a CertGetList answer.")
    for number, row in enumerate(rows, start=1):
        if not isinstance(row, dict):
            raise UnreadableInventory(f"Row {number} of {path} is not a JSON object.")
        if "PRIVATE KEY-----" in json.dumps(row, ensure_ascii=False):
            raise UnreadableInventory(f"Row {number} of {path} holds a private key: take it out.")
    return rows
