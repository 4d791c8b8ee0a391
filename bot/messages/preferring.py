"""What a person has chosen, and whose word decided how something was read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.messages import clicks, kit
from bot.messages.foreign import clean
from bot.messages.reply import Block, Reply
from bot.messages.texts import say


def settings(choices: Sequence[str], zone: str, locale: str, *, account: str = "", was_reset: bool = False) -> Reply:
    """The card of `settings`: language and zone (both Slack's), each choice, and the button that forgets them; and the
    `account` that this channel's questions are about, where there are several."""
    text = say("settings.reset_done" if was_reset else "settings.title", locale)
    here = [kit.section(kit.plain(say("settings.account", locale, account=clean(account))))] if account else []
    return Reply(text=text, blocks=(*_card(text, choices, zone, locale), *here))


def _card(title: str, choices: Sequence[str], zone: str, locale: str) -> Iterator[Block]:
    yield kit.header(title)
    yield from kit.fields(
        (kit.plain(say("settings.language", locale)), kit.plain(say("settings.zone", locale, zone=zone)))
    )
    yield kit.context(kit.plain(say("settings.from_slack", locale)))
    yield kit.section(kit.plain("\n".join(says(choice, locale) for choice in choices) or say("settings.none", locale)))
    if choices:
        yield kit.actions(kit.button(say("settings.reset", locale), clicks.RESET, "choices"))


def says(choice: str, locale: str) -> str:
    """A choice as a sentence."""
    return say(f"choice.{choice}", locale)


def choosing(index: int, label: str, choice: str, text: str) -> Block:
    """A button that asks `text`, and remembers `choice` where it is one."""
    if not choice:
        return kit.button(label, f"{clicks.ASK}.{index}", text)
    return kit.button(label, f"{clicks.CHOOSE}.{index}", clicks.value_of(choice, text))
