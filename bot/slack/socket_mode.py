"""Socket Mode: the same app over a WebSocket that this side opens, so that no public address is needed."""

from __future__ import annotations

import asyncio

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_sdk.socket_mode.aiohttp import SocketModeClient

from bot.slack.app import SlackApp
from bot.slack.web_api import quiet

PING_SECONDS = 5.0


async def run_socket_mode(
    slack: SlackApp, app_token: str, *, stop: asyncio.Event, ping_seconds: float = PING_SECONDS
) -> None:
    """Receive until `stop` is set, reconnecting whenever Slack or the network ends a connection; then finish what was
    acknowledged."""
    handler = AsyncSocketModeHandler(
        slack.bolt, app_token, logger=quiet, web_client=slack.api.client(app_token), ping_interval=ping_seconds
    )
    # it goes on trying while Slack does not answer
    connecting = asyncio.create_task(handler.client.connect())  # type: ignore[no-untyped-call]
    try:
        await stop.wait()
    finally:
        connecting.cancel()
        await asyncio.gather(connecting, return_exceptions=True)
        await _close(handler.client)
        await slack.aclose()


async def _close(client: SocketModeClient) -> None:
    """Close for good: slack_sdk 3.47 fails to close what was never connected."""
    if client.current_session is None:
        client.closed = True
        client.message_processor.cancel()
        await client.aiohttp_client_session.close()
    else:
        await client.close()  # type: ignore[no-untyped-call]
