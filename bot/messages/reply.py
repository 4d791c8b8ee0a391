"""What is sent back: Block Kit as plain dicts, and the text that notifications and screen readers use."""

from __future__ import annotations

from typing import Any

import msgspec

Block = dict[str, Any]


class Reply(msgspec.Struct, frozen=True):
    """A message. `text` is always set; `blocks` are within Slack's limits. `public` goes to the channel, else only to
    the asker."""

    text: str
    blocks: tuple[Block, ...] = ()
    public: bool = False


class View(msgspec.Struct, frozen=True):
    """A modal: `payload` is the whole view as views.open takes it."""

    payload: Block
