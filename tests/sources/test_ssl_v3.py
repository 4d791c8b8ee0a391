"""The successor's client in conversation with a played server, which checks signatures with code of its own."""

from __future__ import annotations

import contextlib
import json
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from bot.certificates import Certificate, Kind, Project
from bot.errors import SourceRefused, SourceUnavailable
from bot.sources.credentials import Credentials
from bot.sources.endpoint import UnusableEndpoint
from bot.sources.filters import Filters
from bot.sources.pace import at_will
from bot.sources.patience import CODES, Patience
from bot.sources.ssl_answer import GATEWAY
from bot.sources.ssl_v3 import DescribeCertificates
from bot.sources.transport import Transport
from tests.sources.conftest import QUICK, SECRET_ID, SECRET_KEY
from tests.sources.played_ssl import PlayedSsl

Serve = Callable[[ASGIApp], Awaitable[str]]
Ask = Callable[..., DescribeCertificates]

DOCUMENTED: dict[str, Any] = {
    "OwnerUin": "664372747",
    "ProjectId": "0",
    "From": "trustasia",
    "PackageType": "2",
    "CertificateType": "SVR",
    "ProductZhName": "TrustAsia TLS RSA CA",
    "Domain": "cl.f-xj.cn",
    "Alias": "",
    "Status": 1,
    "StatusMsg": None,
    "VerifyType": "DNS_AUTO",
    "VulnerabilityStatus": "INACTIVE",
    "CertBeginTime": "2017-12-20 08:00:00",
    "CertEndTime": "2018-12-20 20:00:00",
    "ValidityPeriod": "12",
    "InsertTime": "2017-12-20 21:25:00",
    "ProjectInfo": {"ProjectId": "0", "ProjectName": "默认项目", "ProjectCreatorUin": 0},
    "CertificateId": "GjTNRoK7",
    "SubjectAltName": ["cl.f-xj.cn"],
    "PackageTypeName": "TrustAsia TLS RSA CA",
    "StatusName": "已通过",
    "IsVip": False,
    "IsDv": True,
    "IsWildcard": False,
    "IsVulnerability": False,
    "Tags": [{"TagKey": "env", "TagValue": "prod"}],
    "CertificateExtra": {"DomainNumber": "1"},
}


def row(number: int, **changes: Any) -> dict[str, Any]:
    return (
        DOCUMENTED | {"CertificateId": f"c{number:07}", "Domain": f"{number}.example", "SubjectAltName": []} | changes
    )


@pytest.fixture
async def ask() -> AsyncIterator[Ask]:
    """`ask(url, **options)`: the client with the right key, closed at the end."""
    async with contextlib.AsyncExitStack() as open_clients:

        def client(url: str, key: Credentials | None = None, **options: Any) -> DescribeCertificates:
            transport = Transport()
            open_clients.push_async_callback(transport.aclose)
            options = {"patience": QUICK, "pace": at_will, "transport": transport, **options}
            return DescribeCertificates(key or Credentials(SECRET_ID, SECRET_KEY), url=url, **options)

        yield client


async def test_a_row_of_the_successor_reads_as_one_of_certgetlist(serve: Serve, ask: Ask) -> None:
    """Every field is found under its new name, times in UTC."""
    listing = await ask(await serve(PlayedSsl([DOCUMENTED], SECRET_ID, SECRET_KEY).app), account="new").listing()
    assert listing.certificates == (
        Certificate(
            id="GjTNRoK7",
            domain="cl.f-xj.cn",
            names=("cl.f-xj.cn",),
            status_code=1,
            status_name="已通过",
            kind=Kind.SERVER,
            begins=datetime(2017, 12, 20, 0, 0, tzinfo=UTC),
            expires=datetime(2018, 12, 20, 12, 0, tzinfo=UTC),
            created=datetime(2017, 12, 20, 13, 25, tzinfo=UTC),
            issuer="TrustAsia TLS RSA CA",
            type_name="TrustAsia TLS RSA CA",
            source="trustasia",
            verification="DNS_AUTO",
            validity_months=12,
            project=Project("0", "默认项目"),
            owner="664372747",
            is_dv=True,
            account="new",
        ),
    )


@pytest.mark.parametrize("most", [1000, 7])
async def test_a_listing_is_read_whole(serve: Serve, ask: Ask, most: int) -> None:
    """All rows once each in order, also where the gateway gives smaller pages than were asked for."""
    played = PlayedSsl([row(number) for number in range(50)], SECRET_ID, SECRET_KEY, most)
    listing = await ask(await serve(played.app), page_size=10).listing()
    assert [found.id for found in listing.certificates] == [each["CertificateId"] for each in played.rows]
    assert (listing.complete, listing.reported_total) == (True, 50)
    assert len(played.asked) == -(-50 // min(most, 10))


async def test_filters_are_the_gateways_where_it_has_them(serve: Serve, ask: Ask) -> None:
    """Text, kind and id are sent; a host is filtered here, by wildcard and in either spelling."""
    rows = [
        row(1, Alias='支付 "&'),
        row(2, CertificateType="CA"),
        row(3, Domain="*.shop.example"),
        row(4, SubjectAltName=["xn--fsq.example"]),
        row(5, Domain="shop.example"),
    ]
    played = PlayedSsl(rows, SECRET_ID, SECRET_KEY)
    source = ask(await serve(played.app))
    found = [
        await source.listing(Filters(text='支付 "&')),
        await source.listing(Filters(kind=Kind.CLIENT)),
        await source.listing(Filters(id="c0000002")),
        await source.listing(Filters(host="API.shop.example.")),
        await source.listing(Filters(host="例.example")),
        await source.listing(Filters(text="half \ud83d")),
    ]
    assert [[each.id[-1] for each in listing.certificates] for listing in found] == [
        ["1"],
        ["2"],
        ["2"],
        ["3"],
        ["4"],
        [],
    ]
    assert [listing.reported_total for listing in found] == [1, 1, 1, 1, 1, 0]
    assert all(listing.complete for listing in found)


def test_every_known_code_is_one_of_the_gateways() -> None:
    """People are told the same sentences by either API."""
    assert set(GATEWAY.values()) <= CODES


async def test_what_passes_is_tried_again_and_no_message_goes_further(serve: Serve, ask: Ask) -> None:
    """A refusal carries the gateway's code and the parameter's name, and nothing else that the source said."""
    played = PlayedSsl([row(1)], SECRET_ID, SECRET_KEY)
    source = ask(await serve(played.app))
    for word, tries in (
        ("RequestLimitExceeded", 4),
        ("InternalError", 4),
        ("ServiceUnavailable", 4),
        ("AuthFailure.SignatureExpire", 2),
        ("UnauthorizedOperation", 1),
    ):
        played.asked.clear()
        played.faults.clear()
        played.faults[word] = 10
        with pytest.raises(SourceRefused) as caught:
            await source.listing()
        assert (caught.value.code, caught.value.detail) == (GATEWAY[word], "SearchKey")
        assert "canary" not in repr(caught.value.__dict__)
        assert len(played.asked) == tries, word


@pytest.mark.parametrize(
    ("word", "code"), [("InvalidParameterValue.Limit", 4000), ("RequestLimitExceeded.IPLimitExceeded", 4400)]
)
async def test_a_code_is_known_by_its_first_part(serve: Serve, ask: Ask, word: str, code: int) -> None:
    """A more exact word than we know means what its first part means."""
    played = PlayedSsl([row(1)], SECRET_ID, SECRET_KEY)
    played.faults[word] = 10
    with pytest.raises(SourceRefused) as caught:
        await ask(await serve(played.app)).listing()
    assert caught.value.code == code


async def test_a_code_nobody_knows_is_no_answer(serve: Serve, ask: Ask, caplog: pytest.LogCaptureFixture) -> None:
    """The operator finds the word in the log; people are told that there was no answer."""
    played = PlayedSsl([row(1)], SECRET_ID, SECRET_KEY)
    played.faults["SomethingNew.Odd"] = 10
    with pytest.raises(SourceUnavailable) as caught:
        await ask(await serve(played.app)).listing()
    assert caught.value.reason == "not_an_answer"
    assert "SomethingNew.Odd" in [getattr(record, "code", "") for record in caplog.records]


async def test_a_wrong_key_and_a_wrong_clock_are_told_apart(serve: Serve, ask: Ask) -> None:
    """The server's own check refuses another key, an unknown id and a time that is off."""
    url = await serve(PlayedSsl([row(1)], SECRET_ID, SECRET_KEY).app)
    sources = {
        4100: ask(url, Credentials(SECRET_ID, "another")),
        4104: ask(url, Credentials("nobody", SECRET_KEY)),
        4500: ask(url, clock=lambda: time.time() - 3600),
    }
    for code, source in sources.items():
        with pytest.raises(SourceRefused) as caught:
            await source.listing()
        assert caught.value.code == code


async def test_a_token_travels_in_its_header(serve: Serve, ask: Ask) -> None:
    """Temporary credentials are sent as X-TC-Token; permanent ones send none."""
    played = PlayedSsl([row(1)], SECRET_ID, SECRET_KEY)
    url = await serve(played.app)
    await ask(url, Credentials(SECRET_ID, SECRET_KEY, token="canary-token")).listing()
    await ask(url).listing()
    assert played.tokens == ["canary-token", None]


async def test_a_lost_page_makes_the_listing_partial(serve: Serve, ask: Ask) -> None:
    """A page that stays lost is not passed over in silence."""
    played = PlayedSsl([row(number) for number in range(20)], SECRET_ID, SECRET_KEY)
    source = ask(await serve(played.app), page_size=10)

    def fail_from_now_on(seen: int, total: int | None) -> None:
        played.faults["InternalError"] = 10

    listing = await source.listing(progress=fail_from_now_on)
    assert (len(listing.certificates), listing.complete, listing.reported_total) == (10, False, 20)


async def test_the_private_key_beside_a_certificate_goes_nowhere(
    serve: Serve, ask: Ask, caplog: pytest.LogCaptureFixture
) -> None:
    """Only the public part of DescribeCertificateDetail is looked at; logs at DEBUG hold no key and no secret."""
    caplog.set_level(logging.DEBUG)
    source = ask(await serve(PlayedSsl([row(1)], SECRET_ID, SECRET_KEY).app))
    pem = await source.certificate("c0000001")
    assert pem == "-----BEGIN CERTIFICATE-----\nc0000001\n-----END CERTIFICATE-----\n"
    assert await source.certificate("unknown") is None
    assert "canary" not in json.dumps([repr(record.__dict__) for record in caplog.records])


BODIES = [b"[]", b"{}", b'{"Response": null}', b'{"Response": {}}', b'{"Response": {"Certificates": 1}}', b"<html>"]
BODIES += [b'{"Response": {"Error": {}}}', b'{"Response": {"Error": {"Code": 5}}}', b'{"Response":' * 10_000]


async def test_what_is_no_answer_is_told(serve: Serve, ask: Ask) -> None:
    """Other JSON, HTML and nesting are errors, whatever content type they claim."""
    bodies = iter(BODIES)

    async def answer(request: object) -> Response:
        return Response(next(bodies), media_type="application/json; charset=utf-8")

    source = ask(await serve(Starlette(routes=[Route("/", answer, methods=["POST"])])), patience=Patience(attempts=1))
    for body in BODIES:
        with pytest.raises(SourceUnavailable) as caught:
            await source.listing()
        assert caught.value.reason in {"not_json", "not_an_answer"}, body[:40]


def test_an_unusable_address_is_refused_at_once() -> None:
    """No address but https and loopback."""
    with pytest.raises(UnusableEndpoint):
        DescribeCertificates(Credentials(SECRET_ID, SECRET_KEY), url="http://ssl.tencentcloudapi.com/")
