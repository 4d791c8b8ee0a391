"""A link opens once: for one workspace and person, in one browser, for ten minutes, until it is used."""

from __future__ import annotations

import asyncio
import hashlib

import pytest

from bot.errors import NotFound, StoreUnavailable
from bot.store import keys
from bot.store.connection import Redis
from bot.workspaces.connect_links import TRIES, ConnectLinks, Link, form_token

LINK = Link(workspace="T1", user="U1", channel="C1", locale="en-US", zone="UTC")


@pytest.fixture
def links(redis: Redis) -> ConnectLinks:
    return ConnectLinks(redis)


async def refused(doing: object) -> bool:
    """Whether it is answered like a link that never was."""
    try:
        await doing  # type: ignore[misc]
    except NotFound as missing:
        return (missing.what, missing.name) == ("link", "")
    return False


async def use(links: ConnectLinks, token: str, cookie: str) -> None:
    async with links.using(token, cookie):
        await asyncio.sleep(0)


async def test_the_first_browser_has_it(links: ConnectLinks) -> None:
    """It opens again where it was opened, and nowhere else; two browsers at once: one has it."""
    token = await links.issue(LINK)
    link, cookie = await links.open(token, "")
    assert link == LINK
    assert await links.open(token, cookie) == (LINK, cookie)
    for other in ("", "guess", cookie[:-1]):
        assert await refused(links.open(token, other))
    both = await links.issue(LINK)
    opened = await asyncio.gather(*(links.open(both, "") for _ in range(5)), return_exceptions=True)
    assert sum(isinstance(each, tuple) for each in opened) == 1


async def test_it_is_used_once(links: ConnectLinks) -> None:
    """Of several submissions at once one succeeds; afterwards the link is as if it had never been."""
    token = await links.issue(LINK)
    _, cookie = await links.open(token, "")
    used = await asyncio.gather(*(use(links, token, cookie) for _ in range(5)), return_exceptions=True)
    assert used.count(None) == 1
    for again in (links.open(token, cookie), links.attempt(token, cookie), use(links, token, cookie)):
        assert await refused(again)


async def test_what_fails_does_not_use_it_up(links: ConnectLinks, redis: Redis) -> None:
    """While something is stored with it a link is nobody else's; where that fails it is open again, no longer than
    before."""
    token = await links.issue(LINK)
    _, cookie = await links.open(token, "")
    key = keys.connect_link("T1", hashlib.sha256(token.partition(".")[2].encode()).hexdigest())
    await redis.expire(key, 100)

    async def failing() -> None:
        async with links.using(token, cookie):
            for other in (links.attempt(token, cookie), links.open(token, cookie), use(links, token, cookie)):
                assert await refused(other)
            raise StoreUnavailable

    with pytest.raises(StoreUnavailable):
        await failing()
    assert 0 < await redis.ttl(key) <= 100
    await use(links, token, cookie)


async def test_only_what_was_opened_is_submitted(links: ConnectLinks) -> None:
    """A link that no browser has opened takes no form, nor one without its cookie; tries are counted."""
    token = await links.issue(LINK)
    assert await refused(links.attempt(token, ""))
    assert await refused(use(links, token, ""))
    _, cookie = await links.open(token, "")
    assert await refused(links.attempt(token, "another"))
    for _ in range(TRIES):
        assert await links.attempt(token, cookie) == LINK
    assert await refused(links.attempt(token, cookie))
    assert await refused(links.open(token, cookie))


@pytest.mark.parametrize("token", ["", "T1", "T1.", "T1.short", "T1." + "a" * 43, "}:x." + "a" * 43, "T1." + "é" * 43])
async def test_what_was_never_issued_opens_nothing(links: ConnectLinks, token: str) -> None:
    """A made-up link, whatever it looks like, is one that is over."""
    await links.issue(LINK)
    assert await refused(links.open(token, ""))


async def test_redis_cannot_open_it(links: ConnectLinks, redis: Redis) -> None:
    """Neither the link nor the cookie can be read from Redis; copied to another workspace it is no link there; it lives
    ten minutes, opened or not."""
    token = await links.issue(LINK)
    _, cookie = await links.open(token, "")
    key = keys.connect_link("T1", hashlib.sha256(token.partition(".")[2].encode()).hexdigest())
    value = await redis.get(key) or b""
    assert token.partition(".")[2] not in key + str(value)
    assert cookie not in str(value)
    assert 590 < await redis.ttl(key) <= 600
    await redis.set(key.replace("{T1}", "{T2}"), value, ex=60)
    assert await refused(links.open(token.replace("T1.", "T2."), cookie))
    await redis.delete(key)
    assert await refused(links.open(token, cookie))


def test_a_forms_token_is_this_browsers_and_this_links() -> None:
    """Another cookie or another link has another one."""
    assert len({form_token(cookie, token) for cookie in ("a", "b") for token in ("x", "y")}) == 4
