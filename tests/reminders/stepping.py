"""A digest, and its way through the ledger, as the ledger's tests take it."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta
from typing import Any

from bot.reminders.digest import Digest
from bot.reminders.ledger import Claim, Ledger, Verdict
from bot.reminders.schedule import Slot
from tests.reminders.subscribing import NOW

POST = timedelta(milliseconds=50)
"""How long a post may take."""
END = int((NOW + timedelta(days=10)).timestamp())


def digest(**given: Any) -> Digest:
    """`digest(moves={"epoch": 14})` of the subscription s1 for its slot of 23 November."""
    values: dict[str, Any] = {
        "workspace": "T1", "subscription": "s1", "channel": "C1", "slot": "2026-11-23",
        "turn": Slot(date(2026, 11, 23), NOW), "groups": (), "moves": {f"{END}:1:a:c1": 14}, "version": 0,
        "at": NOW, "as_of": NOW,
    }  # fmt: skip
    return Digest(**{**values, **given})


async def claimed(ledger: Ledger, digest: Digest) -> Claim:
    answer, plan = await ledger.plan(digest)
    assert answer.verdict is Verdict.GO
    claim = await ledger.claim(digest, plan)
    assert claim is not None
    return claim


async def posting(ledger: Ledger, digest: Digest) -> Claim:
    claim = await claimed(ledger, digest)
    answer = await ledger.start(digest, claim, POST)
    if answer.verdict is Verdict.WAIT:
        await asyncio.sleep(answer.time.total_seconds())
        answer = await ledger.start(digest, claim, POST)
    assert answer.verdict is Verdict.GO
    return claim
