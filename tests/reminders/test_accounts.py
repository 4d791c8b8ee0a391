"""Which account a reminder looks at: the one it names, else its channel's default, whatever that is by then."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from bot.certificates import Certificate, Listing, Query
from bot.errors import SourceUnavailable
from bot.reminders.figures import seen
from bot.workspaces.accounts import ALL, Account, Known

Make = Callable[..., Certificate]
DAY = timedelta(days=1)
TWO = (Account("default"), Account("prod"))


class Inventories:
    """One certificate an account, due now; the accounts in `silent` do not answer. `asked` remembers who was."""

    def __init__(self, house: Any, certificate: Make) -> None:
        self.house, self.certificate = house, certificate
        self.asked: list[str] = []
        self.silent: set[str] = set()

    async def get(self, workspace: str, account: str) -> Listing:
        self.asked.append(account)
        if account in self.silent:
            raise SourceUnavailable("timeout")
        due = self.certificate(account, left=2 * DAY, account=account)
        return Listing((due,), fetched_at=self.house.now)


def of(house: Any, certificate: Make) -> Inventories:
    inventories = Inventories(house, certificate)
    house.get = inventories.get
    house.accounts = Known(TWO, {"C1": "prod"})
    return inventories


async def test_a_channels_default_is_looked_at(house: Any, certificate: Make) -> None:
    """Of two reminders that name no account, the one in a channel with a default tells that account's certificate."""
    of(house, certificate)
    for channel in ("C1", "C2"):
        await house.subscribe(channel=channel)
    await house.scan()
    told = {each.channel: [row.certificate.account for group in each.digest.groups for row in group.rows]
            for each in house.slack.messages}  # fmt: skip
    assert told == {"C1": ["prod"], "C2": ["default"]}


async def test_a_name_comes_first_and_a_change_is_followed(house: Any, certificate: Make) -> None:
    """`account default` stays; a reminder without a name goes with its channel's new default."""
    inventories = of(house, certificate)
    await house.subscribe(query=Query(account="default"))
    await house.scan()
    assert inventories.asked == ["default"]
    await house.subscribe()
    house.accounts = Known(TWO, {"C1": "default"})
    await house.scan()
    assert set(inventories.asked) == {"default"}


async def test_of_all_accounts_each_is_seen_by_itself(house: Any, certificate: Make, now: Any) -> None:
    """A reminder of all accounts tells those that answer, and says that it is not all; the other one goes blind."""
    inventories = of(house, certificate)
    inventories.silent = {"prod"}
    await house.subscribe(query=Query(account=ALL))
    await house.scan()
    (message,) = house.slack.messages
    assert (message.digest.complete, message.digest.stale) == (False, False)
    sights = [await house.sights.of("T1", name) for name in ("default", "prod")]
    assert [(each.complete_at is not None, each.failures) for each in sights] == [(True, 0), (False, 1)]
    house.now += DAY
    await house.scan()
    assert (await seen(house.subscriptions, house.sights, house, house.now)).blind == 1


async def test_an_account_that_is_gone_is_told(house: Any, certificate: Make) -> None:
    """A reminder that names a removed account does not just fall silent: its owner hears that it sees nothing."""
    of(house, certificate)
    await house.subscribe(query=Query(account="old"))
    for _ in range(2):
        await house.scan()
        house.now += DAY
    assert house.slack.messages == []
    assert [account for _, account, _ in house.told.blindness] == ["old"]
