"""The tree of things a person is told about.

CertminderError
├── Unreadable            a text that could not be read: the word, its place, the nearest readings
│   └── TooLong           more text than is looked at
├── SourceError           Tencent Cloud did not give an answer
│   ├── SourceRefused     it answered with an error code: wrong key, no permission, quota …
│   └── SourceUnavailable it did not answer, answered late, or answered what is no answer
├── RateLimited           too many questions; seconds to wait
├── StoreUnavailable      Redis does not answer
├── ResultExpired         a button whose result is gone and cannot be asked again
├── NotFound              no such certificate, subscription, account, view or link
├── TooMany               no room for one more of something that is kept
├── NotAllowed            this person may not do this here
├── UnknownPerson         Slack does not say who asks
├── InvalidSettings       the environment is wrong: every fault at once
└── DeliveryError         Slack did not take a message
    ├── DeliveryRefused   certainly not posted: Slack's error code
    ├── DeliveryThrottled certainly not posted: retry after seconds
    └── DeliveryUnknown   the request left and no answer came: it may have been posted

Errors carry facts, never sentences and never secrets: messages/notices turns them into one sentence in the reader's
language.
"""

from __future__ import annotations


class CertminderError(Exception):
    """Anything a person is told about in one sentence."""


class Unreadable(CertminderError):
    """A text that cannot be read. `reason` is a key of messages/texts; the rest says which word, and what is near.

    `start` and `end` are positions in the text as it was typed.
    """

    def __init__(
        self, reason: str, word: str = "", *, start: int = 0, end: int = 0, suggestions: tuple[str, ...] = ()
    ) -> None:
        super().__init__(f"{reason}: {word!r}")
        self.reason = reason
        self.word = word
        self.start = start
        self.end = end
        self.suggestions = suggestions


class TooLong(Unreadable):
    """More text than is looked at (characters)."""

    def __init__(self, length: int, limit: int) -> None:
        super().__init__("too_long", str(length))
        self.length = length
        self.limit = limit


class SourceError(CertminderError):
    """The source of certificates gave no answer."""


class SourceRefused(SourceError):
    """The source answered with an error `code` (CertGetList: 4000 … 6200). `server_time` is its clock (Unix seconds),
    where it said so; `detail` is our own word for what was refused, never the source's message."""

    def __init__(self, code: int, *, detail: str = "", server_time: int | None = None) -> None:
        super().__init__(f"source refused: {code} {detail}".rstrip())
        self.code = code
        self.detail = detail
        self.server_time = server_time


NOT_ASKED = frozenset({"left_alone", "over_budget"})
"""Reasons of ours, which say nothing of the source."""


class SourceUnavailable(SourceError):
    """No usable answer. `reason`: unreachable, timeout, http_status, not_json, not_an_answer, too_large, partial (less
    than is kept); or NOT_ASKED at all: left_alone (it failed too often on end), over_budget (too many requests wait for
    their turn). Those two know in how many seconds it is worth asking again: `retry_after`."""

    def __init__(self, reason: str, *, retry_after: float = 0.0) -> None:
        super().__init__(f"source unavailable: {reason}")
        self.reason = reason
        self.retry_after = retry_after


class RateLimited(CertminderError):
    """Too many questions of a user or a workspace, or installations begun by anybody (`whose`: user, workspace,
    install); come back in `retry_after` seconds."""

    def __init__(self, whose: str, retry_after: float) -> None:
        super().__init__(f"{whose} rate limit: retry after {retry_after:.1f} s")
        self.whose = whose
        self.retry_after = retry_after


class StoreUnavailable(CertminderError):
    """Redis does not answer."""


class ResultExpired(CertminderError):
    """A button's result is gone, and so is the query it came from."""


class NotFound(CertminderError):
    """`what` (certificate, subscription, account, view, link or export) with this name does not exist."""

    def __init__(self, what: str, name: str) -> None:
        super().__init__(f"no {what} {name!r}")
        self.what = what
        self.name = name


class TooMany(CertminderError):
    """As many of `what` (view, account) are kept as there may be: `limit`."""

    def __init__(self, what: str, limit: int) -> None:
        super().__init__(f"too many: {what}, {limit}")
        self.what = what
        self.limit = limit


class NotAllowed(CertminderError):
    """This person may not do `action` here."""

    def __init__(self, action: str) -> None:
        super().__init__(f"not allowed: {action}")
        self.action = action


class SharedOutside(CertminderError):
    """A channel that people of another organisation read, who may not ask."""


class UnknownPerson(CertminderError):
    """Slack does not say who asks: a member, or somebody who may not."""


class InvalidSettings(CertminderError):
    """The environment is wrong: `faults` has one English sentence a fault, without any value."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


class DeliveryError(CertminderError):
    """Slack did not take a message."""


class DeliveryRefused(DeliveryError):
    """Certainly not posted; `code` is Slack's error code."""

    def __init__(self, code: str) -> None:
        super().__init__(f"Slack refused: {code}")
        self.code = code


class DeliveryThrottled(DeliveryError):
    """Certainly not posted; Slack asks to come back in `retry_after` seconds."""

    def __init__(self, retry_after: float) -> None:
        super().__init__(f"Slack asks to wait {retry_after:.0f} s")
        self.retry_after = retry_after


class DeliveryUnknown(DeliveryError):
    """The request left and no answer came back: the message may stand in the channel."""
