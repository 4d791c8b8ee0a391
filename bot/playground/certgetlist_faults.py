"""Faults to play on purpose: error codes of the gateway, and answers that are no answers.

A fault strikes after the signature was checked and the Nonce burnt, so that a client which retries without signing
again is caught. As text: `KIND:RATE[:page=N][:times=N]`, e.g. `4400:0.1`, `http502:1:times=2`, `cut:1:page=3`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from random import Random

import msgspec

from bot.playground.certgetlist_refusals import CODES, Refused
from bot.playground.certgetlist_spoilt import SPOILT, http_status


class Fault(msgspec.Struct, frozen=True):
    """One thing that goes wrong in a share of the requests (`rate`, 0 to 1), perhaps only on one `page`, perhaps only
    the first so many `times`."""

    kind: str
    """A code of the gateway, `http` and a status, or a name in SPOILT."""
    rate: float = 1.0
    page: int | None = None
    times: int | None = None


def parse_fault(text: str) -> Fault:
    """The fault of a text as on the command line; ValueError says in one sentence what is wrong with it."""
    kind, *rest = text.strip().split(":")
    if kind not in {*map(str, CODES), *SPOILT} and http_status(kind) is None:
        raise ValueError(f"{kind!r} is no fault: give a code ({_some_codes()}), http500 or {', '.join(SPOILT)}.")
    if not rest:
        raise ValueError(f"{text!r} lacks its rate: write {kind}:0.1 for one request in ten.")
    if not re.fullmatch(r"0?\.\d+|[01](\.0*)?", rest[0]):
        raise ValueError(f"{rest[0]!r} is no rate: give a number from 0 to 1, as in {kind}:0.1.")
    return Fault(kind, float(rest[0]), **dict(map(_limit, rest[1:])))


def _some_codes() -> str:
    return f"{min(CODES)}, 4400, …, {max(CODES)}"


def _limit(text: str) -> tuple[str, int]:
    name, _, number = text.partition("=")
    if name not in {"page", "times"} or not re.fullmatch(r"[1-9]\d{0,8}", number):
        raise ValueError(f"{text!r} limits no fault: write page=3 or times=2.")
    return name, int(number)


class Faults:
    """The faults in force, and how often each struck. The same seed and requests give the same faults."""

    def __init__(self, faults: Iterable[Fault | str] = (), random: Random | None = None) -> None:
        self._random = random or Random(0)  # noqa: S311 - chance for tests, not for secrets
        self._faults: list[Fault] = []
        self._struck: Counter[int] = Counter()
        self.play(*faults)

    def play(self, *faults: Fault | str) -> None:
        """From now on these and no others; without any, all goes well."""
        self._faults = [parse_fault(fault) if isinstance(fault, str) else fault for fault in faults]
        self._struck.clear()

    def strike(self, page: str) -> str | None:
        """The kind of fault that this request for `page` meets, the first that applies; Refused for a code."""
        for place, fault in enumerate(self._faults):
            spent = fault.times is not None and self._struck[place] >= fault.times
            elsewhere = fault.page is not None and str(fault.page) != (page or "1")
            if not spent and not elsewhere and self._random.random() < fault.rate:
                self._struck[place] += 1
                return _refuse(fault.kind)
        return None


def _refuse(kind: str) -> str:
    if kind.isdecimal():
        raise Refused(int(kind), "this fault is played")
    return kind
