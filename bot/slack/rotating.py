"""Tokens that expire: renewed well ahead of their end, by one process for all.

A refresh token is good once, and each renewal gives the next one; the access token before stays valid until its own
end (docs.slack.dev/authentication/using-token-rotation). So a renewal that fails costs nothing for two hours. Where
Slack's answer got lost, the old refresh token is tried again; if Slack has revoked it by then, what is left is the
access token until its end, and the operator's log says so once.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from slack_sdk.oauth.installation_store import Bot

from bot.errors import CertminderError, DeliveryRefused, DeliveryThrottled
from bot.store import installation_keys as keys
from bot.store.connection import Redis
from bot.store.lease import lease
from bot.workspaces.installations import Facts, Installations

AHEAD_SECONDS = 2 * 3600.0
"""As long before the end as slack_sdk's own rotator renews (minutes_before_expiration); a token lives for twelve
hours."""
WAIT_SECONDS = 0.1
"""How often a process looks whether the one that renews is done."""
PATIENCE_SECONDS = 30.0
FINAL = "invalid_refresh_token"
"""Slack's word for a refresh token that was used, or whose installation is gone: only a new installation helps."""

log = logging.getLogger(__name__)

Renew = Callable[[Bot], Awaitable[Bot]]
"""exchange.Exchange.renew: raises DeliveryError."""


class Rotation:
    """`clock` gives Unix seconds. Belongs to the event loop that it is first used in."""

    def __init__(
        self, redis: Redis, installations: Installations, renew: Renew, clock: Callable[[], float] = time.time
    ) -> None:
        self._redis = redis
        self._installations = installations
        self._renew = renew
        self._clock = clock
        self._running: dict[str, asyncio.Task[Facts | None]] = {}

    async def fresh(self, where: str, facts: Facts) -> Facts | None:
        """The installation with a token that is good now; None where there is none any more. While the token at hand is
        good nobody waits for the next one. Raises DeliveryError, StoreUnavailable."""
        if not self._is_due(facts):
            return facts if self._is_good(facts) else None
        renewing = self._started(where, self._is_due)
        return facts if self._is_good(facts) else await asyncio.shield(renewing)

    async def renewed(self, where: str, refused: str) -> Facts | None:
        """The installation with another token than the one that Slack refused as expired; None where there is none.
        Raises DeliveryError, StoreUnavailable."""
        return await asyncio.shield(self._started(where, partial(_has_token, refused)))

    async def aclose(self) -> None:
        """Wait for what is under way: an answer of Slack's that is not kept is lost."""
        await asyncio.gather(*self._running.values(), return_exceptions=True)

    def _started(self, where: str, wanted: Callable[[Facts], bool]) -> asyncio.Task[Facts | None]:
        """The renewal of this process, which a caller that gives up does not cancel."""
        if where not in self._running:
            task = asyncio.create_task(self._by_one(where, wanted))
            self._running[where] = task
            task.add_done_callback(partial(self._ended, where))
        return self._running[where]

    def _ended(self, where: str, task: asyncio.Task[Facts | None]) -> None:
        self._running.pop(where, None)
        fault = None if task.cancelled() else task.exception()
        if isinstance(fault, CertminderError):
            log.warning("a token was not renewed", extra={"workspace": where, "fault": str(fault)})
        elif fault is not None:
            log.error("a token was not renewed", exc_info=fault, extra={"workspace": where})

    async def _by_one(self, where: str, wanted: Callable[[Facts], bool]) -> Facts | None:
        """Renew, or wait for the process that does and read what it wrote."""
        deadline = self._clock() + PATIENCE_SECONDS
        while self._clock() < deadline:
            async with lease(self._redis, keys.installation_lock(where), keys.INSTALLATION_LOCK_TTL) as held:
                facts = await self._installations.load(where)
                if facts is None or not (wanted(facts) and facts.get("bot_refresh_token")):
                    return facts if facts is not None and self._is_good(facts) else None
                if held:
                    return await self._renewed_here(where, facts)
            await asyncio.sleep(WAIT_SECONDS)
        raise DeliveryThrottled(WAIT_SECONDS)

    async def _renewed_here(self, where: str, facts: Facts) -> Facts | None:
        try:
            bot = await self._renew(_bot(facts))
        except DeliveryRefused as refusal:
            if refusal.code != FINAL:
                raise
            return await self._given_up(where, facts)
        new = {
            "bot_token": bot.bot_token,
            "bot_refresh_token": bot.bot_refresh_token,
            "bot_token_expires_at": bot.bot_token_expires_at,
        }
        # whoever else wrote meanwhile (new sealing keys, a process that lost the lease and was refused) wrote of the
        # token before; another token is another installation's
        kept = await self._installations.replace(where, partial(_succeeded, facts["bot_token"], new))
        return kept or await self._good_now(where)

    async def _given_up(self, where: str, facts: Facts) -> Facts | None:
        """Without its refresh token an installation is never renewed, so that this is said once."""
        left = await self._installations.replace(where, partial(_without, facts["bot_refresh_token"]))
        if left is None:
            return await self._good_now(where)
        log.error(
            "Slack refused to renew a token: when it ends the workspace has to install the app again",
            extra={"workspace": where, "ends_in_seconds": max(0, round(_end(left) - self._clock()))},
        )
        return left if self._is_good(left) else None

    async def _good_now(self, where: str) -> Facts | None:
        facts = await self._installations.load(where)
        return facts if facts is not None and self._is_good(facts) else None

    def _is_due(self, facts: Facts) -> bool:
        return bool(facts.get("bot_refresh_token")) and self._clock() > _end(facts) - AHEAD_SECONDS

    def _is_good(self, facts: Facts) -> bool:
        return self._clock() < _end(facts)


def _bot(facts: Facts) -> Bot:
    return Bot(
        bot_id=facts["bot_id"],
        bot_user_id=facts["bot_user_id"],
        bot_token=facts["bot_token"],
        bot_refresh_token=facts["bot_refresh_token"],
        bot_token_expires_at=int(_end(facts)),
        installed_at=float(facts["installed_at"]),
    )


def _end(facts: Facts) -> float:
    """When the token ends (Unix seconds); one without rotation never does."""
    end = facts.get("bot_token_expires_at")
    return float(end) if end is not None else float("inf")


def _has_token(token: str, facts: Facts) -> bool:
    return bool(facts.get("bot_token") == token)


def _succeeded(token: str, new: dict[str, Any], facts: Facts) -> Facts | None:
    return {**facts, **new} if facts.get("bot_token") == token else None


def _without(refresh_token: str, facts: Facts) -> Facts | None:
    return {**facts, "bot_refresh_token": None} if facts.get("bot_refresh_token") == refresh_token else None
