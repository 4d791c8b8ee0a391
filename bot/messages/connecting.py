"""The way to connect an account: a button, the link that it leads to, what is said instead or afterwards."""

from __future__ import annotations

from collections.abc import Iterator

from bot.messages import account_actions, clicks, kit
from bot.messages.foreign import clean, cut, escaped
from bot.messages.reply import Block, Reply, View
from bot.messages.texts import say

NAME = 32


def connect_button(locale: str, name: str = "") -> Block:
    """Opens the modal with a link to the page; of an account that is there, to change its key."""
    text = say("connect.rekey" if name else "connect.button", locale)
    style = None if name else "primary"
    action = f"{account_actions.CONNECT}.{name}" if name else account_actions.CONNECT
    return kit.button(text, action, clicks.value_of(name), style=style)


def link(url: str, name: str, locale: str) -> Reply:
    """The link, for who asked for it alone."""
    text = _lead(name, locale)
    return Reply(text=escaped(text, 600), blocks=tuple(_link(text, url, locale)))


def link_view(url: str, name: str, locale: str) -> View:
    """The same as a modal."""
    blocks = list(_link(_lead(name, locale), url, locale))
    return View(kit.modal(say("connect.title", locale), blocks, close=say("details.close", locale)))


def _lead(name: str, locale: str) -> str:
    key = "connect.lead_named" if name else "connect.lead"
    return say(key, locale, name=cut(clean(name), NAME))


def _link(text: str, url: str, locale: str) -> Iterator[Block]:
    yield kit.section(kit.plain(f"🔑 {text}"))
    yield kit.actions(kit.link_button(say("connect.open", locale), url))
    yield kit.context(kit.plain(say("connect.rules", locale)))


def of_environment(name: str, locale: str) -> Reply:
    """Its key is not changed here."""
    return noted(say("connect.of_environment", locale, name=cut(clean(name), NAME)), "ℹ️")


def cannot_connect(missing: str, locale: str) -> Reply:
    """Without an address of ours or a key to seal with; `missing` is a word of the texts (`connect.missing.…`)."""
    return noted(say(f"connect.missing.{missing}", locale), "⚠️")


def cannot_connect_view(missing: str, locale: str) -> View:
    """The same as a modal."""
    blocks = [kit.section(kit.plain(f"⚠️ {say(f'connect.missing.{missing}', locale)}"))]
    return View(kit.modal(say("connect.title", locale), blocks, close=say("details.close", locale)))


def connected(name: str, count: int | None, locale: str) -> Reply:
    """The message to who connected an account, with a first question to ask."""
    shown = cut(clean(name), NAME)
    text = say("connect.done", locale, name=shown, n=count or 0)
    ask = kit.button(say("connect.try", locale), clicks.ASK, say("connect.try_query", locale, name=name))
    every = kit.button(say("connect.list", locale), f"{clicks.ASK}.accounts", say("connect.list_query", locale))
    return Reply(text=escaped(text, 600), blocks=(kit.section(kit.plain(f"🔗 {text}")), kit.actions(ask, every)))


def noted(text: str, emoji: str) -> Reply:
    """A sentence and nothing else."""
    return Reply(text=escaped(text, 600), blocks=(kit.section(kit.plain(f"{emoji} {text}")),))
