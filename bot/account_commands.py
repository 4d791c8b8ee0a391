"""`certminder account add | list | remove`: what `/certs connect` does, on the machine itself.

A key is read from a prompt without an echo, or from a pipe (SecretId and SecretKey, a line each): never from the
command line, which other users of the machine can see.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, TypeVar

import typer

from bot.errors import InvalidSettings

if TYPE_CHECKING:
    from bot.answers.connecting import ConnectPage
    from bot.answers.message import Asker
    from bot.workspaces.accounts import Account, Endpoint, Kind
    from bot.workspaces.stored_accounts import Access

app = typer.Typer(help="Connect, list and remove accounts.", no_args_is_help=True, rich_markup_mode=None)

OPERATOR = "operator"
"""Who did it, in the audit trail."""
Workspace = Annotated[
    str, typer.Option("--workspace", help="A workspace's id (T…); without it, the one of SLACK_BOT_TOKEN.")
]
Name = Annotated[str, typer.Argument(help="What people type in a question: account NAME.")]
Outcome = TypeVar("Outcome")


@app.command()
def add(
    name: Name,
    kind: Annotated[Literal["certgetlist", "ssl"] | None, typer.Option(help="How it is asked.")] = None,
    endpoint: Annotated[
        Literal["china", "international", "private"] | None, typer.Option(help="Where ssl is asked.")
    ] = None,
    pem: Annotated[
        Path | None, typer.Option(help="A folder of PEM files, on every machine that runs the bot.", file_okay=False)
    ] = None,
    replace: Annotated[bool, typer.Option("--replace", help="Give the account of this name another key.")] = False,
    workspace: Workspace = "",
) -> None:
    """Connect an account: its key is read, tried with one read-only question, and kept encrypted."""
    from bot.answers.connecting import NotConnected  # noqa: PLC0415

    account, access = _folder(name, pem) if pem else _keyed(name, kind, endpoint)

    async def connect(page: ConnectPage, asker: Asker) -> str:
        connected = await page.add(account, access, asker, replace=replace)
        return page.said(connected, asker.locale).text

    try:
        typer.echo(_run(workspace, connect))
    except NotConnected as wrong:
        typer.echo(wrong.sentence, err=True)
        raise typer.Exit(1) from None


@app.command("list")
def listing(workspace: Workspace = "") -> None:
    """Print the accounts and how each stands."""
    from bot.messages import accounts as words  # noqa: PLC0415

    async def lines(page: ConnectPage, asker: Asker) -> list[str]:
        return [words.line(each, page.reader(asker)) for each in await page.shown(asker)]

    for line in _run(workspace, lines) or ["–"]:
        typer.echo(line)


@app.command()
def remove(name: Name, workspace: Workspace = "") -> None:
    """Forget an account with its key and its list; says which reminders stood on it."""

    async def removed(page: ConnectPage, asker: Asker) -> list[str]:
        gone = await page.remove(name, asker)
        return [gone.account.name, *(f"  {each.id} {each.channel} {each.text}" for each in gone.stood)]

    for line in _run(workspace, removed):
        typer.echo(line)


def _run(workspace: str, work: Callable[[ConnectPage, Asker], Awaitable[Outcome]]) -> Outcome:
    """Do it in this process, on the Redis that the bot uses."""
    from bot import assembly, observability  # noqa: PLC0415
    from bot.answers.message import Asker  # noqa: PLC0415
    from bot.settings import read  # noqa: PLC0415
    from bot.workspaces.roles import Role  # noqa: PLC0415

    settings = read()
    observability.configure("ERROR")

    async def working(url: str) -> Outcome:
        async with assembly.house(settings, url) as house:
            where = await assembly.chosen_workspace(house, workspace)
            asker = Asker(where, OPERATOR, "", settings.locale, settings.zone, Role.ADMIN)
            return await work(house.answers.connect_page, asker)

    with assembly.redis_url(settings) as url:
        return asyncio.run(working(url))


def _folder(name: str, folder: Path) -> tuple[Account, Access]:
    from bot.workspaces.stored_accounts import Access  # noqa: PLC0415

    if not folder.is_dir():
        raise InvalidSettings(("--pem must be a folder that exists",))
    return _account(name, "pem", "china", ""), Access(folder=str(folder.resolve()))


def _keyed(name: str, kind: Kind | None, endpoint: Endpoint | None) -> tuple[Account, Access]:
    """With the settings' own way of asking where none is said."""
    from bot import assembly  # noqa: PLC0415
    from bot.settings import read  # noqa: PLC0415
    from bot.workspaces.stored_accounts import Access  # noqa: PLC0415

    sites = assembly.sites_of(read())
    site = next(
        (each for each in sites if each.kind == (kind or each.kind) and each.endpoint == (endpoint or each.endpoint)),
        None,
    )
    if site is None:
        known = ", ".join(f"{each.kind} {each.endpoint}" for each in sites)
        raise InvalidSettings((f"--kind and --endpoint must be one of: {known}",))
    secret_id, secret_key = _read_key()
    return _account(name, site.kind, site.endpoint, secret_id[-4:]), Access(secret_id, secret_key)


def _account(name: str, kind: Kind, endpoint: Endpoint, tail: str) -> Account:
    from datetime import UTC, datetime  # noqa: PLC0415

    from bot.workspaces.accounts import Account  # noqa: PLC0415

    return Account(name, kind, endpoint, tail, OPERATOR, datetime.now(UTC))


def _read_key() -> tuple[str, str]:
    """SecretId and SecretKey."""
    if sys.stdin.isatty():
        given = typer.prompt("SecretId").strip(), typer.prompt("SecretKey (not shown)", hide_input=True).strip()
    else:
        given = sys.stdin.readline().strip(), sys.stdin.readline().strip()
    if not all(given):
        raise InvalidSettings(("A SecretId and a SecretKey are needed: at the prompt, or from a pipe, a line each",))
    return given
