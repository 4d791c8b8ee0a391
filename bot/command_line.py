"""The command line. Without a word it starts the playground; every word is one process or one question.

Each command imports what it needs when it runs: `certminder parse` must not wait for Slack's and Redis's libraries.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot import account_commands
from bot.errors import CertminderError, InvalidSettings

if TYPE_CHECKING:
    from bot.settings import Settings

app = typer.Typer(
    name="certminder",
    help="Ask what certificates there are at Tencent Cloud and what is about to end.",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

app.add_typer(account_commands.app, name="account")

Lines = Callable[[Iterable[str]], Iterator[str]]


def run() -> None:
    """Run a command: faults of the person's own making are one sentence each on stderr, exit code 2."""
    try:
        app(prog_name="certminder")
    except InvalidSettings as invalid:
        _fail("\n".join(invalid.faults))
    except CertminderError as error:
        from bot.terminal import explained  # noqa: PLC0415 — start-up time of parse and span

        _fail(explained(error, _settings().locale))


def _fail(sentence: str) -> None:
    typer.echo(sentence, err=True)
    raise SystemExit(2)


def _settings() -> Settings:
    from bot.settings import read  # noqa: PLC0415 — start-up time of parse and span

    return read()


@app.callback(invoke_without_command=True)
def playground(context: typer.Context) -> None:
    """Start the playground: Slack in the browser, a CertGetList server with samples, Redis and the bot."""
    if context.invoked_subcommand is None:
        from bot import console, processes  # noqa: PLC0415

        processes.playground(_settings(), console.show, typer.echo)


@app.command()
def ask(
    text: Annotated[list[str], typer.Argument(help="The question, as after /certs.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Answer one question in the terminal, from the configured account or the sample inventory."""
    from bot import console, processes  # noqa: PLC0415

    question, settings = " ".join(text), _settings()
    with console.progress(question, settings.locale) as report:
        answered = processes.ask(settings, question, report)
    if as_json:
        typer.echo(json.dumps(answered.plain, ensure_ascii=False))
    else:
        console.show(answered)


@app.command()
def parse(
    text: Annotated[list[str] | None, typer.Argument(help="A query, as after /certs.")] = None,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="Read JSON lines from standard input.")] = False,
) -> None:
    """Show how a query is read: every slot, what was guessed, or why it is refused."""
    from bot.language.jsonl import parse_lines  # noqa: PLC0415

    _line(parse_lines, text, jsonl, {})


@app.command()
def span(
    text: Annotated[list[str] | None, typer.Argument(help="A time phrase, such as: next 30 days.")] = None,
    past: Annotated[bool, typer.Option("--past", help="Prefer the past where a phrase leaves it open.")] = False,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="Read JSON lines from standard input.")] = False,
) -> None:
    """Show the days that a time phrase means, first included, last excluded."""
    from bot.language.jsonl import span_lines  # noqa: PLC0415

    _line(span_lines, text, jsonl, {"prefer": "past" if past else "future"})


def _line(answer: Lines, text: list[str] | None, jsonl: bool, more: dict[str, str]) -> None:
    """Answer the words typed. `--jsonl` alone never comes this far: bot.__main__ answers it without typer."""
    if jsonl or not text:
        raise typer.BadParameter("type some words, or --jsonl and nothing else")
    settings = _settings()
    now = datetime.now().astimezone().replace(tzinfo=None).isoformat(timespec="seconds")
    asked = {"id": "typed", "text": " ".join(text), "ref": now, "tz": settings.zone, **more}
    (answered,) = answer([json.dumps(asked)])
    typer.echo(answered)
    if json.loads(answered).get("error"):
        raise typer.Exit(1)


@app.command()
def web() -> None:
    """Serve Slack's signed requests over HTTP on PORT."""
    from bot import processes  # noqa: PLC0415

    processes.web(_settings())


@app.command("socket-mode")
def socket_mode() -> None:
    """Receive Slack's requests over Socket Mode: no public address needed."""
    from bot import processes  # noqa: PLC0415

    processes.socket_mode(_settings())


@app.command()
def worker() -> None:
    """Post reminders when they are due; start as many workers as you like."""
    from bot import processes  # noqa: PLC0415

    processes.worker(_settings())


@app.command("certgetlist-server")
def certgetlist_server(
    port: Annotated[int, typer.Option(help="Port on loopback.")] = 8766,
    secret_id: Annotated[str, typer.Option(help="The only SecretId that is let in.")] = "sample-secret-id",  # noqa: S107 — opens samples on loopback only
    secret_key: Annotated[str, typer.Option(help="Its SecretKey.")] = "sample-secret-key",  # noqa: S107
    inventory: Annotated[Path | None, typer.Option(help="JSON array in the shape of the API's list.")] = None,
    latency: Annotated[float, typer.Option(help="Milliseconds before each answer.", min=0)] = 0,
    fault: Annotated[list[str] | None, typer.Option(help="What goes wrong how often, such as 4400:0.1.")] = None,
) -> None:
    """Serve CertGetList over http on loopback, as strict as the real one."""
    from bot import processes  # noqa: PLC0415

    key = (secret_id, secret_key)
    processes.certgetlist_server_on(port, key, inventory, latency / 1000, tuple(fault or ()), typer.echo)


@app.command()
def manifest(
    url: Annotated[str, typer.Option(help="Where Slack reaches `certminder web`; without it: Socket Mode.")] = "",
) -> None:
    """Print the app manifest to paste at api.slack.com/apps."""
    from bot.slack.manifest import printed  # noqa: PLC0415

    typer.echo(printed(url))


@app.command("sealing-key")
def sealing_key() -> None:
    """Print a new key for CERTMINDER_SECRETS; put it before the old ones, with a comma, then rotate."""
    from bot.workspaces.sealing import new_key  # noqa: PLC0415

    typer.echo(new_key())


@app.command()
def rotate() -> None:
    """Seal all stored tokens again under the first key of CERTMINDER_SECRETS; exit code 1 if one can't be opened."""
    from bot import processes  # noqa: PLC0415

    rotated = processes.rotate(_settings())
    typer.echo(f"{rotated.count} sealed under the first key, {len(rotated.broken)} that no key opens")
    raise typer.Exit(1 if rotated.broken else 0)


@app.command()
def check(as_json: Annotated[bool, typer.Option("--json", help="Print JSON for programs.")] = False) -> None:
    """Say what is configured, what is reachable and what is missing; exit code 1 if something stands in the way."""
    from bot import console, processes  # noqa: PLC0415
    from bot.checking.report import as_plain, lines  # noqa: PLC0415

    settings = _settings()
    found = processes.check(settings)
    if as_json:
        typer.echo(json.dumps(as_plain(found), ensure_ascii=False, indent=2))
    else:
        console.styled(lines(found, settings.locale))
    raise typer.Exit(1 if any(each.stands_in_the_way for each in found) else 0)
