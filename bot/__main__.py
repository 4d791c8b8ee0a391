"""The `certminder` command: lines for programs at once, everything else through the command line.

typer 0.29 imports pydantic to read any parameter, which takes longer than reading thousands of queries; programs that
pipe lines through `parse --jsonl` and `span --jsonl` don't wait for it.
"""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command that was typed; its faults are one sentence each on stderr, exit code 2."""
    if sys.argv[1:] in (["parse", "--jsonl"], ["span", "--jsonl"]):
        from bot.language.jsonl import parse_lines, span_lines  # noqa: PLC0415 — start-up time of the other commands

        answer = parse_lines if sys.argv[1] == "parse" else span_lines
        for line in answer(sys.stdin):
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()
    else:
        from bot.command_line import run  # noqa: PLC0415 — see above

        run()


if __name__ == "__main__":
    main()
