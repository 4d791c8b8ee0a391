"""What is drawn on a person's terminal: an answer as a table, rows on their way, findings in colours."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterable, Iterator

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.status import Status
from rich.table import Table
from rich.text import Text

from bot.certificates import Progress
from bot.terminal import Answered, waiting

WIDE = 110
"""Columns of a terminal from which on the issuer has room."""
ISSUER = 4


@contextlib.contextmanager
def progress(question: str, locale: str) -> Iterator[Progress]:
    """Tell rows so far of rows in all on a terminal's stderr, from one second on; gone when the answer is there."""
    console = Console(stderr=True)
    shown = Status(waiting(question, locale, 0, None), console=console)
    overdue = threading.Timer(1.0, shown.start)
    if console.is_terminal:
        overdue.start()
    try:
        yield lambda done, total: shown.update(waiting(question, locale, done, total))
    finally:
        overdue.cancel()
        if overdue.ident:
            overdue.join()
        shown.stop()


def show(answered: Answered) -> None:
    """A question's answer as a table."""
    console = Console()
    places = [place for place in range(len(answered.columns)) if place != ISSUER or console.width >= WIDE]
    table = Table(box=SIMPLE_HEAD, show_header=any(answered.columns))
    for place in places:
        table.add_column(Text(answered.columns[place]), overflow="fold")
    for row in answered.rows:
        table.add_row(*(Text(row[place]) for place in places))
    console.print(Text(answered.heading, style="bold"), table, Text(answered.footing, style="dim"), sep="\n")


def styled(lines: Iterable[tuple[str, str]]) -> None:
    """Print lines, each with its style where this is a terminal that has colours."""
    console = Console(highlight=False, soft_wrap=True)
    for text, style in lines:
        console.print(Text(text, style=style))
