"""The accounts of a workspace and the source of each: CertGetList, DescribeCertificates or a folder of PEM files."""

from __future__ import annotations

from bot.assembly.clock import Clock, Dated
from bot.errors import NotFound
from bot.inventory.upstream import Account as Source
from bot.inventory.upstream import Upstream
from bot.settings import Settings
from bot.sources import ssl_v3
from bot.sources.certgetlist import CertGetList
from bot.sources.credentials import Credentials
from bot.sources.pace import Pace
from bot.sources.pem_folder import PemFolder
from bot.sources.ssl_v3 import DescribeCertificates
from bot.sources.transport import Transport
from bot.workspaces.accounts import Account, of_settings

ENDPOINTS = {"china": ssl_v3.URL, "international": ssl_v3.INTERNATIONAL_URL}
"""Where DescribeCertificates is asked, by the name of the site; a private cloud's URL stands for itself."""


def accounts_of(settings: Settings) -> tuple[Account, ...]:
    """The accounts an environment names."""
    tencent = settings.tencentcloud_api if settings.tencentcloud_secret_id else None
    return of_settings(tencent, has_folder=settings.pem_folder is not None)


class SourceOf:
    """The source of a workspace's account, with its manners: one for each, made at first need."""

    def __init__(
        self,
        settings: Settings,
        accounts: tuple[Account, ...],
        transport: Transport,
        upstream: Upstream,
        clock: Clock,
    ) -> None:
        self._settings = settings
        self._kinds = {account.name: account.kind for account in accounts}
        self._transport = transport
        self._upstream = upstream
        self._clock = clock
        self._made: dict[tuple[str, str], Source] = {}

    def __call__(self, workspace: str, account: str) -> Source:
        """Raises NotFound for an account that no setting names."""
        key = (workspace, account)
        if key not in self._made:
            made = self._make(workspace, account)
            self._made[key] = Dated(made, self._clock) if self._clock.is_played else made
        return self._made[key]

    def _make(self, workspace: str, account: str) -> Source:
        kind = self._kinds.get(account)
        if kind is None:
            raise NotFound("account", account)
        if kind == "pem" and self._settings.pem_folder is not None:
            return PemFolder(self._settings.pem_folder, account=account)
        pace = self._upstream.pace(workspace, account)
        asked = self._describe_certificates(account, pace) if kind == "ssl" else self._certgetlist(account, pace)
        return self._upstream.guarded(asked, workspace, account)

    def _certgetlist(self, account: str, pace: Pace) -> CertGetList:
        settings = self._settings
        return CertGetList(
            _credentials(settings),
            url=settings.certgetlist_url,
            account=account,
            page_size=settings.certgetlist_page_size,
            signature_method=settings.certgetlist_signature,
            transport=self._transport,
            pace=pace,
        )

    def _describe_certificates(self, account: str, pace: Pace) -> DescribeCertificates:
        url = ENDPOINTS.get(self._settings.tencentcloud_endpoint, self._settings.tencentcloud_endpoint)
        return DescribeCertificates(
            _credentials(self._settings), url=url, account=account, transport=self._transport, pace=pace
        )


def _credentials(settings: Settings) -> Credentials:
    return Credentials(
        str(settings.tencentcloud_secret_id),
        str(settings.tencentcloud_secret_key),
        str(settings.tencentcloud_token) or None,
    )
