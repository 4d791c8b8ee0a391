"""The signer against vectors of a public SDK."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bot.sources.signing import signature, string_to_sign

VECTORS: list[dict[str, Any]] = json.loads((Path(__file__).parents[1] / "sign_vectors.json").read_text("utf-8"))[
    "vectors"
]


def texts(vector: dict[str, Any]) -> dict[str, str]:
    return {name: str(value) for name, value in vector["params"].items()}


def test_all_vectors_are_here() -> None:
    """The file holds the 24 vectors that were cross-checked, GET and POST, both hashes."""
    assert len(VECTORS) == 24
    assert {(vector["method"], vector["signature_method"]) for vector in VECTORS} == {
        (method, digest) for method in ("GET", "POST") for digest in ("HmacSHA1", "HmacSHA256")
    }


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["name"])
def test_a_vector_is_signed_as_the_sdk_signs_it(vector: dict[str, Any]) -> None:
    """The text to sign and the signature are those of the SDK, byte for byte."""
    signed = string_to_sign(vector["method"], vector["host"], vector["path"], texts(vector))
    assert signed == vector["string_to_sign"]
    assert signature(vector["secret_key"], signed, vector["signature_method"]) == vector["signature"]


def test_a_signature_is_no_part_of_what_is_signed() -> None:
    """Signing signed parameters again gives the same text."""
    parameters = texts(VECTORS[0])
    again = parameters | {"Signature": "x"}
    assert string_to_sign("GET", "h", "/p", again) == string_to_sign("GET", "h", "/p", parameters)


def test_an_unknown_signature_method_means_sha1() -> None:
    """Whatever is not HmacSHA256 is SHA-1, as the gateway reads it."""
    assert signature("key", "text", "HmacMD5") == signature("key", "text", "HmacSHA1")
    assert signature("key", "text", "HmacSHA256") != signature("key", "text", "HmacSHA1")
