"""The server's own signature code, held to vectors computed with a public SDK."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bot.playground.certgetlist_signature import is_signed, signature, signed_texts

VECTORS: list[dict[str, Any]] = json.loads((Path(__file__).parents[1] / "sign_vectors.json").read_text("utf-8"))[
    "vectors"
]


def parameters_of(vector: dict[str, Any]) -> dict[str, str]:
    """Parameters as text, as they come out of a request."""
    return {name: str(value) for name, value in vector["params"].items()}


def accepts(vector: dict[str, Any], given: str, **changes: str) -> bool:
    """Whether the server takes this signature for the vector's request."""
    parameters = parameters_of(vector) | {"Signature": given} | changes
    return is_signed(vector["secret_key"], vector["method"], [vector["host"]], parameters)


def named(prefix: str) -> dict[str, Any]:
    """The vector whose name begins with its number."""
    return next(vector for vector in VECTORS if vector["name"].startswith(prefix))


def test_all_vectors_are_here() -> None:
    """None of the 24 facts got lost."""
    assert len(VECTORS) == 24


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: str(vector["name"]))
def test_vector(vector: dict[str, Any]) -> None:
    """The text signed and its signature are exactly the SDK's."""
    assert vector["string_to_sign"] in list(signed_texts(vector["method"], [vector["host"]], parameters_of(vector)))
    algorithm = parameters_of(vector).get("SignatureMethod")
    assert signature(vector["secret_key"], vector["string_to_sign"], algorithm) == vector["signature"]
    assert accepts(vector, vector["signature"])


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: str(vector["name"]))
def test_a_changed_request_is_refused(vector: dict[str, Any]) -> None:
    """One more parameter, another host, method or key, and the signature no longer fits."""
    signed = parameters_of(vector) | {"Signature": vector["signature"]}
    method, host, key = vector["method"], vector["host"], vector["secret_key"]
    assert not is_signed(key, method, [host], signed | {"page": "7"})
    assert not is_signed(key, method, ["other.example"], signed)
    assert not is_signed(key, "PUT", [host], signed)
    assert not is_signed(key + "x", method, [host], signed)


def test_both_orders_of_names_are_accepted() -> None:
    """PHP and Java sort names before `_` becomes `.`, Python after; the server takes either."""
    vector = named("14-")
    assert accepts(vector, vector["signature"])
    assert accepts(vector, vector["signature_php_java_order"])


def test_both_readings_of_at_values_are_accepted() -> None:
    """A POST may sign a value that starts with @ or leave it out; a GET signs it."""
    vector = named("17-")
    assert accepts(vector, vector["signature"])
    assert accepts(vector, vector["signature_if_at_value_included"])
    left_out = signature(vector["secret_key"], vector["string_to_sign"].replace("POST", "GET", 1), "HmacSHA256")
    assert not is_signed(vector["secret_key"], "GET", [vector["host"]], parameters_of(vector) | {"Signature": left_out})


@pytest.mark.parametrize("given", ["", "AAAA", "签名", "=" * 1000])
def test_nonsense_is_refused(given: str) -> None:
    """A signature that can't be one is refused like any wrong one."""
    assert not accepts(named("01-"), given)
