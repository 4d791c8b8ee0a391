"""Whole conversations: the real command, started as a person starts it, driven through its page's control API."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

ALICE, LI_LEI = "U0ALICE001", "U0LILEI001"
OPS = "C0OPS00001"
COMMAND = [sys.executable, "-m", "bot"]
WAIT = 20

Outcome = dict[str, Any]


class Playground:
    """A running playground, and what people do in it. Outcomes are described in bot.playground.slack_control."""

    def __init__(self, url: str, printed: list[str]) -> None:
        self.printed = printed
        self.url = url
        self._http = httpx.Client(base_url=url, timeout=WAIT + 10, trust_env=False)

    def type(self, text: str, *, user: str = ALICE, channel: str = OPS, until: str = "") -> Outcome:
        """Type a text and wait for the app's answer (with the text `until` in it)."""
        return self.post("type", user=user, channel=channel, text=text, wait=WAIT, until=until)

    def click(self, message: Outcome, *, user: str = ALICE, until: str = "", **wish: Any) -> Outcome:
        """Press something in a message and wait for what comes of it."""
        where = {"channel": message["channel"], "message_ts": message["ts"]}
        return self.post("click", user=user, **where, wait=WAIT, until=until, **wish)

    def post(self, act: str, **arguments: Any) -> Outcome:
        """One call of the control API."""
        answer = self._http.post(f"/control/{act}", json=arguments)
        assert answer.status_code == 200, answer.text
        outcome: Outcome = answer.json()
        return outcome

    def get(self, what: str, **arguments: Any) -> Outcome:
        """One look of the control API."""
        outcome: Outcome = self._http.get(f"/control/{what}", params=arguments).json()
        return outcome

    def close(self) -> None:
        """Hang up."""
        self._http.close()


def started(environment: dict[str, str] | None = None) -> tuple[subprocess.Popen[str], Playground]:
    """Start `certminder` without a word and read what it prints, up to its own first answer."""
    process = subprocess.Popen(
        COMMAND,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env={**os.environ, "COLUMNS": "200", "PYTHONUTF8": "1", **(environment or {})},
        start_new_session=True,
    )
    assert process.stdout is not None
    printed: list[str] = []
    for line in process.stdout:
        printed.append(line)
        if line.startswith("Now you"):
            break
    found = re.search(r"http://127\.0\.0\.1:\d+", "".join(printed))
    assert found, "".join(printed)
    return process, Playground(found.group(), printed)


@pytest.fixture(scope="session")
def playground() -> Iterator[Playground]:
    """One playground for all journeys; each uses words or channels of its own. All ask as the same two people, more
    often than people do."""
    process, played = started({"CERTMINDER_USER_LIMIT": "1000", "CERTMINDER_WORKSPACE_LIMIT": "1000"})
    yield played
    played.close()
    process.terminate()
    assert process.wait(30) == 0


@pytest.fixture
def words() -> Any:
    """Everything readable in a message or a view, as one text."""

    def texts(node: Any) -> Iterator[str]:
        if isinstance(node, dict):
            yield from (value for key, value in node.items() if key == "text" and isinstance(value, str))
            for value in node.values():
                yield from texts(value)
        elif isinstance(node, list):
            for value in node:
                yield from texts(value)

    return lambda node: "\n".join(texts(node))
