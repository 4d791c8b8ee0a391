"""How a reminder speaks, said back: its days and time, its zone, whom it mentions, when it keeps quiet."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from babel.dates import get_day_names

from bot.language.policy import Quiet, Schedule
from bot.messages.mentions import mention
from bot.messages.rows import JOINT
from bot.messages.texts import babel_locale, say

EVERY_DAY = (0, 1, 2, 3, 4, 5, 6)
WEEKDAYS = (0, 1, 2, 3, 4)
WEEKENDS = (5, 6)
LANGUAGES = ("en-US", "zh-CN")
"""Locales that a reminder can be told to speak in."""


class Policy(msgspec.Struct, frozen=True, kw_only=True):
    """`mention` is a user's or a user group's id; `bands` are days before the end, () the usual ones; `locale` is the
    one it speaks in."""

    schedule: Schedule
    zone: str
    locale: str = ""
    quiet: Quiet | None = None
    mention: str = ""
    all_clear: bool = False
    bands: tuple[int, ...] = ()


def when(policy: Policy, locale: str) -> str:
    """`It speaks on weekdays at 09:00 (Asia/Shanghai).`"""
    days = _days(tuple(sorted(set(policy.schedule.days))), locale)
    return say("remind.when", locale, days=days, time=policy.schedule.at, zone=policy.zone)


def how(policy: Policy, locale: str) -> str:
    """The rest of it in one line of mrkdwn, as far as it is not as usual; empty where all of it is."""
    return JOINT.join(_said(policy, locale))


def _said(policy: Policy, locale: str) -> Iterator[str]:
    if policy.mention:
        yield say("policy.mention", locale, whom=mention(policy.mention))
    if policy.quiet is not None:
        yield say("policy.quiet", locale, start=policy.quiet.start, end=policy.quiet.end)
    if policy.bands:
        days = say("help.joint", locale).join(map(str, policy.bands))
        yield say("policy.bands", locale, days=days)
    if policy.all_clear:
        yield say("policy.all_clear", locale)
    if policy.locale and language_of(policy.locale) != language_of(locale):
        yield say(f"policy.{language_of(policy.locale)}", locale)


def language_of(locale: str) -> str:
    """One of LANGUAGES: everything but Chinese is said in English."""
    return LANGUAGES[1] if locale.lower().startswith("zh") else LANGUAGES[0]


def _days(days: tuple[int, ...], locale: str) -> str:
    known = {EVERY_DAY: "remind.daily", WEEKDAYS: "remind.weekdays", WEEKENDS: "remind.weekends"}
    if days in known:
        return say(known[days], locale)
    names = get_day_names("abbreviated", locale=babel_locale(locale))
    return say("remind.on_days", locale, days=say("help.joint", locale).join(names[number] for number in days))
