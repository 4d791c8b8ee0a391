"""How long reading takes, beside dateparser on the same phrases: python tests/benchmarks/language.py

Prints milliseconds: start of a process to its first reading beyond the bare interpreter; warm p50, p99 and worst of
our reader, of dateparser.parse and of search_dates; the worst over pump strings of 200 characters, and what twice as
much of each costs, as a ratio: of 100 and 200 characters read as a question, of 20 000 and 40 000 of a message whose
host names are looked for.
"""

from __future__ import annotations

import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from bot.errors import Unreadable
from bot.language.hostnames import hostnames
from bot.language.parse import parse

PHRASES = Path(__file__).parent.parent / "phrases"
NOW = datetime(2026, 11, 23, 10, 30, tzinfo=UTC)
PUMPS = (
    *(
        "1 ",
        "1/",
        "1-",
        "mon ",
        "next ",
        "the end of ",
        "between ",
        "2 weeks after ",
        "march 3 2027 ",
        "from monday to ",
    ),
    *("first day of ", "a", "(", '"', "or ", "not ", "a.b or ", "1d", "a.-"),
    *("一", "日", "下", "的", "周一", "一年", "1月1日", "前3天", "年底"),
)


def phrases() -> list[str]:
    texts = []
    for name, cells in (("spans.txt", 3), ("commands.txt", 1), ("verbs.txt", 1)):
        for line in (PHRASES / name).read_text(encoding="utf-8").splitlines():
            if " |" in line and not line.startswith("#"):
                columns = re.split(r" \|(?: |$)", line)[cells:]
                texts += [phrase.strip() for column in columns for phrase in column.split(";") if phrase.strip()]
    return texts


def ours(text: str) -> None:
    try:
        parse(text, now=NOW, zone="Asia/Shanghai", locale="en-US")
    except Unreadable:
        return


def timed(read: Callable[[str], object], texts: list[str]) -> list[float]:
    taken = []
    for text in texts:
        start = time.perf_counter()
        read(text)
        taken.append((time.perf_counter() - start) * 1000)
    return sorted(taken)


def growth(name: str, read: Callable[[str], object], size: int) -> None:
    """What a text of twice the size costs, over all pumps."""
    ratios = [_best(read, (pump * size)[: 2 * size]) / _best(read, (pump * size)[:size]) for pump in PUMPS]
    print(f"twice the text, {name}: x{statistics.median(ratios):.1f}, at worst x{max(ratios):.1f}")  # noqa: T201


def _best(read: Callable[[str], object], text: str) -> int:
    """Nanoseconds of processor time, the best of five."""
    taken = []
    for _ in range(5):
        start = time.process_time_ns()
        read(text)
        taken.append(time.process_time_ns() - start)
    return min(taken)


def row(name: str, taken: list[float]) -> None:
    p99 = taken[min(len(taken) - 1, int(len(taken) * 0.99))]
    print(f"{name:36}{statistics.median(taken):9.3f}{p99:9.3f}{taken[-1]:9.3f}")  # noqa: T201


def process(code: str) -> float:
    """The best of seven processes: other work on the machine only adds."""
    return min(_process(code) for _ in range(7))


def _process(code: str) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)
    return (time.perf_counter() - start) * 1000


def main() -> None:
    first = "from datetime import UTC, datetime; from bot.language.parse import parse;"
    first += "parse('expiring next month', now=datetime.now(UTC), zone='Asia/Shanghai', locale='en-US')"
    print(f"start to first reading beyond the interpreter: {process(first) - process('pass'):.0f} ms")  # noqa: T201
    texts = phrases()
    print(f"{len(texts)} phrases, ms{'p50':>30}{'p99':>9}{'worst':>9}")  # noqa: T201
    timed(ours, texts)
    row("certminder", timed(ours, texts))
    pumped = [(pump * 200)[:200] for pump in PUMPS]
    timed(ours, pumped)
    row("certminder, 200 pumped characters", timed(ours, pumped))
    growth("question", ours, 100)
    growth("message", hostnames, 20_000)
    import dateparser  # noqa: PLC0415 - only to compare, and after our own start was measured
    from dateparser.search import search_dates  # noqa: PLC0415

    sample = texts[:: len(texts) // 150]
    for name, read in (("dateparser.parse", dateparser.parse), ("dateparser search_dates", search_dates)):

        def pinned(text: str, read: Callable[..., object] = read) -> object:
            return read(text, languages=["en", "zh"])

        timed(pinned, sample[:10])
        row(name, timed(pinned, sample))


if __name__ == "__main__":
    main()
