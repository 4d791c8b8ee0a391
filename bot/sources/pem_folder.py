"""A folder of PEM files as an inventory, for teams whose certificates are no provider's."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

import msgspec
from cryptography import x509

from bot.certificates import Certificate, Listing, Progress
from bot.errors import SourceUnavailable
from bot.sources.filters import EVERYTHING, Filters
from bot.sources.hostnames import serves
from bot.sources.pem import Sifted
from bot.sources.x509_fields import certificate, is_authority

SUFFIXES = frozenset({".pem", ".crt", ".cer", ".cert", ".chain", ".bundle"})
MOST_FILES = 100_000
MOST_BYTES = 4 << 20
"""Of one file; a bundle of all the world's authorities has a quarter of a megabyte."""
AT_ONCE = 100
"""Files between two words of progress."""

log = logging.getLogger(__name__)


Parsed = tuple[x509.Certificate, str]
"""A certificate and its PEM."""


class Found(msgspec.Struct, frozen=True):
    """A certificate and the PEM it came as, with the chain that stood in its file."""

    certificate: Certificate
    pem: str


class PemFolder:
    """The certificates in the files of a folder and the folders in it. Files are read anew for each listing, off the
    event loop. What looks like a certificate and can't be read makes a listing partial and is reported in the log;
    private keys are passed over unread and reported too."""

    def __init__(
        self,
        folder: Path,
        *,
        account: str = "default",
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._folder = folder
        self._account = account
        self._clock = clock

    async def listing(self, wanted: Filters = EVERYTHING, *, progress: Progress | None = None) -> Listing:
        """All certificates that every given filter leaves. Raises SourceUnavailable when the folder can't be read."""
        began = self._clock()
        found, complete = await self._read(began, progress)
        rows = tuple(each.certificate for each in found.values() if _is_wanted(each.certificate, wanted))
        return Listing(rows, began, complete, len(rows) if complete else None)

    async def certificate(self, id: str) -> str | None:  # noqa: A002 - CertGetList's name
        """The certificate itself, PEM with its chain; None where there is none of this id."""
        found, _ = await self._read(self._clock(), None)
        return found[id].pem if id in found else None

    async def aclose(self) -> None:
        """Nothing is kept open."""

    async def _read(self, now: datetime, progress: Progress | None) -> tuple[dict[str, Found], bool]:
        """Each certificate once, however many files hold it, and whether all could be read."""
        files = iter(await asyncio.to_thread(self._files))
        found: dict[str, Found] = {}
        complete = True
        while some := list(islice(files, AT_ONCE)):
            read, whole = await asyncio.to_thread(self._read_files, some, now)
            complete = complete and whole
            for each in read:
                found.setdefault(each.certificate.id, each)
            if progress:
                progress(len(found), None)
        return found, complete

    def _files(self) -> list[Path]:
        """In the order of their names. A link to a file counts, a link to a folder does not: it may lead round."""
        if not self._folder.is_dir():
            raise SourceUnavailable("unreachable")
        paths = (Path(place, name) for place, _, names in os.walk(self._folder) for name in names)
        return sorted(islice((path for path in paths if path.suffix.lower() in SUFFIXES), MOST_FILES))

    def _read_files(self, paths: list[Path], now: datetime) -> tuple[list[Found], bool]:
        found: list[Found] = []
        complete = True
        for path in paths:
            try:
                sifted = _sifted(path)
                parsed = [each for pem in sifted.certificates if (each := _parsed(pem))]
                complete = complete and len(parsed) == len(sifted.certificates)
                found += self._in_file(path, parsed, now)
            except OSError as fault:
                log.warning("a file can't be read", extra={"file": str(path), "fault": type(fault).__name__})
                complete = False
        return found, complete

    def _in_file(self, path: Path, parsed: list[Parsed], now: datetime) -> Iterator[Found]:
        """The certificates of servers and clients in a file; its authorities only where there is nothing else."""
        leaves = [each for each in parsed if not is_authority(each[0])]
        chain = [pem for each, pem in parsed if leaves and is_authority(each)]
        created = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        alias = path.relative_to(self._folder).as_posix().encode("utf-8", "replace").decode()
        for each, pem in leaves or parsed:
            row = certificate(each, alias=alias, created=created, now=now, account=self._account)
            yield Found(row, "".join([pem, *chain]))


def _sifted(path: Path) -> Sifted:
    """Raises OSError, also for what is no plain file or larger than any bundle."""
    if not path.is_file() or path.stat().st_size > MOST_BYTES:
        raise OSError("not a file of certificates")
    with path.open(encoding="utf-8", errors="replace") as lines:
        sifted = Sifted(lines)
    if sifted.has_key:
        log.error("a private key lies beside certificates and was passed over unread", extra={"file": str(path)})
    return sifted


def _parsed(pem: str) -> Parsed | None:
    try:
        return x509.load_pem_x509_certificate(pem.encode()), pem
    except ValueError:
        log.warning("a certificate can't be decoded")
        return None


def _is_wanted(found: Certificate, wanted: Filters) -> bool:
    return (
        (not wanted.id or found.id == wanted.id)
        and (wanted.kind is None or found.kind is wanted.kind)
        and (not wanted.host or serves(found.names, wanted.host))
        and (not wanted.text or wanted.text.casefold() in _words(found))
    )


def _words(found: Certificate) -> str:
    return " ".join([found.id, found.alias, found.domain, *found.names]).casefold()
