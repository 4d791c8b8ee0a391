"""A CertminderError as one clear sentence with its next step, in the reader's language, with the request id."""

from __future__ import annotations

import math
from datetime import datetime

from bot import errors
from bot.language.preferences import DAY_MONTH, WAYS, choice_of
from bot.messages import clicks, kit
from bot.messages.foreign import clean, code, cut, escaped
from bot.messages.help import examples
from bot.messages.preferring import choosing
from bot.messages.reply import Block, Reply, View
from bot.messages.texts import has, say

WORD = 80
SUGGESTIONS = 3
ASKABLE = 200
AMBIGUOUS = tuple(choice_of(DAY_MONTH, way) for way in WAYS[DAY_MONTH])
"""What choosing a suggestion for an ambiguous date says, in the order of the suggestions."""


def notice(error: errors.CertminderError, locale: str, *, request_id: str, now: datetime | None = None) -> Reply:
    """What is said instead of an answer; the nearest readings of an unreadable text are buttons that ask them."""
    text = sentence(error, locale, now=now)
    blocks = [kit.section(kit.plain(f"⚠️ {text}")), *_ways_on(error, locale), _id(request_id, locale)]
    return Reply(text=escaped(text, 1000), blocks=tuple(blocks), notice=True)


def view(error: errors.CertminderError, locale: str, *, request_id: str, now: datetime | None = None) -> View:
    """The same in a modal."""
    blocks = [kit.section(kit.plain(f"⚠️ {sentence(error, locale, now=now)}")), _id(request_id, locale)]
    return View(kit.modal(say("notice.title", locale), blocks, close=say("details.close", locale)))


def home(error: errors.CertminderError, locale: str, *, request_id: str, now: datetime | None = None) -> View:
    """The same on the Home tab."""
    return _tab(notice(error, locale, request_id=request_id, now=now))


def unexpected(locale: str, *, request_id: str) -> Reply:
    """For a fault of ours: no detail, only the id under which the log holds it."""
    text = say("notice.unexpected", locale)
    return Reply(text=text, blocks=(kit.section(kit.plain(f"⚠️ {text}")), _id(request_id, locale)), notice=True)


def unexpected_view(locale: str, *, request_id: str) -> View:
    blocks = (kit.section(kit.plain(f"⚠️ {say('notice.unexpected', locale)}")), _id(request_id, locale))
    return View(kit.modal(say("notice.title", locale), blocks, close=say("details.close", locale)))


def unexpected_home(locale: str, *, request_id: str) -> View:
    return _tab(unexpected(locale, request_id=request_id))


def _tab(said: Reply) -> View:
    return View({"type": "home", "blocks": list(said.blocks)})


def working(locale: str, done: int, total: int | None) -> Reply:
    """What somebody is told once who waits for a long listing: certificates so far, of how many where that is known."""
    key = "working.of" if done and total else "working.some" if done else "working.start"
    text = say(key, locale, n=done, total=total or 0)
    return Reply(text=text, blocks=(kit.context(kit.plain(f"⏳ {text}")),), notice=True)


def not_installed(locale: str) -> Reply:
    """What a command is answered where the app has no token (any more)."""
    text = say("not_installed", locale)
    return Reply(text=text, blocks=(kit.section(kit.plain(f"⚠️ {text}")),), notice=True)


def sentence(error: errors.CertminderError, locale: str, *, now: datetime | None = None) -> str:
    """One plain sentence (not escaped), the same for Slack and for the terminal. With `now` (an instant) it says how
    far the clock is off, where that is the trouble."""
    match error:
        case errors.TooLong():
            return say("unreadable.too_long", locale, length=error.length, limit=error.limit)
        case errors.Unreadable():
            return _unreadable(error, locale)
        case errors.SourceRefused():
            return _refused(error, locale, now)
        case errors.SourceUnavailable():
            wait = max(1, math.ceil(error.retry_after or 0))
            return say(_known("unavailable", error.reason, "other"), locale, n=wait)
        case errors.RateLimited():
            return say(_known("limited", error.whose, "user"), locale, n=max(1, math.ceil(error.retry_after)))
        case errors.TooMany():
            return say(f"too_many.{error.what}", locale, limit=error.limit)
        case errors.DeliveryError():
            return _undelivered(error, locale)
        case errors.NotFound(what="account", name=""):
            return say("missing.accounts", locale)
        case errors.NotFound():
            return say(_known("missing", error.what, "other"), locale, name=cut(clean(error.name), WORD))
        case _:
            return say(_WITHOUT_FACTS.get(type(error), "notice.unexpected"), locale)


_WITHOUT_FACTS: dict[type[errors.CertminderError], str] = {
    errors.StoreUnavailable: "store.unavailable",
    errors.ResultExpired: "result.gone",
    errors.NotAllowed: "not_allowed",
    errors.SharedOutside: "shared_outside",
    errors.UnknownPerson: "unknown_person",
    errors.InvalidSettings: "settings.invalid",
}


def _unreadable(error: errors.Unreadable, locale: str) -> str:
    if not error.word.strip():
        return say("unreadable.whole", locale)
    return say(_known("unreadable", error.reason, "general"), locale, word=cut(clean(error.word), WORD))


def _undelivered(error: errors.DeliveryError, locale: str) -> str:
    match error:
        case errors.DeliveryThrottled():
            return say("delivery.throttled", locale, n=max(1, math.ceil(error.retry_after)))
        case errors.DeliveryRefused():
            return say(_known("delivery", error.code, "refused"), locale, code=cut(clean(error.code), WORD))
        case _:
            return say("delivery.unknown", locale)


def _refused(error: errors.SourceRefused, locale: str, now: datetime | None) -> str:
    if error.code == 4500 and error.server_time is not None and now is not None:
        return say("refused.4500.skew", locale, n=abs(round(now.timestamp() - error.server_time)))
    return say(_known("refused", str(error.code), "other"), locale, code=str(error.code))


def _known(family: str, key: str, otherwise: str) -> str:
    return f"{family}.{key}" if has(f"{family}.{key}") else f"{family}.{otherwise}"


def _ways_on(error: errors.CertminderError, locale: str) -> list[Block]:
    """Buttons: the nearest readings, and help, under a text that could not be read."""
    if not isinstance(error, errors.Unreadable):
        return []
    near = [text for text in error.suggestions[:SUGGESTIONS] if 0 < len(text.strip()) <= ASKABLE]
    choices = AMBIGUOUS if error.reason == "ambiguous_date" and len(near) == len(AMBIGUOUS) else ("",) * len(near)
    asks = [choosing(index, text, choice, text) for index, (text, choice) in enumerate(zip(near, choices, strict=True))]
    helping = kit.button(say("notice.help", locale), f"{clicks.ASK}.help", "help")
    tried = " ".join((say("notice.try", locale), *([say("choice.remembered", locale)] if any(choices) else [])))
    lead = [kit.context(kit.plain(tried))] if asks else []
    return [*lead, kit.actions(*asks, helping), _examples(locale)]


def _examples(locale: str, *, command: str = "/certs") -> Block:
    """Two questions that work when pasted."""
    typed = [code(f"{command} {examples(topic, locale)[0]}") for topic in ("dates", "names")]
    return kit.context(kit.mrkdwn(" ".join((say("notice.examples", locale), *typed))))


def _id(request_id: str, locale: str) -> Block:
    return kit.context(kit.plain(say("notice.id", locale, id=request_id)))
