"""Socket Mode works with slack_sdk's own client, and reconnects as the real one makes it do."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground.slack_store import ALICE, OPS


@pytest.fixture
async def client(slack: Any) -> AsyncIterator[SocketModeClient]:
    """A connected client that acknowledges everything with a text."""
    await slack.control("settings", delivery="socket")
    web = AsyncWebClient(token=slack.world.bot_token, base_url=f"{slack.url}/api/")
    client = SocketModeClient(app_token=slack.world.app_token, web_client=web)
    client.message_listeners.clear()

    async def acknowledge(own: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        payload = {"text": f"got {request.type}"} if request.accepts_response_payload else None
        await own.send_socket_mode_response(SocketModeResponse(request.envelope_id, payload))

    client.socket_mode_request_listeners.append(acknowledge)
    await client.connect()  # type: ignore[no-untyped-call]
    yield client
    await client.close()  # type: ignore[no-untyped-call]


async def test_a_command_goes_over_the_socket(slack: Any, client: SocketModeClient) -> None:
    """The envelope is acknowledged with a payload, which is the answer."""
    done = await slack.control("type", user=ALICE, channel=OPS, text="/certs help")
    assert (done["ack"]["status"], done["message"]["text"]) == (200, "got slash_commands")


async def test_a_refresh_makes_the_client_reconnect(slack: Any, client: SocketModeClient) -> None:
    """A client that heeds the warning takes a new address before the old connection ends, and no command is lost."""
    before = client.wss_uri
    assert (await slack.control("socket", act="refresh"))["sockets"] == 1
    assert client.wss_uri != before
    done = await slack.control("type", user=ALICE, channel=OPS, text="/certs help")
    assert done["ack"]["error"] is None


async def test_a_drop_leaves_nothing(slack: Any, client: SocketModeClient, wait_until: Any) -> None:
    """Without a warning there is no connection for a while, and then the client is back by itself."""
    before = client.wss_uri
    assert (await slack.control("socket", act="drop"))["sockets"] == 0

    async def reconnected() -> bool:
        return bool((await slack.see("state"))["sockets"] == 1 and client.wss_uri != before)

    await wait_until(reconnected, seconds=15)


async def test_without_a_connection_the_dispatch_fails(slack: Any) -> None:
    """Nobody listening is an error that the person reads; a ticket opens one connection only."""
    await slack.control("settings", delivery="socket")
    done = await slack.control("type", user=ALICE, channel=OPS, text="/certs help")
    assert done["errors"][0]["error"] == "dispatch_failed"
    opened = await slack.api("apps.connections.open", token=slack.world.app_token)
    assert opened["url"].startswith("ws://127.0.0.1:")
    assert (await slack.api("apps.connections.open"))["error"] == "not_allowed_token_type"
    async with slack.session.ws_connect(opened["url"]) as socket:
        hello = await socket.receive_json()
        assert (hello["type"], hello["num_connections"]) == ("hello", 1)
    with pytest.raises(Exception, match="403"):
        await slack.session.ws_connect(opened["url"])
