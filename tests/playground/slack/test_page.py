"""The page as far as it can be judged without a browser: its policy, its files, and what it shows to whom."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from bot.playground.slack_page import FOLDER
from bot.playground.slack_store import ALICE, LI_LEI, OPS

SCRIPTS = sorted(FOLDER.glob("*.js"))
DANGEROUS = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|setAttribute\(\"on"
)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_no_script_makes_markup_of_text(script: Path) -> None:
    """Foreign text only becomes text nodes; scripts stay short."""
    source = script.read_text()
    assert DANGEROUS.search(source) is None
    assert source.count("\n") <= 250


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_every_import_is_there(script: Path) -> None:
    """Each imported name is exported by the file it is taken from."""
    for names, file in re.findall(r'import \{([^}]+)\} from "/page/([\w.]+)"', script.read_text()):
        other = (FOLDER / file).read_text()
        for name in names.split(","):
            assert re.search(rf"export (async )?(function|class|const) {name.strip()}\b", other), f"{file}: {name}"


async def test_the_page_allows_only_its_own_scripts(slack: Any) -> None:
    """Every file comes with a policy that lets no foreign script, style or picture in."""
    for path in ("/", "/page/workspace.js", "/page/workspace.css"):
        async with slack.session.get(slack.url + path) as answer:
            assert answer.status == 200
            policy = answer.headers["content-security-policy"]
            assert "default-src 'none'; script-src 'self'" in policy
            assert "unsafe" not in policy


async def test_each_person_sees_their_own(slack: Any) -> None:
    """The state of one person holds their ephemeral messages, views and errors, and nobody else's."""
    await slack.api("chat.postEphemeral", channel=OPS, user=ALICE, text="for Alice")
    slack.world.tell(ALICE, "oops", "operation_timeout")
    async with slack.session.get(f"{slack.url}/page/state", params={"as": ALICE}) as answer:
        alice = await answer.json()
    async with slack.session.get(f"{slack.url}/page/state", params={"as": LI_LEI}) as answer:
        li_lei = await answer.json()
    assert [each["text"] for each in alice["channels"][0]["messages"]] == ["for Alice"]
    assert alice["errors"][0]["text"] == "oops"
    assert li_lei["channels"][0]["messages"] == []
    assert li_lei["errors"] == []
    assert [each["name"] for each in li_lei["channels"] if each["im"]] == ["directmessage"]


async def test_the_feed_says_that_something_changed(slack: Any) -> None:
    """A message reaches the page's socket as a number and a kind, without its content."""
    async with slack.session.ws_connect(f"{slack.url}/page/feed") as socket:
        await slack.api("chat.postMessage", channel=OPS, text="secret")
        change = await socket.receive_json()
    assert change["kind"] in {"message", "call"}
    assert "secret" not in str(change)
