"""Whether Slack can be reached and knows us: tokens, scopes, Socket Mode, the public address."""

from __future__ import annotations

from urllib.parse import urlsplit

from bot.checking.findings import Finding, Reporter, Topic
from bot.errors import DeliveryError, DeliveryRefused
from bot.settings import LOOPBACK, Settings
from bot.slack.inspecting import Seen, inspect, knows_app, opens_socket, reach, wanted_scopes
from bot.slack.web_api import WebApi


async def check_slack(settings: Settings, locale: str) -> tuple[list[Finding], Seen | None]:
    """The findings, and what Slack's answer said of its clock."""
    report, api = Reporter(Topic.SLACK, locale), WebApi(settings.slack_api_url)
    try:
        seen, found = await _reached(report, api, settings)
        found += _receiving(report, settings)
        if settings.slack_app_token:
            found.append(await _socket(report, api, settings))
    finally:
        await api.aclose()
    return [*found, *_public(report, settings)], seen


async def _reached(report: Reporter, api: WebApi, settings: Settings) -> tuple[Seen | None, list[Finding]]:
    """Who the token is; where workspaces install the app, whether Slack answers at all."""
    if not settings.slack_bot_token and not settings.slack_client_id:
        return None, [report.missing("unset", step="slack.token.next", name="SLACK_BOT_TOKEN")]
    try:
        if settings.slack_client_id:
            seen = await reach(api)
            return seen, [report.good("slack.reached", ms=_ms(seen)), await _app(report, api, settings)]
        seen = await inspect(api, str(settings.slack_bot_token))
    except DeliveryRefused as refused:
        return None, [report.broken("slack.refused", name="SLACK_BOT_TOKEN", code=refused.code)]
    except DeliveryError:
        return None, [report.broken("slack.silent", where=settings.slack_api_url)]
    named = {"team": seen.team or "Slack", "workspace": seen.workspace, "user": seen.user}
    return seen, [report.good("slack.workspace", ms=_ms(seen), **named), _scopes(report, seen)]


async def _app(report: Reporter, api: WebApi, settings: Settings) -> Finding:
    """Installations and the renewal of their tokens need the app's own id and secret."""
    try:
        await knows_app(api, settings.slack_client_id, str(settings.slack_client_secret))
    except DeliveryRefused as refused:
        name = "SLACK_CLIENT_ID" if refused.code == "invalid_client_id" else "SLACK_CLIENT_SECRET"
        return report.broken("slack.refused", name=name, code=refused.code)
    return report.good("slack.app")


def _ms(seen: Seen) -> str:
    return f"{seen.seconds * 1000:.0f}"


def _scopes(report: Reporter, seen: Seen) -> Finding:
    needed, welcome = wanted_scopes()
    if missing := needed - seen.scopes:
        return report.broken("slack.scopes_missing", scopes=", ".join(sorted(missing)))
    if left_out := welcome - seen.scopes:
        return report.advice("slack.scopes_optional", scopes=", ".join(sorted(left_out)))
    return report.good("slack.scopes")


def _receiving(report: Reporter, settings: Settings) -> list[Finding]:
    """Requests come signed over HTTP, or through Socket Mode."""
    if settings.slack_signing_secret:
        return [report.good("slack.signing")]
    if settings.slack_app_token and not settings.slack_client_id:
        return []
    return [report.missing("unset", step="slack.receive.next", name="SLACK_SIGNING_SECRET")]


async def _socket(report: Reporter, api: WebApi, settings: Settings) -> Finding:
    try:
        await opens_socket(api, str(settings.slack_app_token))
    except DeliveryRefused as refused:
        values = {"name": "SLACK_APP_TOKEN", "code": refused.code}
        return report.broken("slack.refused", step="slack.socket_scope.next", **values)
    except DeliveryError:
        return report.broken("slack.silent", where=settings.slack_api_url)
    return report.good("slack.socket")


def _public(report: Reporter, settings: Settings) -> list[Finding]:
    """Where people and Slack reach us; installations need it."""
    url = settings.public_url
    if not url:
        unset = report.missing if settings.slack_client_id else report.advice
        return [unset("slack.public_unset")]
    parts = urlsplit(url)
    plain = not (parts.path.strip("/") or parts.query or parts.fragment or parts.username)
    secure = parts.scheme == "https" or parts.hostname in LOOPBACK
    if not (parts.hostname and plain and secure):
        return [report.broken("slack.public_wrong")]
    return [report.good("slack.public", url=url)]
