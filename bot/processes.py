"""One short function per process; the Procfile and the command line call them by the same names."""

from __future__ import annotations

import asyncio
import contextlib
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from bot import assembly, observability, terminal
from bot.certificates import Progress
from bot.checking.checks import checked
from bot.checking.findings import Finding
from bot.errors import InvalidSettings, StoreUnavailable, Unreadable
from bot.language.moment import read_moment
from bot.lifecycle import first_of, run, serve_http, stopped_by_signals
from bot.playground import certgetlist_faults, certgetlist_inventory, certgetlist_server, samples, scene
from bot.playground.serving import served
from bot.reminders.worker import REDELIVERY, SCAN, SWEEP, run_worker
from bot.settings import Settings, inherited, read, require
from bot.slack.socket_mode import run_socket_mode
from bot.workspaces import rotation
from bot.workspaces.rotation import Rotated
from bot.workspaces.sealing import Sealing

SCAN_WHERE_TIME_MOVES = timedelta(seconds=2)
"""In the playground a minute may pass in a moment."""
REDELIVERY_WHERE_TIME_MOVES = timedelta(seconds=4)
"""There somebody waits for what a worker that was killed had begun."""
_REAL = (SCAN, REDELIVERY, SWEEP)
_PLAYED = (SCAN_WHERE_TIME_MOVES, REDELIVERY_WHERE_TIME_MOVES, SCAN_WHERE_TIME_MOVES)
OPENING = "expiring in the next 30 days"
"""What the playground types by itself."""
REMINDED = "expiring within 14 days"
"""What it is reminded of a minute later."""

Show = Callable[[terminal.Answered], None]
Say = Callable[[str], None]


def web(settings: Settings) -> None:
    """Serve Slack's requests on PORT until SIGTERM. Raises InvalidSettings."""
    assembly.require_slack(settings, "SLACK_SIGNING_SECRET")

    async def serve(url: str) -> None:
        async with assembly.house(settings, url) as house:
            await serve_http(assembly.web(house), settings.port)

    run(settings, serve)


def socket_mode(settings: Settings) -> None:
    """Receive Slack's requests over Socket Mode until SIGTERM. Raises InvalidSettings."""
    assembly.require_slack(settings, "SLACK_APP_TOKEN")

    async def receive(url: str) -> None:
        async with assembly.house(settings, url) as house:
            with stopped_by_signals() as stop:
                await run_socket_mode(assembly.slack(house), str(settings.slack_app_token), stop=stop)

    run(settings, receive)


def worker(settings: Settings) -> None:
    """Post reminders until SIGTERM. Raises InvalidSettings."""
    assembly.require_slack(settings)

    async def work(url: str) -> None:
        async with assembly.house(settings, url) as house:
            app = assembly.slack(house)
            try:
                rounds, editing = assembly.rounds(house, app), assembly.editing(house, app)
                every, again, sweeps = _PLAYED if house.clock.is_played else _REAL
                await run_worker(
                    url,
                    rounds,
                    house.state,
                    edits=editing.run,
                    sweep=assembly.sweep(house, app),
                    scan_every=every,
                    redelivery=again,
                    sweep_every=sweeps,
                )
            finally:
                await app.aclose()

    run(settings, work)


def certgetlist_server_on(
    port: int, key: tuple[str, str], inventory: Path | None, latency: float, faults: tuple[str, ...], say: Say
) -> None:
    """Serve CertGetList on loopback until Ctrl-C, for the (SecretId, SecretKey) of `key`; `latency` is seconds.
    Raises InvalidSettings for a bad file or fault."""
    try:
        rows = certgetlist_inventory.load_inventory(inventory) if inventory else None
        played = certgetlist_faults.Faults(faults)
    except ValueError as fault:
        raise InvalidSettings((str(fault),)) from None
    app = certgetlist_server.build(
        secret_id=key[0],
        secret_key=key[1],
        rows=rows if rows is not None else lambda: samples.inventory(datetime.now(UTC)),
        latency=latency,
        faults=played,
    )

    async def serve() -> None:
        with stopped_by_signals() as stop:
            async with served(app, port) as url:
                say(f"CertGetList is at {url}/v2/index.php for SecretId {key[0]}. Ctrl-C ends it.")
                await stop.wait()

    asyncio.run(serve())


def ask(settings: Settings, text: str, progress: Progress | None = None) -> terminal.Answered:
    """Answer one question, from the configured account or else from the sample inventory. `progress` hears rows so far
    and rows in all. Raises CertminderError."""
    observability.configure("ERROR")

    async def answer() -> terminal.Answered:
        async with contextlib.AsyncExitStack() as open_:
            asked, origin = settings, "account"
            if not assembly.accounts_of(settings):
                sample = await open_.enter_async_context(scene.certgetlist_samples())
                asked, origin = read(inherited(sample)), "sample"
            house = await open_.enter_async_context(assembly.house(asked, url))
            return await terminal.answered(house, text, origin, progress)

    with _redis_for_asking(settings) as url:
        return asyncio.run(answer())


def playground(settings: Settings, show: Show, say: Say) -> None:
    """Play everything on loopback, ask one question, and stay until Ctrl-C or until one of the processes ends."""
    observability.configure("WARNING")

    async def play(url: str) -> None:
        command = (sys.executable, "-m", "bot")
        with stopped_by_signals() as stop:
            quiet = inherited({"CERTMINDER_LOG_LEVEL": "WARNING"})
            async with scene.play(url, command, quiet, read_moment=_moment) as playing:
                say(f"The playground is at {playing.url}/ — Ctrl-C ends it.\n\nAlice Chen types: /certs {OPENING}")
                outcome = await playing.type(f"/certs {OPENING}")
                show(terminal.of_message(outcome["message"] or {}))
                at = await playing.remind(REMINDED)
                say(f"At {at} in New York a reminder comes to #payments.")
                say("Another account for /certs connect: SecretId {}, SecretKey {}.".format(*scene.STAGING))
                say(f"Now you: {playing.url}/")
                await first_of(stop.wait(), playing.ended())

    with tempfile.TemporaryDirectory(prefix="certminder-") as folder:
        own = msgspec.structs.replace(settings, redis_url="", state=Path(folder))
        with assembly.redis_url(own) as url:
            asyncio.run(play(url))


def _moment(text: str, now: float, zone: str) -> float:
    """Where a person wants the playground's clock. Raises ValueError."""
    try:
        return read_moment(text, now=datetime.fromtimestamp(now, UTC), zone=zone).timestamp()
    except (Unreadable, OverflowError) as fault:
        raise ValueError(f"not a moment: {text!r}") from fault


def check(settings: Settings) -> list[Finding]:
    """What is configured, reachable and missing. Raises InvalidSettings where an own Redis can't be started."""
    observability.configure("CRITICAL")  # what goes wrong is a finding
    with assembly.redis_url(settings) as url:
        return asyncio.run(checked(settings, url))


def rotate(settings: Settings) -> Rotated:
    """Seal everything again under the first of CERTMINDER_SECRETS. Raises InvalidSettings, StoreUnavailable."""
    observability.configure("ERROR")
    require(settings, "CERTMINDER_SECRETS")

    async def rotated(url: str) -> Rotated:
        async with assembly.house(settings, url) as house:
            return await rotation.rotate(house.state, Sealing(str(settings.secrets)))

    with assembly.redis_url(settings) as url:
        return asyncio.run(rotated(url))


@contextlib.contextmanager
def _redis_for_asking(settings: Settings) -> Iterator[str]:
    """The configured Redis, else our own; where even that is not to be had, an address nobody answers: a question
    needs no memory."""
    with contextlib.ExitStack() as open_:
        try:
            url = open_.enter_context(assembly.redis_url(settings))
        except (InvalidSettings, StoreUnavailable):
            url = "unix:///nonexistent"
        yield url
