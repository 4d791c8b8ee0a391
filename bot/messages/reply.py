"""What is sent back: Block Kit as plain dicts, and the text that notifications and screen readers use."""

from __future__ import annotations

from typing import Any

import msgspec

Block = dict[str, Any]


class Reply(msgspec.Struct, frozen=True):
    """A message. `text` is always set; `blocks` are within Slack's limits. `public` goes to the channel, else only to
    the asker. `rich` says the same with blocks that not every Slack takes (data_table, data_visualization): worth
    trying first, with `blocks` after a refusal. `notice`: says why there is no answer (yet), so that it never takes an
    answer's place."""

    text: str
    blocks: tuple[Block, ...] = ()
    public: bool = False
    rich: tuple[Block, ...] = ()
    notice: bool = False


class View(msgspec.Struct, frozen=True):
    """A modal: `payload` is the whole view as views.open takes it; `plain` says the same with blocks that every Slack
    takes, worth trying after a refusal."""

    payload: Block
    plain: Block | None = None
