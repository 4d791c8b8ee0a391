"""The first words of the app: to a channel it was invited to, and to the person who installed it."""

from __future__ import annotations

from bot.messages import clicks, kit
from bot.messages import help as helping
from bot.messages.foreign import code
from bot.messages.reply import Block, Reply
from bot.messages.texts import say

STEPS = ("connect", "ask", "invite", "home")


def to_channel(locale: str, *, command: str = "/certs") -> Reply:
    """A public hello with an example and a button that asks it."""
    text = say("hello.channel", locale, command=command)
    example = _example(locale)
    blocks = (kit.section(kit.plain(f"👋 {text}")), kit.section(kit.mrkdwn(code(f"{command} {example}"))), _try(locale))
    return Reply(text=say("hello.channel_text", locale), blocks=blocks, public=True)


def to_installer(locale: str, *, command: str = "/certs") -> Reply:
    """The one direct message after the installation."""
    lead = say("hello.installer", locale)
    steps = "\n".join(say(f"hello.step_{step}", locale, command=command) for step in STEPS)
    return Reply(text=lead, blocks=(kit.section(kit.plain(f"👋 {lead}\n{steps}")), _try(locale)))


def _try(locale: str) -> Block:
    ask = kit.button(say("hello.try", locale), clicks.ASK, _example(locale), style="primary")
    return kit.actions(ask, kit.button(say("notice.help", locale), f"{clicks.ASK}.help", "help"))


def _example(locale: str) -> str:
    return helping.examples("dates", locale)[0]
