"""The source of an account: CertGetList, DescribeCertificates or a folder of PEM files, at an address from the settings
or from the fixed ones. No text of a person's becomes part of an address."""

from __future__ import annotations

from pathlib import Path

import msgspec

from bot.certificates import Listing
from bot.errors import InvalidSettings
from bot.inventory.upstream import Account as Source
from bot.settings import Settings
from bot.sources import certgetlist, ssl_v3
from bot.sources.certgetlist import CertGetList
from bot.sources.credentials import Credentials
from bot.sources.listing import Bounds
from bot.sources.pace import Pace, at_will
from bot.sources.patience import Patience
from bot.sources.pem_folder import PemFolder
from bot.sources.ssl_v3 import DescribeCertificates
from bot.sources.transport import Transport
from bot.workspaces.accounts import Account, Endpoint, Site, of_settings
from bot.workspaces.stored_accounts import Access

SITES: dict[str, Endpoint] = {"china": "china", "international": "international"}
"""What TENCENTCLOUD_ENDPOINT may name; anything else is a private cloud's URL."""
URLS: dict[Endpoint, str] = {"china": ssl_v3.URL, "international": ssl_v3.INTERNATIONAL_URL}


class _Manner(msgspec.Struct, frozen=True):
    """How a source is asked: None is the source's own measure; CertGetList's rows a page."""

    pace: Pace = at_will
    page_size: int = 1
    bounds: Bounds | None = None
    patience: Patience | None = None


TRYING = _Manner(bounds=Bounds(workers=1, pages=1), patience=Patience(attempts=2, seconds=6.0))
"""One row of one page; and a person waits for the outcome."""


def accounts_of(settings: Settings) -> tuple[Account, ...]:
    """The accounts an environment names."""
    key = str(settings.tencentcloud_secret_id)
    tencent = settings.tencentcloud_api if key else None
    endpoint = _certgetlist_of(settings) if tencent == "certgetlist" else _ssl_of(settings)
    return of_settings(tencent, has_folder=settings.pem_folder is not None, endpoint=endpoint, tail=key[-4:])


def sites_of(settings: Settings) -> tuple[Site, ...]:
    """Where the credentials that somebody connects may be for; the environment's own choice first."""
    private: tuple[Site, ...] = (Site("ssl", "private"),) if _ssl_of(settings) == "private" else ()
    older = Site("certgetlist", _certgetlist_of(settings))
    sites = (*private, Site("ssl", "china"), Site("ssl", "international"), older)
    chosen = settings.tencentcloud_api
    first = older if chosen == "certgetlist" else Site(chosen, _ssl_of(settings))
    return (first, *(site for site in sites if site != first))


def _certgetlist_of(settings: Settings) -> Endpoint:
    return "china" if settings.certgetlist_url == certgetlist.URL else "private"


def _ssl_of(settings: Settings) -> Endpoint:
    return SITES.get(settings.tencentcloud_endpoint, "private")


def url_of(settings: Settings, account: Account) -> str:
    """Where an account of the settings is asked; "" for a folder."""
    if account.kind == "pem":
        return ""
    if account.kind == "certgetlist":
        return settings.certgetlist_url
    return settings.tencentcloud_endpoint if account.endpoint == "private" else URLS[account.endpoint]


class Sources:
    """Makes sources; they share one `transport`."""

    def __init__(self, settings: Settings, transport: Transport) -> None:
        self._settings = settings
        self._transport = transport

    def make(self, account: Account, access: Access | None, pace: Pace) -> Source:
        """The source of an account with its stored credentials; with those of the settings where there are none.
        Raises InvalidSettings for a private cloud that the settings do not name (any more)."""
        return self._made(account, access, _Manner(pace=pace, page_size=self._settings.certgetlist_page_size))

    async def try_out(self, account: Account, access: Access | None) -> Listing:
        """Ask for one certificate, with nothing kept and nobody's budget spent: a listing whose `reported_total` says
        how many there are. Raises SourceError, InvalidSettings."""
        return await self._made(account, access, TRYING).listing()

    def _made(self, account: Account, access: Access | None, manner: _Manner) -> Source:
        if account.kind == "pem":
            return PemFolder(self._folder(access), account=account.name)
        make = self._ssl if account.kind == "ssl" else self._certgetlist
        return make(account, self._credentials(access), manner)

    def _ssl(self, account: Account, credentials: Credentials, manner: _Manner) -> Source:
        return DescribeCertificates(
            credentials,
            url=self._url(account.endpoint),
            account=account.name,
            page_size=manner.page_size if manner.bounds else ssl_v3.PAGE_SIZE,
            transport=self._transport,
            patience=manner.patience,
            bounds=manner.bounds,
            pace=manner.pace,
        )

    def _certgetlist(self, account: Account, credentials: Credentials, manner: _Manner) -> Source:
        return CertGetList(
            credentials,
            url=self._settings.certgetlist_url,
            account=account.name,
            page_size=manner.page_size,
            signature_method=self._settings.certgetlist_signature,
            transport=self._transport,
            patience=manner.patience,
            bounds=manner.bounds,
            pace=manner.pace,
        )

    def _url(self, endpoint: Endpoint) -> str:
        if endpoint != "private":
            return URLS[endpoint]
        if _ssl_of(self._settings) != "private":
            raise InvalidSettings(("TENCENTCLOUD_ENDPOINT names no private cloud",))
        return self._settings.tencentcloud_endpoint

    def _folder(self, access: Access | None) -> Path:
        folder = Path(access.folder) if access else self._settings.pem_folder
        if folder is None:
            raise InvalidSettings(("CERTMINDER_PEM_FOLDER is not set",))
        return folder

    def _credentials(self, access: Access | None) -> Credentials:
        settings = self._settings
        if access is not None:
            return Credentials(access.secret_id, access.secret_key)
        token = str(settings.tencentcloud_token) or None
        return Credentials(str(settings.tencentcloud_secret_id), str(settings.tencentcloud_secret_key), token)
