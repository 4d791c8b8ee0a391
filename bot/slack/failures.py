"""What fails before it was acknowledged: a person gets a sentence, Slack the status that fits."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt import BoltResponse

from bot import observability
from bot.errors import CertminderError, DeliveryError, DeliveryRefused
from bot.messages import notices
from bot.messages.reply import Reply
from bot.slack.payloads import language_of
from bot.slack.web_api import WebApi

log = logging.getLogger(__name__)

Failed = Callable[[Exception, dict[str, Any]], Awaitable[BoltResponse]]


def failed(api: WebApi) -> Failed:
    """Bolt's error handler. A command is answered with a sentence. An event that fails is refused, so that Slack sends
    it again; one of a workspace without the app (or with a token that Slack refuses) never will succeed, and is
    taken."""

    async def handle(error: Exception, body: dict[str, Any]) -> BoltResponse:
        missing = isinstance(error, DeliveryRefused)  # only the token is asked for before an acknowledgement
        _logged(error, missing=missing)
        said = _said(error, missing=missing, locale=language_of(_text(body)))
        if "command" in body:
            return BoltResponse(status=200, body={"response_type": "ephemeral", "text": said.text})
        if not missing:
            return BoltResponse(status=500, body="")
        await _respond(api, body, said)
        return BoltResponse(status=200, body="")

    return handle


def _logged(error: Exception, *, missing: bool) -> None:
    if missing:
        log.warning("a request came from a workspace where the app is not installed")
        return
    known = isinstance(error, CertminderError)
    log.error("a request failed before it was acknowledged: %s", error, exc_info=None if known else error)


def _said(error: Exception, *, missing: bool, locale: str) -> Reply:
    number = observability.request_id.get()
    if missing:
        return notices.not_installed(locale)
    if isinstance(error, CertminderError):
        return notices.notice(error, locale, request_id=number)
    return notices.unexpected(locale, request_id=number)


async def _respond(api: WebApi, body: dict[str, Any], said: Reply) -> None:
    """Answer a click: its response_url needs no token."""
    url = body.get("response_url")
    if not isinstance(url, str) or not url:
        return
    try:
        await api.respond(url, {"text": said.text, "response_type": "ephemeral", "replace_original": False})
    except DeliveryError as fault:
        log.info("a click of a workspace without the app was not answered", extra={"outcome": str(fault)})


def _text(body: dict[str, Any]) -> str:
    """What shows the person's language, where nobody can be asked: what was typed, or the message that was clicked."""
    message = body.get("message")
    return str(body.get("text") or (message.get("text") if isinstance(message, dict) else "") or "")
