"""Our client in conversation with the playground's server, which checks signatures with code of its own."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest

from bot.certificates import Kind
from bot.errors import SourceRefused
from bot.playground.samples import inventory
from bot.sources.certgetlist import CertGetList
from bot.sources.credentials import Credentials
from bot.sources.endpoint import UnusableEndpoint
from bot.sources.filters import Filters
from bot.sources.patience import CODES, Patience
from bot.sources.signing import Method, SignatureMethod
from tests.sources.conftest import BRISK, SECRET_ID, SECRET_KEY, Ask, Play, row

NOW = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("signature_method", ["HmacSHA256", "HmacSHA1"])
async def test_a_sample_inventory_is_read_whole(
    play: Play, ask: Ask, method: Method, signature_method: SignatureMethod
) -> None:
    """Every row of the sample, dirty ones included, over many pages, however requests are sent and signed."""
    played = await play(inventory(NOW))
    listing = await ask(played.url, method=method, signature_method=signature_method).listing()
    assert [found.id for found in listing.certificates] == [sample["id"] for sample in inventory(NOW)]
    assert (listing.complete, listing.stale, listing.reported_total) == (True, False, len(inventory(NOW)))
    assert {asked["SignatureMethod"] for asked in played.asked} == {signature_method}


async def test_certificates_carry_their_account_and_the_listing_its_time(play: Play, ask: Ask) -> None:
    """Rows say which account they are from; the listing says when its reading began."""
    before = datetime.now(UTC)
    listing = await ask((await play([row(1)])).url, account="prod").listing()
    assert listing.certificates[0].account == "prod"
    assert before <= listing.fetched_at <= datetime.now(UTC)


async def test_an_account_without_certificates_has_an_empty_listing(play: Play, ask: Ask) -> None:
    """Nothing there is an answer, and complete."""
    listing = await ask((await play([])).url).listing()
    assert (listing.certificates, listing.complete, listing.reported_total) == ((), True, 0)


async def test_every_filter_reaches_the_source(play: Play, ask: Ask) -> None:
    """Text, kind, id and host narrow the listing down at the source; those not given are not sent."""
    played = await play([row(1, alias="支付 & gateway+="), row(2, certType="CA"), row(3, domain="*.shop.example")])
    source = ask(played.url)
    found = [
        await source.listing(Filters(text="支付 & gateway+=")),
        await source.listing(Filters(kind=Kind.CLIENT)),
        await source.listing(Filters(id="c0000002")),
        await source.listing(Filters(host="api.shop.example")),
        await source.listing(Filters(text="name", kind=Kind.SERVER, host="1.example")),
    ]
    assert [[each.id for each in listing.certificates] for listing in found] == [
        ["c0000001"], ["c0000002"], ["c0000002"], ["c0000003"], []
    ]  # fmt: skip
    assert [set(asked) & {"searchKey", "certType", "id", "altDomain"} for asked in played.asked] == [
        {"searchKey"}, {"certType"}, {"id"}, {"altDomain"}, {"searchKey", "certType", "altDomain"}
    ]  # fmt: skip


@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_any_text_can_be_searched_for(play: Play, ask: Ask, method: Method) -> None:
    """No text breaks the signature or the request."""
    played = await play([row(1, alias="mail@shop.example")])
    source = ask(played.url, method=method)
    assert len((await source.listing(Filters(text="@shop.example"))).certificates) == 1
    for text in ("half \ud83d emoji", "a&id=b", "%2F+ \n", "a" * 2000, "@@", "🔒пример.рф"):
        assert (await source.listing(Filters(text=text))).complete, text


async def test_the_token_of_temporary_credentials_is_sent_and_signed(play: Play, ask: Ask) -> None:
    """A Token travels with each request, under the signature."""
    played = await play([row(1)])
    await ask(played.url, Credentials(SECRET_ID, SECRET_KEY, token="temporary+/=token")).listing()
    assert played.asked[0]["Token"] == "temporary+/=token"


async def test_nonce_and_timestamp_are_new_for_each_try(play: Play, ask: Ask) -> None:
    """No two requests share a Nonce, retries included; each is of 63 bits and its time is now."""
    played = await play([row(number) for number in range(30)], "6000:1:times=2")
    assert (await ask(played.url).listing()).complete
    nonces = [int(asked["Nonce"]) for asked in played.asked]
    assert len(nonces) == len(set(nonces)) == 5
    assert all(0 < nonce < 2**63 for nonce in nonces)
    assert max(nonces) > 2**32
    assert all(abs(int(asked["Timestamp"]) - time.time()) < 5 for asked in played.asked)


async def test_what_passes_is_tried_again(play: Play, ask: Ask) -> None:
    """One failure of a kind that passes is not seen by anybody."""
    played = await play([row(1)])
    source = ask(played.url)
    for fault in (
        "4400",
        "4500",
        "6000",
        "6200",
        "http500",
        "http503",
        "http429",
        "html",
        "cut",
        "empty",
    ):
        played.faults.play(f"{fault}:1:times=1")
        played.asked.clear()
        assert (await source.listing()).complete, fault
        assert len(played.asked) == 2, fault


@pytest.mark.parametrize("fault", ["hang", "drip"])
async def test_an_answer_that_does_not_come_is_asked_for_again(play: Play, ask: Ask, fault: str) -> None:
    """Silence and slow drips end in time, and the next try brings the answer."""
    played = await play([row(1)], f"{fault}:1:times=1")
    assert (await ask(played.url, timing=BRISK).listing()).complete
    assert len(played.asked) >= 2


async def test_every_code_of_the_gateway_is_told(play: Play, ask: Ask) -> None:
    """A refusal carries the gateway's code; only what passes by itself was tried more than once."""
    played = await play([row(1)])
    source = ask(played.url)
    for code in sorted(CODES):
        played.faults.play(f"{code}:1")
        played.asked.clear()
        with pytest.raises(SourceRefused) as caught:
            await source.listing()
        assert caught.value.code == code
        assert len(played.asked) == {4400: 4, 6000: 4, 6200: 4, 4500: 2}.get(code, 1), code


async def test_a_wrong_key_is_told_by_its_code(play: Play, ask: Ask) -> None:
    """A SecretKey that does not fit is 4100, an unknown SecretId 4104."""
    played = await play([row(1)])
    for key, code in ((Credentials(SECRET_ID, "another"), 4100), (Credentials("nobody", SECRET_KEY), 4104)):
        with pytest.raises(SourceRefused) as caught:
            await ask(played.url, key).listing()
        assert caught.value.code == code


@pytest.mark.parametrize("offset", [-3600, 3600])
async def test_a_clock_that_is_off_is_told_with_the_servers_time(play: Play, ask: Ask, offset: int) -> None:
    """The second 4500 is a matter of the clock: the error carries the server's time."""
    played = await play([row(1)])
    with pytest.raises(SourceRefused) as caught:
        await ask(played.url, clock=lambda: time.time() + offset).listing()
    assert caught.value.code == 4500
    assert caught.value.server_time == pytest.approx(time.time(), abs=5)


async def test_a_bad_parameter_is_named_in_our_own_word(play: Play, ask: Ask) -> None:
    """A 4000 says which parameter, and nothing else of the source's message."""
    with pytest.raises(SourceRefused) as caught:
        await ask((await play([row(1)])).url, page_size=0).listing()
    assert (caught.value.code, caught.value.detail) == (4000, "count")


async def test_a_page_lost_for_good_makes_the_listing_partial(play: Play, ask: Ask) -> None:
    """When one page fails however often it is tried, the rest is there and is called partial."""
    played = await play([row(number) for number in range(45)], "6000:1:page=3")
    listing = await ask(played.url).listing()
    assert (len(listing.certificates), listing.complete, listing.reported_total) == (35, False, 45)


async def test_half_of_all_answers_failing_costs_time_only(play: Play, ask: Ask) -> None:
    """With every second answer a 500, patience brings the whole listing home."""
    played = await play([row(number) for number in range(100)], "http500:0.5")
    patience = Patience(attempts=12, seconds=5.0, first_wait=0.001, longest_wait=0.002)
    listing = await ask(played.url, patience=patience).listing()
    assert (len(listing.certificates), listing.complete) == (100, True)


async def test_the_certificate_itself_is_asked_for_alone(play: Play, ask: Ask) -> None:
    """withCert=1 with one id gives that certificate's PEM; listings never ask for it."""
    played = await play(inventory(NOW))
    source = ask(played.url)
    listing = await source.listing()
    pem = await source.certificate(listing.certificates[0].id)
    assert pem is not None
    assert pem.startswith("-----BEGIN CERTIFICATE-----\n")
    assert {asked["withCert"] for asked in played.asked[:-1]} == {"0"}
    assert played.asked[-1]["withCert"] == "1"
    assert await source.certificate("unknown") is None


async def test_a_private_key_beside_a_certificate_is_dropped_and_reported(
    play: Play, ask: Ask, caplog: pytest.LogCaptureFixture
) -> None:
    """Whatever a source puts into `cert`, only certificates leave here, and the operator is told."""
    cert = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----"
    key = "-----BEGIN RSA PRIVATE KEY-----\ncanary\n-----END RSA PRIVATE KEY-----"
    played = await play([row(1, cert=f"{key}\n{cert}\n{cert}\n{key}"), row(2, cert=key), row(3, cert=["x"])])
    source = ask(played.url)
    assert await source.certificate("c0000001") == f"{cert}\n{cert}\n"
    assert await source.certificate("c0000002") is None
    assert await source.certificate("c0000003") is None
    assert [record.certificate for record in caplog.records if record.levelname == "ERROR"] == ["c0000001", "c0000002"]  # type: ignore[attr-defined]
    assert "canary\n" not in caplog.text


def test_an_unusable_address_is_refused_at_once() -> None:
    """A source for an address that must not be asked can't be made."""
    with pytest.raises(UnusableEndpoint):
        CertGetList(Credentials(SECRET_ID, SECRET_KEY), url="http://169.254.169.254/")


@pytest.mark.parametrize("pair", [("", "key"), ("id", "")])
def test_half_a_key_is_refused_at_once(pair: tuple[str, str]) -> None:
    """Credentials need both parts."""
    with pytest.raises(ValueError, match="SecretId"):
        Credentials(*pair)
