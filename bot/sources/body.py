"""The bytes of an answer → typed structs, whatever the bytes are."""

from __future__ import annotations

import json
from typing import TypeVar

import msgspec

from bot.errors import SourceUnavailable

Wire = TypeVar("Wire")


def decoded(decoder: msgspec.json.Decoder[Wire], body: bytes) -> Wire:
    """The answer in a body. Raises SourceUnavailable: not_json, or not_an_answer where it is other JSON.

    Nesting is bounded by the interpreter's recursion limit, which both parsers keep to.
    """
    try:
        return decoder.decode(body)
    except msgspec.ValidationError:
        raise SourceUnavailable("not_an_answer") from None  # the parser's message may quote the body
    except RecursionError:
        raise SourceUnavailable("not_json") from None
    except (msgspec.DecodeError, UnicodeDecodeError):
        return _mended(decoder, body)


def _mended(decoder: msgspec.json.Decoder[Wire], body: bytes) -> Wire:
    """One alias with half an emoji, bytes of another charset or a NaN must not cost the page: msgspec 0.22 refuses
    all three."""
    try:
        loose = json.loads(body.decode("utf-8-sig", "replace"), parse_constant=lambda _: None)
        return decoder.decode(json.dumps(loose, ensure_ascii=False).encode("utf-8", "replace"))
    except msgspec.ValidationError:
        raise SourceUnavailable("not_an_answer") from None
    except (ValueError, RecursionError):
        raise SourceUnavailable("not_json") from None
