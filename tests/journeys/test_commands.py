"""The command line as a person uses it: ask, parse, span, manifest, and clean ends."""

from __future__ import annotations

import asyncio
import json
import os
import pty
import signal
import socket
import subprocess
from pathlib import Path

import httpx
import pytest

from bot.playground.certgetlist_server import build
from tests.conftest import Serve
from tests.journeys.conftest import COMMAND, started


def run(*words: str, given: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """One command to its end, with variables besides this process's own; nothing of Slack or Tencent is set."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("SLACK_", "TENCENT", "CERT"))}
    return subprocess.run(
        [*COMMAND, *words],
        input=given,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**clean, "COLUMNS": "200", "PYTHONUTF8": "1", "LANG": "en_US.UTF-8", "TZ": "Asia/Shanghai", **environment},
        check=False,
        timeout=60,
    )


@pytest.fixture
def state(tmp_path: Path) -> str:
    """A folder for the command's own Redis."""
    return str(tmp_path)


def test_ask_answers_once(state: str) -> None:
    """A question in Chinese is answered from the sample inventory, as JSON with what was understood."""
    done = run("ask", "下个月到期", "--json", CERTMINDER_STATE=state)
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert set(answer) >= {"understood", "total", "complete", "as_of", "certificates"}
    assert answer["source"] == "sample"
    assert answer["complete"]
    assert answer["total"] == len(answer["certificates"]) > 0
    assert set(answer["certificates"][0]) >= {"id", "domain", "status", "begins", "expires", "created"}


def test_ask_prints_a_table(state: str) -> None:
    """Without --json the answer is a table that says where it comes from."""
    done = run("ask", "expiring", "in", "the", "next", "30", "days", CERTMINDER_STATE=state)
    assert done.returncode == 0, done.stderr
    assert "api.shop.example" in done.stdout
    assert "sample inventory" in done.stdout


async def test_ask_tells_how_far_it_is(serve: Serve, state: str) -> None:
    """On a terminal whoever waits longer than a second reads how many certificates there are so far, and of how many;
    in the language of the question; the answer goes to stdout alone."""
    rows = [{"id": f"c{number}", "domain": f"{number}.example"} for number in range(40)]
    url = await serve(build(secret_id="AKIDx", secret_key="key", rows=rows, latency=1.2))
    given = {"TENCENTCLOUD_SECRET_ID": "AKIDx", "TENCENTCLOUD_SECRET_KEY": "key", "CERTGETLIST_URL": url}
    page = {"CERTGETLIST_PAGE_SIZE": "20", "CERTMINDER_STATE": state, "TERM": "xterm", "PYTHONUTF8": "1"}
    terminal, end = pty.openpty()
    asking = await asyncio.create_subprocess_exec(
        *COMMAND, "ask", "全部", stdout=subprocess.PIPE, stderr=end, env={**os.environ, **given, **page}
    )
    os.close(end)
    said, _ = await asking.communicate()
    shown = os.read(terminal, 65_536).decode()
    os.close(terminal)
    assert asking.returncode == 0
    assert "已有 20 张，共 40 张" in shown
    assert "已有" not in said.decode()


def test_ask_says_what_it_guessed(state: str) -> None:
    """A date in the terminal's own language is a guess, marked in the heading and for programs."""
    french = {"CERTMINDER_STATE": state, "LANG": "fr_FR.UTF-8"}
    printed = run("ask", "expire avant le 15 août 2027", **french)
    assert "❓ Guessed: expire avant le 15 août 2027" in printed.stdout, printed.stderr
    answer = json.loads(run("ask", "expire avant le 15 août 2027", "--json", **french).stdout)
    assert answer["guessed"] == ["expire avant le 15 août 2027"]
    assert "2027-08-14" in answer["understood"]


def test_ask_works_without_redis(state: str) -> None:
    """A Redis that does not answer costs the memory, not the answer."""
    done = run("ask", "expired", "--json", REDIS_URL="redis://127.0.0.1:1/0", CERTMINDER_STATE=state)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["total"] > 0


def test_a_dead_api_is_one_sentence(state: str) -> None:
    """An address where nobody answers is said in one line on stderr, exit code 2, without the key."""
    given = {"TENCENTCLOUD_SECRET_ID": "canary-id", "TENCENTCLOUD_SECRET_KEY": "canary-key"}
    done = run("ask", "expired", CERTGETLIST_URL="http://127.0.0.1:1/v2/index.php", CERTMINDER_STATE=state, **given)
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1
    assert "canary" not in done.stderr + done.stdout


def test_unreadable_text_is_one_sentence(state: str) -> None:
    """A word that is no date is named on stderr, exit code 2."""
    done = run("ask", "expiring", "flurbsday", CERTMINDER_STATE=state)
    assert done.returncode == 2
    assert "flurbsday" in done.stderr
    assert "Traceback" not in done.stderr


def test_span_and_parse_read_lines() -> None:
    """Both answer each line of standard input with one line, a bad one with an error."""
    line = {"id": 7, "text": "下个月", "ref": "2026-11-23T10:30:00", "prefer": "future"}
    done = run("span", "--jsonl", given=json.dumps(line) + "\nnonsense\n")
    first, second = map(json.loads, done.stdout.splitlines())
    assert first == {"id": 7, "start": "2026-12-01", "end": "2027-01-01"}
    assert second["error"]
    line = {"id": "a", "text": "expired last week", "ref": "2026-11-23T10:30:00", "tz": "Asia/Shanghai"}
    parsed = json.loads(run("parse", "--jsonl", given=json.dumps(line)).stdout)
    assert (parsed["field"], parsed["start"], parsed["end"]) == ("expires", "2026-11-16", "2026-11-23")
    assert parsed["status"] == "expired"


def test_settings_faults_all_at_once() -> None:
    """Two wrong variables are two lines on stderr."""
    done = run("web", PORT="x", CERTGETLIST_URL="ftp://x")
    assert done.returncode == 2
    assert {line.split()[0] for line in done.stderr.splitlines()} == {"PORT", "CERTGETLIST_URL"}


def test_what_web_needs_is_named() -> None:
    """`certminder web` without tokens says which variables to set."""
    done = run("web")
    assert done.returncode == 2
    assert "SLACK_BOT_TOKEN" in done.stderr
    assert "SLACK_SIGNING_SECRET" in done.stderr


def test_manifest_prints_both_variants() -> None:
    """Without --url Socket Mode is on; with it the request URLs stand in the manifest."""
    assert json.loads(run("manifest").stdout)["settings"]["socket_mode_enabled"] is True
    there = json.loads(run("manifest", "--url", "https://certs.example").stdout)
    assert there["features"]["slash_commands"][0]["url"] == "https://certs.example/slack/events"


def test_certgetlist_server_refuses_a_bad_file(tmp_path: Path) -> None:
    """An inventory that is no JSON array is one sentence, and no server starts."""
    bad = tmp_path / "bad.json"
    bad.write_text("{", encoding="utf-8")
    done = run("certgetlist-server", "--port", "0", "--inventory", str(bad))
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1


def test_ctrl_c_ends_everything() -> None:
    """A second playground takes another port, and Ctrl-C leaves no process of it behind."""
    with socket.socket() as busy:
        busy.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            busy.bind(("127.0.0.1", 8765))
            busy.listen()
        except OSError:
            busy.close()  # another playground of this run holds the port: busy all the same
        process, played = started()
        assert not played.url.endswith(":8765")
        page = httpx.get(played.url, trust_env=False)
        assert page.status_code == 200
        family = children_of(process.pid)
        assert len(family) >= 3
        played.close()
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 0
    assert [pid for pid in family if alive(pid)] == []


def children_of(pid: int) -> list[int]:
    """All processes below this one."""
    below: list[int] = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        children = [int(child) for child in (task / "children").read_text().split()]
        below += children + [each for child in children for each in children_of(child)]
    return below


def alive(pid: int) -> bool:
    """Whether a process still runs."""
    status = Path(f"/proc/{pid}/stat")
    return status.exists() and status.read_text().rsplit(")", 1)[1].split()[0] not in {"Z", "X"}


def test_check_says_what_is_missing_and_what_answers(state: str, tmp_path: Path) -> None:
    """Each line of `certminder check` is one thing; the exit code is 0 only when nothing stands in the way. Lines for
    programs are JSON; neither has colours where nobody sees them."""
    missing = run("check", CERTMINDER_STATE=state)
    assert missing.returncode == 1
    assert "SLACK_BOT_TOKEN is not set" in missing.stdout
    assert "\x1b" not in missing.stdout
    given = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "s", "CERTMINDER_PEM_FOLDER": str(tmp_path)}
    unreached = run("check", "--json", CERTMINDER_STATE=state, SLACK_API_URL="http://127.0.0.1:9/api/", **given)
    assert unreached.returncode == 1
    checks = json.loads(unreached.stdout)["checks"]
    assert [each["topic"] for each in checks if each["state"] in {"missing", "broken"}] == ["slack"]
    assert "default (pem) answers" in unreached.stdout


def test_a_sealing_key_rotates(state: str) -> None:
    """A new key is printed, and a store with nothing sealed rotates to nothing."""
    key = run("sealing-key").stdout.strip()
    done = run("rotate", CERTMINDER_STATE=state, CERTMINDER_SECRETS=key)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("0 sealed")
