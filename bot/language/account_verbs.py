"""Verbs about a workspace's accounts: list, connect, remove, a channel's default."""

from __future__ import annotations

from collections.abc import Callable

from bot.language.request import AccountList, Connect, DefaultAccount, Disconnect, NoDefaultAccount, Request
from bot.language.sentence import Sentence, name_of, nothing_but_silence


def accounts(sentence: Sentence, start: int) -> Request | None:
    return AccountList() if nothing_but_silence(sentence, start) else None


def connect(sentence: Sentence, start: int) -> Request:
    return Connect(name=_perhaps_named(sentence, start))


def disconnect(sentence: Sentence, start: int) -> Request:
    return Disconnect(name=name_of(sentence, start))


def default_account(sentence: Sentence, start: int) -> Request:
    return DefaultAccount(name=_perhaps_named(sentence, start))


def no_default_account(sentence: Sentence, start: int) -> Request | None:
    return NoDefaultAccount() if nothing_but_silence(sentence, start) else None


def _perhaps_named(sentence: Sentence, start: int) -> str:
    return "" if nothing_but_silence(sentence, start) else name_of(sentence, start)


ACCOUNT_VERBS: dict[str, Callable[[Sentence, int], Request | None]] = {
    "accounts": accounts,
    "connect": connect,
    "disconnect": disconnect,
    "default_account": default_account,
    "no_default_account": no_default_account,
}
