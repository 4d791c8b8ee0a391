"""Questions saved under a name, for a whole workspace."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.errors import NotFound, TooMany
from bot.inventory.views import MOST, View, Views
from bot.store import keys
from bot.store.connection import Redis


def view(name: str, text: str = "expiring in 30 days", **more: Any) -> View:
    fields = {"workspace": "T1", "user": "U1", "locale": "en-US", "created_at": datetime(2026, 11, 23, tzinfo=UTC)}
    return View(name=name, text=text, **{**fields, **more})


async def test_a_view_is_opened_by_its_name(redis: Redis) -> None:
    """However it is written: case, width and spaces make no other name."""
    views = Views(redis)
    assert await views.save(view("Old Gateway")) is None
    for name in ("Old Gateway", "old gateway", " OLD  gateway ", "Ｏｌｄ Gateway"):
        assert (await views.get("T1", name)).text == "expiring in 30 days"


async def test_saving_again_replaces(redis: Redis) -> None:
    """The name is one; what it was is given back."""
    views = Views(redis)
    await views.save(view("payments", "a"))
    before = await views.save(view("Payments", "b"))
    assert before is not None
    assert before.text == "a"
    assert [each.text for each in await views.of_workspace("T1")] == ["b"]


async def test_views_are_listed_by_name_and_deleted(redis: Redis) -> None:
    """What is deleted is given back once."""
    views = Views(redis)
    for name in ("支付", "b", "A"):
        await views.save(view(name))
    assert [each.name for each in await views.of_workspace("T1")] == ["A", "b", "支付"]
    assert (await views.remove("T1", "B")).name == "b"
    for call in (views.remove, views.get):
        with pytest.raises(NotFound):
            await call("T1", "b")


async def test_there_is_an_end(redis: Redis) -> None:
    """A workspace has so many views; one of them can still be replaced."""
    views = Views(redis)
    for number in range(MOST):
        await views.save(view(f"v{number}"))
    with pytest.raises(TooMany):
        await views.save(view("one more"))
    assert await views.save(view("v7", "else")) is not None


async def test_another_workspaces_views_are_not_here(redis: Redis) -> None:
    """Neither by their name nor where somebody copied them."""
    views = Views(redis)
    await views.save(view("payments"))
    assert await views.of_workspace("T2") == []
    value = await redis.hget(keys.views("T1"), "payments")
    assert value is not None
    await redis.hset(keys.views("T2"), mapping={"payments": value, "junk": b"\xff{"})
    assert await views.of_workspace("T2") == []
    with pytest.raises(NotFound):
        await views.get("T2", "payments")
