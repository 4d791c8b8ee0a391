"""A bare Bolt app to be measured beside: `python bare_app.py PORT [ANSWER.json]`.

As fast as Bolt goes: process_before_response=True, a fixed authorize, uvicorn with uvloop and httptools. It checks
signatures as Bolt does. Without an answer it acknowledges and does nothing else; with one it also posts that answer,
the same to everybody, to the response_url: after the acknowledgement, over one kept session.
"""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

import aiohttp
import uvicorn
from slack_bolt.adapter.asgi.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult

from tests.benchmarks.traffic import HOST, SECRET, TOKEN


def build(answer: dict[str, Any] | None) -> AsyncApp:
    session: aiohttp.ClientSession | None = None
    posting: set[asyncio.Task[None]] = set()

    async def authorize(enterprise_id: str | None, team_id: str | None) -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=enterprise_id, team_id=team_id, bot_token=TOKEN, bot_user_id="U0BOT")

    async def post(url: str) -> None:
        nonlocal session
        session = session or aiohttp.ClientSession()
        async with session.post(url, json=answer) as response:
            response.raise_for_status()
            await response.text()

    async def certs(ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        if answer is not None:
            task = asyncio.create_task(post(body["response_url"]))
            posting.add(task)
            task.add_done_callback(posting.discard)

    app = AsyncApp(signing_secret=SECRET, authorize=authorize, process_before_response=True)
    app.command("/certs")(certs)
    return app


def main(port: str, *answers: str) -> None:
    answer = json.loads(Path(answers[0]).read_bytes()) if answers else None
    app = AsyncSlackRequestHandler(build(answer))
    uvicorn.run(app, host=HOST, port=int(port), loop="uvloop", http="httptools", log_level="error", workers=1)


if __name__ == "__main__":
    main(*sys.argv[1:])
