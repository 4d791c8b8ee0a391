"""One thing that `certminder check` found, in the operator's language."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from bot.messages.texts import has, say


class Topic(StrEnum):
    """Under which heading a finding stands; their order is that of the screen."""

    REDIS = "redis"
    SLACK = "slack"
    ACCOUNTS = "accounts"
    SECRETS = "secrets"
    CLOCKS = "clocks"
    PROCESSES = "processes"


class State(StrEnum):
    """`advice` is worth knowing and stands in nobody's way; what is missing or broken does."""

    GOOD = "good"
    ADVICE = "advice"
    MISSING = "missing"
    BROKEN = "broken"


class Finding(msgspec.Struct, frozen=True):
    """`said` is one sentence, `step` the next thing to do ("" where there is none). Neither holds a secret."""

    topic: Topic
    state: State
    said: str
    step: str = ""

    @property
    def stands_in_the_way(self) -> bool:
        """Whether the bot can't do its work because of this."""
        return self.state in {State.MISSING, State.BROKEN}


class Reporter:
    """Makes findings under one topic: `key` is one of messages/texts/checking without `check.`, its step is what
    stands there under `.next`."""

    def __init__(self, topic: Topic, locale: str) -> None:
        self._topic = topic
        self.locale = locale

    def good(self, key: str, **values: object) -> Finding:
        return self._found(State.GOOD, key, "", values)

    def advice(self, key: str, *, step: str = "", **values: object) -> Finding:
        return self._found(State.ADVICE, key, step or f"{key}.next", values)

    def missing(self, key: str, *, step: str = "", **values: object) -> Finding:
        return self._found(State.MISSING, key, step or f"{key}.next", values)

    def broken(self, key: str, *, step: str = "", **values: object) -> Finding:
        return self._found(State.BROKEN, key, step or f"{key}.next", values)

    def _found(self, state: State, key: str, step: str, values: dict[str, object]) -> Finding:
        next_step = say(f"check.{step}", self.locale, **values) if step and has(f"check.{step}") else ""
        return Finding(self._topic, state, say(f"check.{key}", self.locale, **values), next_step)
