"""The processes that are measured: ours with its Redis and its source, and bare Bolt apps."""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from cryptography.fernet import Fernet
from slack_sdk.oauth.installation_store import Installation

from bot.playground.sample_rows import Paper, row_of
from bot.store.connection import connect_state
from bot.store.embedded import EmbeddedRedis
from bot.workspaces.installations import Installations
from bot.workspaces.sealing import Sealing
from tests.benchmarks.traffic import HOST, SECRET, TOKEN, PlayedSlack, free_port, reachable

ROOT = Path(__file__).resolve().parents[2]
BARE = str(Path(__file__).with_name("bare_app.py"))


@dataclass(frozen=True)
class App:
    """A process that takes commands on a port."""

    process: subprocess.Popen[bytes]
    port: int


def rows(count: int) -> list[dict[str, object]]:
    """An inventory as CertGetList has it; one in twelve ends within a month."""
    now, chosen = datetime.now(), itertools.cycle(("dv", "ov", "ev", "dv wildcard"))

    def one(number: int) -> dict[str, object]:
        host, ends = f"api{number}.shop.example", date.today() + timedelta(days=number % 365 - 20)
        project = ("0", "1024", "1025", "1031")[number % 4]
        names, alias = (f"www.{host}", f"*.{host}"), f"gateway {number}"
        return row_of(Paper(host, ends, next(chosen), 199, alias=alias, project=project, names=names), now)

    return [{**one(number), "id": f"{number:08x}"} for number in range(count)]


@contextlib.contextmanager
def running(parts: list[str], log: Path, environ: dict[str, str] | None = None) -> Iterator[subprocess.Popen[bytes]]:
    """A process until the context ends; SIGTERM ends it."""
    with log.open("ab") as said:
        process = subprocess.Popen(parts, env={**os.environ, **(environ or {})}, cwd=ROOT, stdout=said, stderr=said)
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


async def _installed(url: str, teams: tuple[str, ...]) -> dict[str, str]:
    """The app is installed in `teams`: the settings for it."""
    secret, redis = Fernet.generate_key().decode(), connect_state(url)
    installations = Installations(redis, Sealing(secret))
    for team in teams:
        installation = Installation(
            app_id="A0BENCH001", team_id=team, user_id="U0ADMIN", bot_token=TOKEN, bot_id="B0BOT", bot_user_id="U0BOT"
        )
        facts = {name: value for name, value in installation.to_dict().items() if isinstance(value, (str, bool))}
        await installations.save(team, facts)
    await redis.aclose()
    client = {"SLACK_CLIENT_ID": "1.2", "SLACK_CLIENT_SECRET": "secret", "PUBLIC_URL": "https://bench.example"}
    return {**client, "CERTMINDER_SECRETS": secret, "CERTMINDER_WORKSPACES": ",".join(teams)}


class Stage:
    """Starts what is measured; everything ends with the stack."""

    def __init__(self, stack: contextlib.ExitStack, folder: Path, slack: PlayedSlack) -> None:
        self._stack, self._folder, self._slack = stack, folder, slack

    async def ours(self, certificates: int, teams: tuple[str, ...] = (), **settings: str) -> App:
        """`certminder web` with an inventory of so many; installed in `teams`, where there are any, with their tokens
        sealed; nobody is refused for asking too much unless `settings` say so."""
        folder = self._folder / str(certificates)
        folder.mkdir()
        inventory, source, port = folder / "inventory.json", free_port(), free_port()
        inventory.write_text(json.dumps(rows(certificates)), encoding="utf-8")
        serve = [sys.executable, "-m", "bot", "certgetlist-server", "--port", str(source)]
        self._start([*serve, "--inventory", str(inventory)])
        redis = EmbeddedRedis(folder / "redis")
        self._stack.callback(redis.stop)
        url = redis.start()
        environ = {
            "PORT": str(port),
            "REDIS_URL": url,
            **(await _installed(url, teams) if teams else {"SLACK_BOT_TOKEN": TOKEN}),
            "SLACK_SIGNING_SECRET": SECRET,
            "SLACK_API_URL": f"http://{HOST}:{self._slack.port}/api/",
            "CERTGETLIST_URL": f"http://{HOST}:{source}/v2/index.php",
            "CERTGETLIST_PAGE_SIZE": "1000",
            "TENCENTCLOUD_SECRET_ID": "sample-secret-id",
            "TENCENTCLOUD_SECRET_KEY": "sample-secret-key",
            "CERTMINDER_USER_LIMIT": "100000",
            "CERTMINDER_WORKSPACE_LIMIT": "1000000",
            "CERTMINDER_STATE": str(folder / "state"),
            **settings,
        }
        await reachable(source)
        app = App(self._start([sys.executable, "-m", "bot", "web"], environ), port)
        await reachable(port)
        return app

    async def bare(self, *answers: Path) -> App:
        """A bare Bolt app, which posts the answer of that file if there is one."""
        port = free_port()
        app = App(self._start([sys.executable, BARE, str(port), *map(str, answers)]), port)
        await reachable(port)
        return app

    def _start(self, parts: list[str], environ: dict[str, str] | None = None) -> subprocess.Popen[bytes]:
        return self._stack.enter_context(running(parts, self._folder / "log", environ))
