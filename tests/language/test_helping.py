"""A bare call for help is told without reading the text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.language.helping import calls_for_help
from bot.language.request import Help, Request


@pytest.mark.parametrize("text", ["help", " HELP ", "帮助", "怎么用", "?", "what can i type"])
def test_it_is_what_the_language_reads_as_help(text: str, ask: Callable[..., Request]) -> None:
    """Whatever is taken for a call for help is read as one too."""
    assert calls_for_help(text)
    assert ask(text) == Help()


@pytest.mark.parametrize("text", ["help dates", "expired", "help!help"])
def test_more_than_that_is_read(text: str) -> None:
    """A topic, or anything else, is no bare call."""
    assert not calls_for_help(text)
