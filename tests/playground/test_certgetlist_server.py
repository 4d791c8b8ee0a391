"""The played CertGetList, asked over real HTTP by a third party's client."""

from __future__ import annotations

import json
import time
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode

import pytest
from cryptography import x509

from bot.playground.certgetlist_server import build
from bot.playground.samples import inventory
from bot.playground.serving import served

SECRET_ID = "test-secret-id-0001"
SECRET_KEY = "test-secret-key-0001"

ROWS: list[dict[str, Any]] = [
    {
        "id": "aaaaaaa1",
        "domain": "shop.example",
        "alias": "Shop",
        "certType": "SVR",
        "subjectAltName": ["shop.example"],
    },
    {"id": "aaaaaaa2", "domain": "*.shop.example", "alias": None, "certType": "svr", "subjectAltName": None},
    {
        "id": "aaaaaaa3",
        "domain": "pay.example",
        "alias": "支付网关",
        "certType": "SVR",
        "subjectAltName": ["pay.example", "*.PAY.example"],
    },
    {"id": "aaaaaaa4", "domain": "devices.example", "alias": "", "certType": "CA", "subjectAltName": []},
    {"id": "aaaaaaa5", "domain": None, "alias": "\ud800 half a character", "certType": None, "status": "?"},
]


@pytest.fixture
async def client(third_party: Callable[[str], Any]) -> AsyncIterator[Any]:
    """A third party's client of a server with five rows."""
    async with served(build(secret_id=SECRET_ID, secret_key=SECRET_KEY, rows=ROWS)) as url:
        yield third_party(url)


def code(answer: dict[str, Any]) -> int:
    """The code of an error answer, which has no data and starts its message with its number."""
    assert "data" not in answer
    assert answer["message"].startswith(f"({answer['code']})")
    assert isinstance(answer["codeDesc"], str)
    return int(answer["code"])


@pytest.mark.parametrize("method", ["HmacSHA1", "HmacSHA256", "anything else"])
async def test_a_third_party_can_use_it(client: Any, method: str) -> None:
    """GET and POST, either algorithm, a token of temporary credentials: the documented answer."""
    for ask in (client.get, client.post):
        answer = await ask(SignatureMethod=method, Region="ap-guangzhou", Token="tok+/=en_value", searchKey="支付")
        assert answer | {"data": None} == {"code": 0, "message": "", "codeDesc": "Success", "data": None}
        assert answer["data"]["totalNum"] == 1
        assert answer["data"]["list"][0]["alias"] == "支付网关"


async def test_the_host_of_the_request_may_be_signed(client: Any) -> None:
    """A client may sign the address it talks to, port and all, or the API's own name; nothing else."""
    address = client.url.removeprefix("http://")
    assert (await client.get(host=address))["code"] == 0
    assert (await client.post(host=address))["code"] == 0
    assert code(await client.get(host="other.example")) == 4100


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({}, "12345"),
        ({"searchKey": "", "certType": "", "id": "", "altDomain": "", "page": "", "withCert": ""}, "12345"),
        ({"searchKey": "SHOP"}, "12"),
        ({"searchKey": "aaa4"}, "4"),
        ({"searchKey": "half"}, "5"),
        ({"certType": "SVR"}, "123"),
        ({"certType": "CA"}, "4"),
        ({"id": "aaaaaaa3"}, "3"),
        ({"id": "AAAAAAA3"}, ""),
        ({"altDomain": "shop.example"}, "1"),
        ({"altDomain": "www.Shop.example"}, "2"),
        ({"altDomain": "a.b.shop.example"}, ""),
        ({"altDomain": ".shop.example"}, ""),
        ({"altDomain": "*.pay.example"}, "3"),
        ({"altDomain": "devices.example"}, "4"),
        ({"searchKey": "shop", "altDomain": "www.shop.example", "certType": "SVR"}, "2"),
    ],
)
async def test_filters(client: Any, filters: dict[str, str], found: str) -> None:
    """Filters combine with AND, an empty one is not given, and totalNum counts what is left."""
    answer = await client.get(**filters)
    assert [row["id"][-1] for row in answer["data"]["list"]] == list(found)
    assert answer["data"]["totalNum"] == len(found)


async def test_pages(client: Any) -> None:
    """Pages count from 1, the last is short, and one past it is empty with the same total."""
    pages = [await client.get(page=page, count=2) for page in (1, 2, 3, 4, 10**19)]
    assert [len(page["data"]["list"]) for page in pages] == [2, 2, 1, 0, 0]
    assert {page["data"]["totalNum"] for page in pages} == {5}


@pytest.mark.parametrize(
    "wrong",
    [
        {"page": 0}, {"page": -1}, {"page": "x"}, {"page": "1.0"}, {"page": "１"}, {"count": 0}, {"count": "1_0"},
        {"count": "9" * 30}, {"certType": "svr"}, {"certType": "RSA"}, {"withCert": 2}, {"withCert": "yes"},
    ],
)  # fmt: skip
async def test_a_wrong_parameter_is_named(client: Any, wrong: dict[str, object]) -> None:
    """A value outside what the document allows is 4000, and the message names the parameter."""
    answer = await client.get(**wrong)
    assert code(answer) == 4000
    assert next(iter(wrong)) in answer["message"]


@pytest.mark.parametrize("name", ["Timestamp", "Nonce", "SecretId", "Signature", "Action"])
async def test_a_missing_common_parameter_is_named(client: Any, name: str) -> None:
    """Each common parameter is needed, and an empty one is missing."""
    whole = client.client.signed("GET", "wss.api.qcloud.com", {})
    for parameters in ({key: whole[key] for key in whole if key != name}, whole | {name: ""}):
        answer = await client.send(f"/v2/index.php?{urlencode(parameters)}")
        assert (code(answer), name in answer["message"]) == (4000, True)


async def test_checks_come_in_the_documented_order(client: Any) -> None:
    """Of a request wrong in every way the first fault is told; repair it and the next one is."""
    broken: dict[str, object] = {"Action": "Other", "SecretId": "who", "Timestamp": 1, "page": 0}
    assert code(await client.send(f"/v2/index.php?{urlencode(broken)}")) == 6100
    broken["Action"] = "CertGetList"
    assert code(await client.send(f"/v2/index.php?{urlencode(broken)}")) == 4000
    broken |= {"Nonce": 7, "Signature": "x"}
    assert code(await client.send(f"/v2/index.php?{urlencode(broken)}")) == 4104
    broken["SecretId"] = SECRET_ID
    assert code(await client.send(f"/v2/index.php?{urlencode(broken)}")) == 4100
    assert code(await client.get(Nonce=7, Timestamp=1, page=0)) == 4500
    assert code(await client.get(Nonce=7, page=0)) == 4000
    assert (await client.get(Nonce=8))["code"] == 0


async def test_a_nonce_is_good_once(client: Any) -> None:
    """The same signed request is answered once; a wrong signature doesn't burn its Nonce."""
    signed = client.client.signed("GET", "wss.api.qcloud.com", {})
    forged = urlencode(signed | {"Signature": "x"})
    assert code(await client.send(f"/v2/index.php?{forged}")) == 4100
    assert (await client.send(f"/v2/index.php?{urlencode(signed)}"))["code"] == 0
    again = await client.send(f"/v2/index.php?{urlencode(signed)}")
    assert code(again) == 4500
    assert str(int(time.time()))[:7] in again["message"]


@pytest.mark.parametrize("nonce", [0, -5, "x", "1e3"])
async def test_a_nonce_is_a_positive_integer(client: Any, nonce: object) -> None:
    """A Nonce of another shape is a bad parameter."""
    assert code(await client.get(Nonce=nonce)) == 4000


@pytest.mark.parametrize(
    "query",
    ["Action=CertGetList&Action=CertGetList", "Action=%ff", "a=1&" * 300, "Action=" + "x" * 60_000, ""],
)
async def test_what_cannot_be_read_is_refused(client: Any, query: str) -> None:
    """Repeated names, broken UTF-8, a thousand parameters or nothing at all get one clear error."""
    assert code(await client.send(f"/v2/index.php?{query}")) in {4000, 6100}
    assert code(await client.send("/v2/index.php", query.encode())) in {4000, 6100}


async def test_a_body_is_bounded(client: Any) -> None:
    """A form of a megabyte is refused without being read to its end."""
    answer = await client.send("/v2/index.php", b"a=" + b"x" * 1_000_000)
    assert "65536 bytes" in answer["message"]
    assert code(answer) == 4000


async def test_other_paths_are_not_served(client: Any) -> None:
    """Another path is HTTP 404, and its JSON says 6100: wrong address."""
    with pytest.raises(HTTPError) as caught:
        await client.send("/v3/index.php")
    assert caught.value.code == 404
    assert code(json.load(caught.value)) == 6100


async def test_with_cert(client: Any) -> None:
    """`cert` comes only when asked for; a row without a certificate has an empty one."""
    assert "cert" not in (await client.get(id="aaaaaaa1"))["data"]["list"][0]
    assert (await client.get(id="aaaaaaa1", withCert=1))["data"]["list"][0]["cert"] == ""


async def test_the_sample_inventory_can_be_paged_with_certificates(third_party: Callable[[str], Any]) -> None:
    """A client that reads every page with withCert=1 gets each row once, and real certificates without a key."""
    now = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
    rows: list[dict[str, Any]] = []
    async with served(build(secret_id=SECRET_ID, secret_key=SECRET_KEY, rows=lambda: inventory(now))) as url:
        client = third_party(url)
        total = (await client.get())["data"]["totalNum"]
        for page in range(1, -(-total // 25) + 1):
            rows += (await client.post(page=page, count=25, withCert=1))["data"]["list"]
    pems = [row.pop("cert") for row in rows]
    assert rows == inventory(now)
    assert {x509.load_pem_x509_certificate(pem.encode()).version for pem in pems if pem} == {x509.Version.v3}
    assert not any("PRIVATE" in pem for pem in pems)


async def test_rows_and_clock_may_be_callables(third_party: Callable[[str], Any]) -> None:
    """Rows are asked anew for each request, the clock decides what is too old, and accepted requests are seen."""
    rows: list[dict[str, Any]] = []
    seen: list[Any] = []
    app = build(
        secret_id=SECRET_ID, secret_key=SECRET_KEY, rows=lambda: rows, clock=lambda: 1_000_000, on_request=seen.append
    )
    async with served(app) as url:
        client = third_party(url)
        assert code(await client.get(Timestamp=1_000_301)) == 4500
        assert await client.ids(Timestamp=1_000_300) == []
        rows.append({"id": "new"})
        assert await client.ids(Timestamp=999_700, searchKey="n") == ["new"]
    assert [request.get("searchKey") for request in seen] == [None, "n"]


async def test_latency(third_party: Callable[[str], Any]) -> None:
    """Every answer takes at least as long as asked."""
    async with served(build(secret_id=SECRET_ID, secret_key=SECRET_KEY, rows=ROWS, latency=0.1)) as url:
        start = time.monotonic()
        await third_party(url).get()
        assert time.monotonic() - start >= 0.1
