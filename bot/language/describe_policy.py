"""How a reminder speaks, said back: days and time, whom it mentions, when it is quiet, its zone and language."""

from __future__ import annotations

from collections.abc import Iterator

from bot.language.policy import NEVER_QUIET, Policy, Schedule
from bot.language.vocabulary import spellings
from bot.language.wording import Wording, first


def changes_said(query: str, policy: Policy, words: Wording) -> Iterator[str]:
    """What an edit changes; `query` is said already, or empty."""
    if query:
        yield query
    if policy.at is not None and policy.days is not None:
        yield schedule_said(Schedule(policy.at, policy.days), words)
    elif policy.at is not None:
        yield policy.at
    elif policy.days is not None:
        yield _on_days(policy.days, words)
    yield from policy_said(policy, words)


def policy_said(policy: Policy, words: Wording) -> Iterator[str]:
    """How it speaks, besides days and time, as far as that was said."""
    if policy.bands:
        yield words.bands.format(days=words.days.join(map(str, policy.bands)))
    if policy.mention is not None:
        yield _mention(policy.mention, words)
    if policy.quiet is not None:
        never = policy.quiet == NEVER_QUIET
        word = first(words, "NOQUIET" if never else "QUIET", 1)
        yield word if never else f"{word} {policy.quiet.start}-{policy.quiet.end}"
    if policy.all_clear is not None:
        yield first(words, "ALLCLEAR" if policy.all_clear else "NOALLCLEAR", 1)
    if policy.zone:
        yield f"{first(words, 'ZONE', 1)} {policy.zone}"
    if policy.locale:
        yield first(words, "LANGUAGE", policy.locale)


def _mention(name: str, words: Wording) -> str:
    if not name:
        return first(words, "NOBODY", 1)
    whom = first(words, "MYSELF", "me") if name == "me" else f"<!subteam^{name}>" if name[0] == "S" else f"<@{name}>"
    return f"{first(words, 'MENTION', 1)} {whom}"


def schedule_said(schedule: Schedule, words: Wording) -> str:
    return words.schedule.format(at=schedule.at, days=_on_days(schedule.days, words))


def _on_days(days: tuple[int, ...], words: Wording) -> str:
    for name in ("DAILY", "WORKDAYS", "WEEKENDS"):
        if found := spellings(words.language, name, days):
            return found[0]
    return words.days.join(words.every.format(day=first(words, "WEEKDAY", day)) for day in days)
