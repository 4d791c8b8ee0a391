"""A reminder from its form: what is filled in, read and checked field by field."""

from __future__ import annotations

import re
from collections.abc import Mapping

import msgspec

from bot.answers import managing
from bot.answers.changing import permit
from bot.answers.message import Asker
from bot.answers.owning import own
from bot.answers.remind import create, new, with_policy
from bot.answers.reminders import shown
from bot.answers.rooms import Rooms
from bot.answers.wording import with_question
from bot.answers.wrong import Wrong
from bot.errors import Unreadable
from bot.language.policy import NEVER_QUIET, Policy, Quiet, Schedule
from bot.language.request import Find, Remind
from bot.language.rules_policies import FARTHEST, MOST_BANDS, zone_named
from bot.messages import reminder_form as fields
from bot.messages.mentions import is_person
from bot.messages.policy import LANGUAGES
from bot.messages.reply import Reply, View
from bot.messages.texts import say
from bot.reminders.subscription import Subscription

_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


class Wanted(msgspec.Struct, frozen=True):
    """What a filled in form asks for: `text` with its `request`, and all of the policy; `keeps_group`: a user group
    that is mentioned stays so."""

    text: str
    request: Remind
    policy: Policy
    keeps_group: bool


async def form(rooms: Rooms, subscription_id: str, asker: Asker) -> View:
    """The form of a reminder; of a new one where there is no id. Raises NotFound, NotAllowed."""
    permit("subscribe", asker)
    kept = await own(rooms, subscription_id, asker) if subscription_id else new(rooms, asker)
    return fields.reminder_form(subscription_id, kept.text, shown(kept).policy, asker.locale)


def read_form(rooms: Rooms, given: Mapping[str, str], asker: Asker) -> Wanted:
    """What the form asks for. Raises Wrong."""
    policy = _policy(given)
    reading = msgspec.structs.replace(asker, zone=policy.zone or asker.zone)
    text, request = _question(rooms, given.get(fields.QUERY, "").strip(), reading)
    return Wanted(text, request, policy, fields.GROUP in _several(given, fields.OPTIONS))


async def save_form(rooms: Rooms, subscription_id: str, wanted: Wanted, asker: Asker) -> Reply:
    """Set a new reminder in this channel, or change the one the form is about. Raises NotFound, NotAllowed."""
    if not subscription_id:
        return await create(rooms, _filled(rooms, new(rooms, asker), wanted, asker), asker)
    before = await own(rooms, subscription_id, asker)
    return await managing.change(rooms, before, _filled(rooms, before, wanted, asker), asker)


def _filled(rooms: Rooms, kept: Subscription, wanted: Wanted, asker: Asker) -> Subscription:
    policy = wanted.policy
    if wanted.keeps_group and not policy.mention:
        policy = msgspec.structs.replace(policy, mention=None)
    return with_question(rooms, with_policy(kept, policy, asker), wanted.text, wanted.request)


def _question(rooms: Rooms, text: str, asker: Asker) -> tuple[str, Remind]:
    try:
        request = rooms.parse(text, now=rooms.clock(), zone=asker.zone, locale=asker.locale)
        if isinstance(request, Find):
            text = say("remind.command", asker.locale, text=text)
            request = rooms.parse(text, now=rooms.clock(), zone=asker.zone, locale=asker.locale)
    except Unreadable as fault:
        raise Wrong(fields.QUERY, fault) from None
    if not isinstance(request, Remind):
        raise Wrong(fields.QUERY, Unreadable("general", text))
    return text, request


def _policy(given: Mapping[str, str]) -> Policy:
    """All of it: what the form leaves out is not wanted."""
    options, locale = _several(given, fields.OPTIONS), given.get(fields.LOCALE, "")
    return Policy(
        at=_clock(given, fields.TIME),
        days=_days(given),
        bands=_bands(given.get(fields.BANDS, "")),
        mention=_mention(given.get(fields.MENTION, "")),
        quiet=_quiet(given) if fields.QUIET in options else NEVER_QUIET,
        all_clear=fields.ALL_CLEAR in options,
        zone=_zone(given.get(fields.ZONE, "").strip()),
        locale=locale if locale in LANGUAGES else None,
    )


def _several(given: Mapping[str, str], field: str) -> set[str]:
    return set(filter(None, given.get(field, "").split(",")))


def _clock(given: Mapping[str, str], field: str) -> str:
    at = given.get(field, "")
    return at if _CLOCK.fullmatch(at) else Schedule().at


def _days(given: Mapping[str, str]) -> tuple[int, ...]:
    days = tuple(sorted(int(day) for day in _several(given, fields.DAYS) if day in set("0123456")))
    if not days:
        raise Wrong(fields.DAYS, key="form.days_wanted")
    return days


def _bands(text: str) -> tuple[int, ...]:
    """`30, 7, 1`, in any order and with anything but digits between; nothing: the usual ones."""
    found = {int(number) for number in re.findall(r"\d{1,9}", text)}
    if (text.strip() and not found) or len(found) > MOST_BANDS or not all(0 < day <= FARTHEST for day in found):
        raise Wrong(fields.BANDS, key="form.bands_wanted")
    return tuple(sorted(found, reverse=True))


def _mention(chosen: str) -> str:
    if chosen and not is_person(chosen):
        raise Wrong(fields.MENTION, key="form.mention_wanted")
    return chosen


def _quiet(given: Mapping[str, str]) -> Quiet:
    hours = Quiet(_clock(given, fields.QUIET_FROM), _clock(given, fields.QUIET_UNTIL))
    if hours.start == hours.end:
        raise Wrong(fields.QUIET_UNTIL, key="form.quiet_wanted")
    return hours


def _zone(text: str) -> str | None:
    zone = zone_named(text) if text else None
    if text and zone is None:
        raise Wrong(fields.ZONE, key="form.zone_wanted")
    return zone
