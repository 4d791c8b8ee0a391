"""All checks of `certminder check`, side by side; none of them changes anything."""

from __future__ import annotations

import asyncio

from bot.checking.accounts import check_accounts
from bot.checking.clocks import ahead_of, check_clocks, time_of
from bot.checking.findings import Finding, Reporter, Topic
from bot.checking.redis import check_redis
from bot.checking.sealing import check_sealing
from bot.checking.slack import check_slack
from bot.errors import StoreUnavailable
from bot.messages.texts import say
from bot.reminders.worker import workers_of
from bot.settings import Settings
from bot.store.connection import Redis, connect_cache

_ORDER = list(Topic)
PATIENCE_SECONDS = 5.0


async def checked(settings: Settings, url: str) -> list[Finding]:
    """What is configured, reachable and missing, in the order of the screen. `url` is where Redis is."""
    locale, redis = settings.locale, connect_cache(url)
    try:
        (slack, seen), (accounts, probe), *others = await asyncio.gather(
            check_slack(settings, locale),
            check_accounts(redis, settings, locale),
            check_redis(redis, url, own=not settings.redis_url, locale=locale),
            check_sealing(redis, settings, locale),
            _processes(redis, url, locale),
        )
        ahead = await time_of(redis)
    finally:
        await redis.aclose()
    answers = {"Slack": seen, say("check.clocks.source", locale): probe}
    offs = {name: ahead_of(answer.date, answer.at) for name, answer in answers.items() if answer is not None}
    ahead |= {name: off for name, off in offs.items() if off is not None}
    found = [*slack, *accounts, *(each for part in others for each in part), *check_clocks(ahead, locale)]
    return sorted(found, key=lambda each: _ORDER.index(each.topic))


async def _processes(redis: Redis, url: str, locale: str) -> list[Finding]:
    report = Reporter(Topic.PROCESSES, locale)
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):  # docket waits for ever for a Redis that is silent
            count = await workers_of(redis, url)
    except (StoreUnavailable, TimeoutError):  # which is told elsewhere
        return []
    return [report.good("processes.workers", n=count) if count else report.advice("processes.idle")]
