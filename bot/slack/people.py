"""Who a person is to a workspace: language, zone, member or guest. Asked of Slack at most once an hour a person."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from bot.errors import CertminderError, DeliveryRefused, StoreUnavailable, UnknownPerson
from bot.slack.attribution import is_organisation
from bot.slack.authorize import Ask, Grant
from bot.slack.payloads import Origin, language_of
from bot.slack.web_api import WebApi
from bot.store import keys
from bot.store.connection import Redis, translated
from bot.workspaces.roles import Role

log = logging.getLogger(__name__)

AT_ONCE = 16
"""Lookups in Redis at once, as in bot.slack.repeats: a burst must not time out and ask Slack instead."""
FRESH_SECONDS = 3600.0
ADMIN_SECONDS = 60.0
"""Whoever is no admin any more must not act as one for an hour."""
PATIENCE_SECONDS = 2.0
"""A submitted form waits for this before it is acknowledged, for which Slack gives three seconds."""
HIDDEN = frozenset({"user_not_found", "user_not_visible"})
"""Slack's words for somebody whom the workspace's app may not see (docs.slack.dev/reference/methods/users.info)."""
OUTSIDE = ("is_restricted", "is_ultra_restricted", "is_stranger", "deleted")
"""Slack's marks of a guest, of somebody from elsewhere, and of an account that was deactivated."""
LOCALE, ZONE = "en-US", "UTC"


class Person(msgspec.Struct, frozen=True):
    """`outsider`: a guest of the workspace, or a member of another one (Slack Connect). `teams`: the workspaces that
    the person is a member of, as far as Slack says. `asked_at` (Unix seconds) is 0 when Slack did not say anything."""

    locale: str = LOCALE
    zone: str = ZONE
    outsider: bool = False
    admin: bool = False
    teams: tuple[str, ...] = ()
    asked_at: float = 0.0


class Trust(msgspec.Struct, frozen=True):
    """What the operator adds to Slack's word: the ids of people who are admins besides, and whether guests may ask."""

    admins: frozenset[str] = frozenset()
    guests: bool = False

    def role(self, user: str, person: Person) -> Role:
        """What a person is to the workspace. Raises UnknownPerson where Slack never said: it may be a stranger."""
        if person.outsider:
            return Role.GUEST if self.guests else Role.STRANGER
        if not person.asked_at:
            raise UnknownPerson
        return Role.ADMIN if person.admin or user in self.admins else Role.MEMBER


class _Kept(msgspec.Struct, frozen=True):
    """As it lies in Redis: never without whose it is."""

    workspace: str
    user: str
    person: Person


_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(_Kept).decode


class People:
    """People by workspace and user id, kept in Redis. `clock` gives Unix seconds; Slack is waited for `patience`."""

    def __init__(
        self,
        redis: Redis,
        api: WebApi,
        calling: Callable[[str, Ask[Person]], Awaitable[Person]],
        clock: Callable[[], float],
        *,
        patience: float = PATIENCE_SECONDS,
    ) -> None:
        self._patience = patience
        self._redis = redis
        self._api = api
        self._calling = calling
        self._clock = clock
        self._turns = asyncio.Semaphore(AT_ONCE)

    async def person(self, origin: Origin, text: str = "") -> Person:
        """Whom Slack says this is. When it says nothing: what it said before, else the language of `text` and UTC."""
        return await self.known(origin, await self._load(origin), text)

    async def known(self, origin: Origin, value: bytes | None, text: str = "") -> Person:
        """The same, where it was looked up already what is kept under keys.person."""
        kept = _read(value, origin)
        if kept is None or self._clock() - kept.asked_at >= (ADMIN_SECONDS if kept.admin else FRESH_SECONDS):
            kept = await self._ask(origin) or _no_admin(kept) or Person(locale=language_of(text))
        return kept if _belongs(kept, origin) else msgspec.structs.replace(kept, outsider=True)

    async def _ask(self, origin: Origin) -> Person | None:
        try:
            async with asyncio.timeout(self._patience):
                person = await self._calling(origin.workspace, lambda grant: self._as_slack_says(grant, origin.user))
        except (CertminderError, TimeoutError) as fault:
            log.warning("Slack does not say who a person is", extra={"fault": str(fault)})
            return None
        await self._save(origin, person)
        return person

    async def _as_slack_says(self, grant: Grant, user: str) -> Person:
        try:
            answer = await self._api.read(grant.token, "users.info", user=user, include_locale="true")
        except DeliveryRefused as refusal:
            return self._hidden(refusal)
        return _person(answer.get("user") or {}, grant, self._clock())

    def _hidden(self, refusal: DeliveryRefused) -> Person:
        """Nobody of this workspace. Raises what was refused for another reason."""
        if refusal.code not in HIDDEN:
            raise refusal
        return Person(outsider=True, asked_at=self._clock())

    async def _load(self, origin: Origin) -> bytes | None:
        try:
            async with self._turns:
                with translated():
                    value = await self._redis.get(keys.person(origin.workspace, origin.user))
        except StoreUnavailable:
            return None
        return value if isinstance(value, bytes) else None

    async def _save(self, origin: Origin, person: Person) -> None:
        key, value = keys.person(origin.workspace, origin.user), _encode(_Kept(origin.workspace, origin.user, person))
        try:
            with translated():
                await self._redis.set(key, value, ex=keys.PERSON_TTL)
        except StoreUnavailable:
            return  # the next question asks Slack again


def _read(value: bytes | None, origin: Origin) -> Person | None:
    """What is kept of this person; anything else is nobody."""
    try:
        kept = None if value is None else _decode(value)
    except msgspec.DecodeError:
        return None
    same = kept is not None and (kept.workspace, kept.user) == (origin.workspace, origin.user)
    return kept.person if kept and same else None


def _person(user: dict[str, Any], grant: Grant, now: float) -> Person:
    """What Slack says of an admin is of the workspace whose token asks. An organisation's token asks for none: its word
    counts for the person's own workspace, and for admins of the whole organisation."""
    wide = user.get("enterprise_user") or {}
    outsider = any(user.get(name) is True for name in OUTSIDE)
    here = not grant.organisation or user.get("team_id") == grant.workspace
    return Person(
        locale=str(user.get("locale") or LOCALE),
        zone=_zone(user.get("tz")),
        outsider=outsider,
        admin=(here and _rules(user)) or _rules(wide),
        teams=_teams(user.get("team_id"), *(wide.get("teams") or ())),
        asked_at=now,
    )


def _rules(user: dict[str, Any]) -> bool:
    return any(user.get(name) is True for name in ("is_admin", "is_owner"))


def _teams(*ids: object) -> tuple[str, ...]:
    """Workspaces' ids; where an organisation's stands in place of one, it says nothing of the workspaces."""
    return tuple(dict.fromkeys(each for each in ids if isinstance(each, str) and each and not is_organisation(each)))


def _belongs(person: Person, origin: Origin) -> bool:
    """Whether somebody is a member of this workspace: in an organisation people belong to several, and its shared
    channels hold people of others, to whom this one's data is as closed as to strangers'."""
    here, home = origin.workspace, origin.home_workspace
    if not person.teams:
        return home in {"", here}
    return here in person.teams and (home in {"", here, *person.teams} or is_organisation(home))


def _no_admin(kept: Person | None) -> Person | None:
    """What was known, when Slack says nothing: no rights grow old."""
    return msgspec.structs.replace(kept, admin=False) if kept else None


def _zone(name: object) -> str:
    """An IANA zone that this machine knows."""
    try:
        return ZoneInfo(name).key if isinstance(name, str) else ZONE
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZONE
