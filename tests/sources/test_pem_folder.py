"""A folder of files as an inventory."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.x509.oid import ExtendedKeyUsageOID

from bot.certificates import Kind
from bot.errors import SourceUnavailable
from bot.sources.filters import Filters
from bot.sources.pem_folder import PemFolder
from tests.sources.x509_papers import ENDS, key_pem, paper

NOW = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
WWW, API = paper("www.shop.example", "www.shop.example"), paper("*.shop.example", "*.shop.example")
CA = paper("Test CA", authority=True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three files: a certificate with its chain and key, one in a folder below, and one that is none of ours."""
    (tmp_path / "www.pem").write_text(key_pem() + WWW + CA)
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "API.CRT").write_text(API)
    (tmp_path / "notes.txt").write_text(paper("no.example"))
    return tmp_path


def source(folder: Path) -> PemFolder:
    return PemFolder(folder, account="files", clock=lambda: NOW)


async def test_every_file_below_is_read(folder: Path) -> None:
    """Certificates are known by the path of their file; its chain is no inventory of its own."""
    listing = await source(folder).listing()
    assert [(found.alias, found.domain, found.expires) for found in listing.certificates] == [
        ("below/API.CRT", "*.shop.example", ENDS),
        ("www.pem", "www.shop.example", ENDS),
    ]
    assert (listing.complete, listing.reported_total, listing.fetched_at) == (True, 2, NOW)
    assert {found.account for found in listing.certificates} == {"files"}


async def test_a_new_file_is_in_the_next_listing(folder: Path) -> None:
    """Nothing is remembered from one listing to the next."""
    files = source(folder)
    await files.listing()
    (folder / "new.pem").write_text(paper("new.example"))
    (folder / "www.pem").unlink()
    assert [found.domain for found in (await files.listing()).certificates] == ["*.shop.example", "new.example"]


async def test_a_bundle_holds_many(tmp_path: Path) -> None:
    """All servers' and clients' certificates of a file count; authorities only in a file of nothing else."""
    (tmp_path / "bundle.pem").write_text(WWW + CA + API)
    (tmp_path / "roots.pem").write_text(CA + paper("Other CA", authority=True))
    listing = await source(tmp_path).listing()
    assert [found.domain for found in listing.certificates] == [
        "www.shop.example", "*.shop.example", "Test CA", "Other CA"
    ]  # fmt: skip


async def test_the_same_certificate_in_two_files_is_one(folder: Path) -> None:
    """By its fingerprint, however often it was copied or linked."""
    (folder / "copy.pem").write_text(WWW)
    (folder / "link.pem").symlink_to(folder / "www.pem")
    assert len((await source(folder).listing()).certificates) == 2


async def test_filters_are_those_of_certgetlist(folder: Path) -> None:
    """Text in path or names, kind, exact id, and usable for a host."""
    (folder / "client.pem").write_text(paper("device", usages=(ExtendedKeyUsageOID.CLIENT_AUTH,)))
    files = source(folder)
    (client,) = (await files.listing(Filters(kind=Kind.CLIENT))).certificates
    assert client.domain == "device"
    assert (await files.listing(Filters(id=client.id))).certificates == (client,)
    assert [each.alias for each in (await files.listing(Filters(text="api.crt"))).certificates] == ["below/API.CRT"]
    assert [each.alias for each in (await files.listing(Filters(host="x.shop.example"))).certificates] == [
        "below/API.CRT"
    ]
    nothing = await files.listing(Filters(text="nowhere"))
    assert (nothing.certificates, nothing.complete, nothing.reported_total) == ((), True, 0)


async def test_the_certificate_comes_with_its_chain_and_without_its_key(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """PEM of the certificate and its authorities; the key beside it is passed over and reported by its file."""
    files = source(folder)
    (www,) = (await files.listing(Filters(text="www"))).certificates
    assert await files.certificate(www.id) == WWW + CA
    assert await files.certificate("unknown") is None
    reported = [record for record in caplog.records if record.levelname == "ERROR"]
    assert {Path(record.file).name for record in reported} == {"www.pem"}  # type: ignore[attr-defined]
    assert key_pem().splitlines()[1] not in str([record.__dict__ for record in caplog.records])


BROKEN = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"


async def test_a_certificate_that_cannot_be_decoded_makes_the_listing_partial(folder: Path) -> None:
    """The others are there, those of the same file too."""
    (folder / "broken.pem").write_text(BROKEN + paper("whole.example"))
    listing = await source(folder).listing()
    assert [found.domain for found in listing.certificates] == ["*.shop.example", "whole.example", "www.shop.example"]
    assert (listing.complete, listing.reported_total) == (False, None)


async def test_what_cannot_be_opened_makes_the_listing_partial(folder: Path) -> None:
    """A link to nowhere, a pipe that would never end, a file beyond any bundle: reported, and the rest is read."""
    (folder / "dangling.pem").symlink_to(folder / "nowhere")
    os.mkfifo(folder / "pipe.pem")
    (folder / "huge.pem").write_bytes(b" " * (5 << 20))
    for name in ("dangling.pem", "pipe.pem", "huge.pem"):
        listing = await source(folder).listing()
        assert (len(listing.certificates), listing.complete) == (2, False), name
        (folder / name).unlink()
    assert (await source(folder).listing()).complete


async def test_files_without_certificates_are_no_fault(folder: Path) -> None:
    """A key alone, bytes of any kind and an empty file hold no certificate, and nothing is missing."""
    (folder / "key.pem").write_text(key_pem())
    (folder / "bytes.pem").write_bytes(bytes(range(256)) * 100)
    (folder / "empty.pem").write_text("")
    listing = await source(folder).listing()
    assert (len(listing.certificates), listing.complete) == (2, True)


async def test_a_file_name_may_be_any_bytes(folder: Path) -> None:
    """A name that is no UTF-8 becomes an alias that can be sent anywhere."""
    (folder / os.fsdecode(b"\xff.pem")).write_text(paper("odd.example"))
    (found,) = (await source(folder).listing(Filters(text="odd"))).certificates
    assert found.alias == "?.pem"


async def test_a_folder_that_is_not_there_is_no_answer(tmp_path: Path) -> None:
    """Nothing there is not the same as no certificates."""
    with pytest.raises(SourceUnavailable) as caught:
        await source(tmp_path / "nowhere").listing()
    assert caught.value.reason == "unreachable"


async def test_progress_is_told_file_by_file(tmp_path: Path) -> None:
    """After each hundred files, with the certificates found so far."""
    for number in range(250):
        (tmp_path / f"{number}.pem").write_text(WWW if number else API)
    told: list[tuple[int, int | None]] = []
    await source(tmp_path).listing(progress=lambda seen, total: told.append((seen, total)))
    assert told == [(2, None), (2, None), (2, None)]
