"""How a reminder speaks, as rules: whom it mentions, when it is quiet, its zone and language, how many days ahead.

Whom it mentions is Slack's own entity (`<@U1>`, `<!subteam^S1>`), which is no word: it is read off the text itself.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any
from zoneinfo import available_timezones

from bot.errors import Unreadable
from bot.language.atoms import When
from bot.language.chart import Rule
from bot.language.policy import NEVER_QUIET, Policy, Quiet
from bot.language.slots import Group, Slot

FARTHEST = 365
"""Days ahead of which anybody wants to hear."""
MOST_BANDS = 8
_ENTITY = re.compile(
    r"<(?:@(?P<person>[UW][A-Z0-9]{1,20})|!subteam\^(?P<group>S[A-Z0-9]{1,20})|!(?P<all>here|channel|everyone))"
    r"(?:\|[^<>]*)?>"
)


def _said(name: str, value: Any = ...) -> Any:
    """A rule's build for one part of the policy; its value is what was captured unless one is given."""
    return lambda when, *captured: Group((Slot(name, captured[0] if value is ... else value),))


def _quiet(when: When, first: Group, last: Group) -> Group:
    return Group((Slot("quiet", Quiet(str(first.slots[0].value), str(last.slots[0].value))),))


def _hours(when: When, first: int, last: int) -> Group | None:
    if not (0 <= first < 24 and 0 <= last < 24):
        return None
    return Group((Slot("quiet", Quiet(f"{first:02}:00", f"{last:02}:00")),))


def _zone(when: When, name: str) -> Group | None:
    zone = zone_named(str(name))
    return Group((Slot("zone", zone),)) if zone else None


def _days_ahead(when: When, days: tuple[int, ...]) -> Group | None:
    good = len(days) <= MOST_BANDS and all(0 < day <= FARTHEST for day in days)
    return Group((Slot("bands", tuple(sorted(set(days), reverse=True))),)) if good else None


POLICIES = [
    Rule("policy", "mention", "NOBODY", _said("mention", "")),
    Rule("policy", "mention", "MENTION COLON? =MYSELF", _said("mention")),
    Rule("policy", "mention", "MENTION COLON?", _said("mention", None)),
    Rule("policy", "quiet", "NOQUIET", _said("quiet", NEVER_QUIET)),
    Rule("policy", "quiet", "QUIET COLON? FROM|BETWEEN? at TO|AND NEXTDAY? at", _quiet),
    Rule("policy", "quiet", "QUIET COLON? FROM|BETWEEN? =NUM TO|AND =NUM", _hours),
    Rule("policy", "quiet", "FROM|BETWEEN? at TO|AND NEXTDAY? at QUIET", _quiet),
    Rule("policy", "all_clear", "NOALLCLEAR", _said("all_clear", False)),
    Rule("policy", "all_clear", "ALLCLEAR", _said("all_clear", True)),
    Rule("policy", "zone", "ZONE COLON? =LABEL", _zone),
    Rule("policy", "zone", "ZONE COLON? =LABEL =LABEL", lambda when, *words: _zone(when, " ".join(words))),
    Rule("policy", "zone", "ZONE COLON?", _said("zone", None)),
    Rule("policy", "locale", "=LANGUAGE", _said("locale")),
    Rule("policy", "bands", "numbers DAYSAHEAD", _days_ahead),
    Rule("policy", "bands", "AHEADBY numbers AHEADDAYS", _days_ahead),
    Rule("numbers", "one", "=NUM", lambda when, number: (number,)),
    Rule("numbers", "more", "=NUM COMMA|AND|SLASH? AND? numbers", lambda when, number, rest: (number, *rest)),
]


@lru_cache(maxsize=1)
def _zones() -> dict[str, str]:
    """IANA names by themselves and by their city, in lower case; a city of two zones names neither."""
    names = sorted(available_timezones())
    cities: dict[str, set[str]] = {}
    for name in names:
        if "/" in name and not name.startswith(("Etc/", "SystemV/", "posix/", "right/")):
            cities.setdefault(name.rpartition("/")[2].lower(), set()).add(name)
    alone = {city: found.pop() for city, found in cities.items() if len(found) == 1}
    return {**alone, **{name.lower(): name for name in names}}


def zone_named(text: str) -> str | None:
    """The IANA zone of a name such as `Asia/Shanghai`, `shanghai` or `new york`."""
    return _zones().get("_".join(text.lower().split()))


def whom(typed: str) -> str | None:
    """The person or user group that a text names by Slack's own entity; None where it names none. Raises Unreadable for
    more than one, and for everybody at once: nobody is called by a reminder who is not responsible."""
    found = list(_ENTITY.finditer(typed))
    everybody = next((each for each in found if each["all"]), None)
    if everybody is not None:
        raise Unreadable("everybody", f"@{everybody['all']}", start=everybody.start(), end=everybody.end())
    if len({each["person"] or each["group"] for each in found}) > 1:
        raise Unreadable("mention_one", found[1][0], start=found[1].start(), end=found[1].end())
    return found[0]["person"] or found[0]["group"] if found else None


def policy_of(groups: list[Group]) -> Policy:
    """All that was said together; what is said twice counts as said last."""
    return Policy(**{slot.name: slot.value for group in groups for slot in group.slots})
