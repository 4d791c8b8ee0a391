"""What can be typed."""

from __future__ import annotations

from bot.answers.message import Asker
from bot.language.request import Help
from bot.messages import help as helping
from bot.messages.reply import Reply


def help_with(request: Help, asker: Asker) -> Reply:
    return helping.render(request.topic, asker.locale)
