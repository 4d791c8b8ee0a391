"""Findings as an operator reads them on one screen, and as a program does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from bot.checking.findings import Finding, State
from bot.messages.texts import say

MARKS = {State.GOOD: "✓", State.ADVICE: "!", State.MISSING: "○", State.BROKEN: "✗"}
STYLES = {State.GOOD: "green", State.ADVICE: "yellow", State.MISSING: "red", State.BROKEN: "red"}


def lines(found: Sequence[Finding], locale: str) -> Iterator[tuple[str, str]]:
    """Each line with its style (rich's words): the topics, their findings with the next step, and the sum of it."""
    for topic, findings in groupby(found, lambda each: each.topic):
        yield say(f"check.topic.{topic}", locale), "bold"
        for finding in findings:
            yield f"  {MARKS[finding.state]} {finding.said}", STYLES[finding.state]
            if finding.step:
                yield f"      {say('check.next', locale, step=finding.step)}", "dim"
    in_the_way = sum(each.stands_in_the_way for each in found)
    yield (say("check.bad", locale, n=in_the_way), "red") if in_the_way else (say("check.good", locale), "green")


def as_plain(found: Sequence[Finding]) -> dict[str, Any]:
    """The same as plain data."""
    checks = [
        {"topic": str(each.topic), "state": str(each.state), "said": each.said, "next": each.step} for each in found
    ]
    return {"good": not any(each.stands_in_the_way for each in found), "checks": checks}
