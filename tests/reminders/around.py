"""What stands around the rounds where only sending matters: one certificate, people who are told nothing."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from bot.certificates import Certificate, Listing
from bot.inventory.search import search
from bot.reminders.digest import Digest
from bot.reminders.ledger import Ledger
from bot.reminders.reconciling import History, Reconciling
from bot.reminders.rounds import Rounds
from bot.reminders.sending import Deliver, Sending, Timing
from bot.reminders.sight import Sights
from bot.reminders.subscription import Subscription
from bot.reminders.subscriptions import Subscriptions
from bot.store.connection import Redis
from bot.workspaces.accounts import Account, Known
from tests.reminders.subscribing import NOW

DAY = timedelta(days=1)


class Around:
    """Every account has one certificate of 200 days, which ends at `end`; the clock stands at `now`; a digest is its
    own message."""

    def __init__(self, end: datetime = NOW + 10 * DAY, now: datetime = NOW) -> None:
        self.end = end
        self.now = now

    def rounds_to(
        self,
        slack: Deliver[Any],
        ledger: Ledger,
        redis: Redis,
        *,
        subscriptions: Subscriptions | None = None,
        history: History | None = None,
        timing: Timing = Timing(),  # noqa: B008 - frozen
        settling: timedelta = timedelta(0),
    ) -> Rounds[Any]:
        """Rounds that post there, and look into its `history` if that may be read."""
        own = subscriptions or Subscriptions(redis)
        sending = Sending(own, ledger, slack, self.rendered, self, timing=timing)
        reconciling = Reconciling(ledger, history, settling=settling)
        outside: dict[str, Any] = {"search": search, "accounts": self, "tell": self, "clock": self.clock}
        return Rounds(own, ledger, Sights(redis), self, sending, reconciling, **outside)

    async def clock(self) -> datetime:
        return self.now

    async def known(self, workspace: str) -> Known:
        return Known((Account("default"),))

    async def get(self, workspace: str, account: str) -> Listing:
        begins = self.end - 200 * DAY
        certificate = Certificate("c1", "a.example", status_code=1, begins=begins, expires=self.end)
        return Listing((certificate,), fetched_at=self.now)

    async def rendered(self, digest: Digest, subscription: Subscription) -> Any:
        return digest

    async def suspended(self, subscription: Subscription, code: str) -> None: ...

    async def blind(self, workspace: str, account: str, since: datetime) -> bool:
        return True
