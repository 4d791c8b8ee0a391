"""`certminder account` as an operator uses it: a key from a pipe, a folder of PEM files, what there is, and an end."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from starlette.types import ASGIApp
from typer.testing import CliRunner

from bot.account_commands import app
from bot.errors import CertminderError
from bot.playground import certgetlist_server, samples
from bot.playground.slack_server import build as build_slack
from bot.playground.slack_store import TEAM, SlackWorld
from bot.store import installation_keys, keys
from bot.store.connection import Redis
from bot.terminal import explained
from bot.workspaces.audit import Audit
from bot.workspaces.sealing import new_key
from tests.sources.x509_papers import paper

KEY = ("AKIDcanary0123456789abcdef", "canary-secret-key-0123456789")
Account = Callable[..., Awaitable["Done"]]


class Done(NamedTuple):
    """A command to its end: what it printed, and what it said on stderr, or what `certminder` says of its error."""

    returncode: int
    stdout: str
    stderr: str


def run(words: tuple[str, ...], given: str, environment: dict[str, str]) -> Done:
    done = CliRunner().invoke(app, words, input=given, env=environment)
    fault = done.exception
    said = explained(fault, "en") if isinstance(fault, CertminderError) else done.stderr
    assert isinstance(fault, CertminderError | SystemExit | None), done.exc_info
    return Done(done.exit_code, done.stdout, said)


@pytest.fixture(autouse=True)
def logging_as_before() -> Iterator[None]:
    """A command sets up the log of its own process, which here is the tests' one."""
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    yield
    root.handlers[:] = before
    root.setLevel(level)


@pytest.fixture
async def account(redis_url: str, serve: Callable[[ASGIApp], Awaitable[str]]) -> Account:
    """`certminder account …` on the bot's Redis, against a CertGetList that knows one key."""
    rows = samples.staging(datetime.now(UTC))
    source = await serve(certgetlist_server.build(secret_id=KEY[0], secret_key=KEY[1], rows=rows))
    environment = {
        "REDIS_URL": redis_url,
        "CERTMINDER_SECRETS": new_key(),
        "CERTGETLIST_URL": f"{source}/v2/index.php",
        "SLACK_BOT_TOKEN": "",
        "LANG": "en_US.UTF-8",
    }

    async def command(*words: str, given: str = "", **more: str) -> Done:
        return await asyncio.to_thread(run, words, given, environment | more)

    return command


async def test_a_key_from_a_pipe(account: Account, redis: Redis) -> None:
    """It is tried before it is kept, a second one of the name is refused, and the trail says who did it; the key is
    printed nowhere."""
    given = {"given": "\n".join(KEY) + "\n"}
    wrong = await account("add", "prod", "--workspace", "T1", given=f"{KEY[0]}\ncanary-another\n")
    assert (wrong.returncode, "does not match" in wrong.stderr) == (1, True)
    added = await account("add", "prod", "--workspace", "T1", **given)
    assert (added.returncode, "prod is connected: it has 5 certificates" in added.stdout) == (0, True), added.stderr
    again = await account("add", "prod", "--workspace", "T1", **given)
    assert (again.returncode, "already" in again.stderr) == (1, True)
    assert (await account("add", "prod", "--replace", "--workspace", "T1", **given)).returncode == 0
    acts = [(each.entry.actor, each.entry.action) for each in await Audit(redis).latest("T1")]
    assert acts == [("operator", "account.rekey"), ("operator", "account.connect")]
    assert "canary" not in "".join(each.stdout + each.stderr for each in (wrong, added, again))
    assert b"canary" not in (await redis.get(keys.accounts("T1")) or b"")


async def test_a_folder_and_an_end(account: Account, tmp_path: Path) -> None:
    """A folder is an account too; the list says how each stands; what is removed is gone."""
    (tmp_path / "a.pem").write_text(paper("a.example", "a.example"))
    added = await account("add", "files1", "--pem", str(tmp_path), "--workspace", "T1", LANG="zh_CN.UTF-8")
    assert (added.returncode, "账号 files1 已连接：共 1 张证书" in added.stdout) == (0, True), added.stderr
    shown = (await account("list", "--workspace", "T1")).stdout
    assert ("files1" in shown, "folder of PEM files" in shown) == (True, True)
    assert (await account("remove", "files1", "--workspace", "T1")).stdout.strip() == "files1"
    assert (await account("list", "--workspace", "T1")).stdout.strip() == "–"
    missing = await account("remove", "files1", "--workspace", "T1")
    assert (missing.returncode, "no account" in missing.stderr) == (1, True)


async def test_a_workspace_that_is_meant(account: Account, redis: Redis, serve: Any) -> None:
    """One of several has to be named, and to have the app, by itself or through its organisation; with a bot's token it
    is that one's: no key is kept where nobody ever asks."""
    several = {"SLACK_CLIENT_ID": "1.2", "SLACK_CLIENT_SECRET": "canary-client", "PUBLIC_URL": "https://bot.example"}
    assert "has to say which workspace" in (await account("list", **several)).stderr
    for wrong in ("T0TYPO", "no id", ""):
        assert (await account("list", "--workspace", wrong, **several)).returncode == 1, wrong
    await redis.set(installation_keys.installation("T1"), b"sealed")
    await redis.set(installation_keys.organisation("T2"), b"E1")
    for known in ("T1", "T2"):
        assert (await account("list", "--workspace", known, **several)).stdout.strip() == "–", known
    slack = await serve(build_slack(SlackWorld(signing_secret="s", bot_token="xoxb-canary")))
    one = {"SLACK_BOT_TOKEN": "xoxb-canary", "SLACK_API_URL": f"{slack}/api/"}
    for words in ((), ("--workspace", TEAM)):
        assert (await account("list", *words, **one)).stdout.strip() == "–"
    other = await account("add", "prod", "--workspace", "T0TYPO", given="\n".join(KEY), **one)
    assert (other.returncode, "not the workspace of SLACK_BOT_TOKEN" in other.stderr) == (1, True)


@pytest.mark.parametrize(
    ("words", "more", "sentence"),
    [
        (("add", "x"), {"given": "a\nb\n"}, "SLACK_BOT_TOKEN"),
        (("add", "x", "--workspace", "T1"), {"given": "only-one\n"}, "a line each"),
        (("add", "two words", "--workspace", "T1"), {"given": "a\nb\n"}, "one word"),
        (("add", "x", "--workspace", "T1", "--kind", "ssl", "--endpoint", "private"), {}, "must be one of"),
        (("add", "x", "--workspace", "T1"), {"given": "\n".join(KEY), "CERTMINDER_SECRETS": ""}, "CERTMINDER_SECRETS"),
    ],
)
async def test_what_is_missing_is_said(account: Account, words: tuple[str, ...], more: Any, sentence: str) -> None:
    """One sentence with the next step."""
    done = await account(*words, **more)
    assert (done.returncode, sentence in done.stderr) == (1, True), done.stderr
