"""Settings → every object, wired once: the only room that picks implementations."""

from bot.assembly.serving import chosen_workspace, require_slack, slack, web
from bot.assembly.sources import Sources, accounts_of, sites_of, url_of
from bot.assembly.wiring import House, house, redis_url
from bot.assembly.working import editing, rounds, shared_clock, sweep

__all__ = [
    "House",
    "Sources",
    "accounts_of",
    "chosen_workspace",
    "editing",
    "house",
    "redis_url",
    "require_slack",
    "rounds",
    "shared_clock",
    "sites_of",
    "slack",
    "sweep",
    "url_of",
    "web",
]
