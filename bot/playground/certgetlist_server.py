"""A CertGetList that any client can talk to over http on loopback, as strict as the real one.

Order of checks: parse → unknown Action 6100 → missing common parameter 4000 → SecretId 4104 → signature 4100 →
Timestamp and Nonce 4500 → faults played on purpose → the action's own parameters 4000. Always HTTP 200 and JSON, but
for another path (404) or method (405), whose JSON says 6100.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.playground.certgetlist_faults import Fault, Faults
from bot.playground.certgetlist_parameters import check_common, read, search_of
from bot.playground.certgetlist_refusals import Refused
from bot.playground.certgetlist_replay import Replays
from bot.playground.certgetlist_rows import Row, answer
from bot.playground.certgetlist_signature import PATH, is_signed
from bot.playground.certgetlist_spoilt import JSON, spoil

HOST = "wss.api.qcloud.com"
"""The name that clients sign for, whatever address they are pointed at."""


class Account(NamedTuple):
    """Who asks, and what there is to be listed."""

    secret_id: str
    secret_key: str
    rows: Callable[[], Sequence[Row]] | Sequence[Row]


def build(
    *,
    secret_id: str,
    secret_key: str,
    rows: Callable[[], Sequence[Row]] | Sequence[Row],
    latency: float = 0.0,
    faults: Faults | Iterable[Fault | str] = (),
    clock: Callable[[], float] = time.time,
    on_request: Callable[[Mapping[str, str]], None] | None = None,
    others: Sequence[Account] = (),
) -> Starlette:
    """The server as an application, for one account, and `others` beside it.

    `rows` are asked anew for each request when callable; `latency` is seconds before any answer; `clock` gives Unix
    seconds. `on_request` sees the parameters of every accepted request (its `append` makes a list of them). Keep the
    Faults you pass in to change what goes wrong while it runs.
    """
    accounts = {each.secret_id: each for each in (Account(secret_id, secret_key, rows), *others)}
    gate = _Gate({each.secret_id: each.secret_key for each in accounts.values()}, clock)
    played = faults if isinstance(faults, Faults) else Faults(faults)

    async def serve(request: Request) -> Response:
        await asyncio.sleep(latency)
        try:
            parameters = await read(request)
            gate.check(request, parameters)
            if on_request:
                on_request(parameters)
            fault = played.strike(parameters.get("page", ""))
            own = accounts[parameters["SecretId"]].rows
            body = _json(answer(own() if callable(own) else own, search_of(parameters)))
        except Refused as refused:
            return Response(_json(refused.body), media_type=JSON)
        return spoil(fault, body) if fault else Response(body, media_type=JSON)

    routes = [Route(PATH, serve, methods=["GET", "POST"])]
    return Starlette(routes=routes, exception_handlers={HTTPException: _elsewhere})


class _Gate:
    """Who may ask: SecretKeys by SecretId; each signed request once."""

    def __init__(self, keys: Mapping[str, str], clock: Callable[[], float]) -> None:
        self._keys = keys
        self._clock = clock
        self._replays = Replays()

    def check(self, request: Request, parameters: Mapping[str, str]) -> None:
        """Refused, or the Nonce is burnt and the request may go on."""
        check_common(parameters)
        secret_key = self._keys.get(parameters["SecretId"])
        if secret_key is None:
            raise Refused(4104, "SecretId is not found or disabled")
        hosts = (request.headers.get("host", ""), HOST)
        if not is_signed(secret_key, request.method, hosts, parameters):
            raise Refused(4100, "signature verification failed")
        self._replays.spend(int(parameters["Nonce"]), int(parameters["Timestamp"]), self._clock())


def _json(body: object) -> bytes:
    """ASCII with escapes, as the real one writes it: half surrogates in a row can't break the encoding."""
    return json.dumps(body).encode("ascii")


async def _elsewhere(request: Request, fault: Exception) -> Response:
    status = fault.status_code if isinstance(fault, HTTPException) else 404
    refused = Refused(6100, f"only GET and POST of {PATH} are served here")
    return Response(_json(refused.body), status_code=status, media_type=JSON)
