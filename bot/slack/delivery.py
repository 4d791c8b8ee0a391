"""Replies into Slack: to a response_url, a channel, a person, a modal, the Home tab.

An answer always has a second way: where the response_url is used up, an ephemeral message; where the app is not in the
channel, a direct message.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from bot.errors import DeliveryRefused, DeliveryThrottled, DeliveryUnknown
from bot.messages.reply import Block, Reply, View
from bot.slack.authorize import Ask
from bot.slack.payloads import Origin
from bot.slack.web_api import WebApi

log = logging.getLogger(__name__)

Json = dict[str, Any]

Calling = Callable[[str, Ask[Json]], Awaitable[Json]]
"""authorize.Authorize.calling."""

TOO_LONG = "msg_blocks_too_long"
"""Says something of one message, nothing of what a workspace takes."""
BLOCKS_REFUSED = frozenset({"invalid_blocks", "invalid_blocks_format", TOO_LONG})
VIEW_REFUSED = frozenset({"invalid_arguments", "invalid_blocks", "invalid_view"})
NOT_THERE = frozenset({"channel_not_found", "not_in_channel", "user_not_in_channel", "is_archived"})
SECTION_TEXT = 3000
UPDATE_TEXT = 4000
TRIES = 3
PATIENCE_SECONDS = 15.0
"""The longest pause that Slack may ask of an answer: a process that ends goes on for 20 s."""
SILENCE_SECONDS = 1.0
"""How long a Slack that gave no answer is left alone."""
_LEAST_PAUSE = 0.1
_QUIET = {"unfurl_links": False, "unfurl_media": False}
_POST = {**_QUIET, "link_names": False, "parse": "none"}


class Delivery:
    """`calling` asks Slack something with a workspace's grant. Every method raises DeliveryRefused, DeliveryThrottled
    (certainly not posted) or DeliveryUnknown (it may have been)."""

    def __init__(self, api: WebApi, calling: Calling) -> None:
        self._api = api
        self._calling = calling
        self._without_rich: set[str] = set()

    async def deliver(
        self,
        workspace: str,
        channel: str,
        reply: Reply,
        metadata: Mapping[str, Any] | None = None,
        *,
        thread_ts: str = "",
    ) -> str:
        """Post to a channel (or, with a user's id, to that person) and give the message's ts. Sent once: only a refusal
        of the blocks is followed by a second post. `metadata`: {"event_type", "event_payload"}."""
        more = {"metadata": dict(metadata)} if metadata else {}
        where = {"channel": channel, **({"thread_ts": thread_ts} if thread_ts else {})}
        answer = await self._message("chat.postMessage", workspace, reply, {**where, **_POST, **more})
        return str(answer.get("ts") or "")

    async def ephemeral(self, workspace: str, channel: str, user: str, reply: Reply, *, thread_ts: str = "") -> None:
        """Post for one person's eyes. In a thread only where that exists: Slack hides the others."""
        where = {"channel": channel, "user": user, **({"thread_ts": thread_ts} if thread_ts else {})}
        await self._message("chat.postEphemeral", workspace, reply, {**where, "link_names": False, "parse": "none"})

    async def update(self, workspace: str, channel: str, ts: str, reply: Reply) -> None:
        """Edit a message of ours; repeated when Slack asks for patience."""
        where = {"channel": channel, "ts": ts, "link_names": False, "parse": "none", "text": reply.text[:UPDATE_TEXT]}

        async def edit(blocks: list[Block]) -> Json:
            return await self._edit(workspace, "chat.update", **where, blocks=blocks)

        await self._in_any_form(workspace, reply, edit)

    async def answer(self, origin: Origin, reply: Reply, *, replace: bool = False) -> None:
        """Answer where the question came from. `replace`: in place of the message that was clicked, if it is the
        person's own; else, and for a public reply, beside it. A public one whose fate is unknown is not sent again:
        twice before everybody's eyes is worse than a click that is made again."""
        if origin.response_url:
            try:
                await self._respond(origin, reply, replace=replace and origin.own_message and not reply.public)
            except (DeliveryRefused, DeliveryThrottled) as fault:
                log.info("a response_url did not take the answer", extra={"outcome": str(fault)})
            except DeliveryUnknown as fault:
                log.info("a response_url may not have taken the answer", extra={"outcome": str(fault)})
                if reply.public:
                    raise
            else:
                return
        await self._answer_patiently(origin, reply)

    async def withdraw(self, origin: Origin) -> None:
        """Delete the message that was clicked, for everybody who sees it."""
        await self._api.respond(origin.response_url, {"delete_original": True})

    async def open_view(self, workspace: str, trigger_id: str, view: View) -> str:
        """Open a modal within three seconds of the click; gives its view id."""
        answer = await self._view("views.open", workspace, view, trigger_id=trigger_id)
        return str((answer.get("view") or {}).get("id") or "")

    async def update_view(self, workspace: str, view_id: str, view: View) -> None:
        """Replace what an open modal shows."""
        await self._view("views.update", workspace, view, view_id=view_id)

    async def _view(self, method: str, workspace: str, view: View, **where: str) -> Json:
        """The richest form that Slack takes; a refused one leaves the trigger as it was."""
        try:
            return await self._edit(workspace, method, **where, view=view.payload)
        except DeliveryRefused as refusal:
            if view.plain is None or refusal.code not in VIEW_REFUSED:
                raise
            return await self._edit(workspace, method, **where, view=view.plain)

    async def publish_home(self, workspace: str, user: str, view: View) -> None:
        """Set what a person sees on the app's Home tab."""
        await self._edit(workspace, "views.publish", user_id=user, view=view.payload)

    async def _answer_patiently(self, origin: Origin, reply: Reply) -> None:
        """There is no third way: a Slack that asks for patience is waited for, and a private answer whose fate is
        unknown is sent again, since twice is better than not at all."""
        for _ in range(TRIES - 1):
            try:
                await self._answer_in_place(origin, reply)
            except DeliveryThrottled as fault:
                if fault.retry_after > PATIENCE_SECONDS:
                    raise
                await asyncio.sleep(max(fault.retry_after, _LEAST_PAUSE))
            except DeliveryUnknown:
                if reply.public:
                    raise
                await asyncio.sleep(SILENCE_SECONDS)
            else:
                return
        await self._answer_in_place(origin, reply)

    async def _answer_in_place(self, origin: Origin, reply: Reply) -> None:
        workspace, channel, user = origin.workspace, origin.channel, origin.user
        if not channel:
            await self.deliver(workspace, user, reply)
        elif reply.public or origin.direct:
            await self.deliver(workspace, channel, reply, thread_ts=origin.thread_ts)
        else:
            try:
                await self.ephemeral(workspace, channel, user, reply, thread_ts=origin.thread_ts)
            except DeliveryRefused as refusal:
                if refusal.code not in NOT_THERE:
                    raise
                await self.deliver(workspace, user, reply)

    async def _respond(self, origin: Origin, reply: Reply, *, replace: bool) -> None:
        kind = {"response_type": "in_channel" if reply.public else "ephemeral", "replace_original": replace}
        thread = {"thread_ts": origin.thread_ts} if origin.thread_ts else {}

        async def post(blocks: list[Block]) -> Json:
            body = {**kind, **thread, **_QUIET, "text": reply.text, **({"blocks": blocks} if blocks else {})}
            await self._api.respond(origin.response_url, body)
            return {}

        await self._in_any_form(origin.workspace, reply, post)

    async def _message(self, method: str, workspace: str, reply: Reply, where: Json) -> Json:
        async def post(blocks: list[Block]) -> Json:
            body = {**where, "text": reply.text, **({"blocks": blocks} if blocks else {})}
            return await self._calling(workspace, lambda grant: self._api.post(grant.token, method, **body))

        return await self._in_any_form(workspace, reply, post)

    async def _edit(self, workspace: str, method: str, **arguments: Any) -> Json:
        return await self._calling(workspace, lambda grant: self._api.edit(grant.token, method, **arguments))

    async def _in_any_form(self, workspace: str, reply: Reply, send: Callable[[list[Block]], Awaitable[Json]]) -> Json:
        """Send the richest form that Slack takes; that a workspace refuses rich blocks is remembered."""
        forms = [list(reply.rich)] if reply.rich and workspace not in self._without_rich else []
        for blocks in (*forms, list(reply.blocks)):
            try:
                return await send(blocks)
            except DeliveryRefused as refusal:
                if refusal.code not in BLOCKS_REFUSED:
                    raise
                log.warning("Slack refused blocks", extra={"rich": blocks in forms, "code": refusal.code})
                if blocks in forms and refusal.code != TOO_LONG:
                    self._without_rich.add(workspace)
        return await send(plain_sections(reply))


def plain_sections(reply: Reply) -> list[Block]:
    """A reply for a Slack that refuses its blocks: the text, which is safe to be parsed, and the plain buttons."""
    parts = [reply.text[at : at + SECTION_TEXT] for at in range(0, len(reply.text), SECTION_TEXT)]
    texts: list[Block] = [
        {"type": "section", "text": {"type": "mrkdwn", "text": part, "verbatim": True}} for part in parts
    ]
    return texts + [block for block in reply.blocks if _holds_only_buttons(block)]


def _holds_only_buttons(block: Block) -> bool:
    elements = block.get("elements") or ()
    return block.get("type") == "actions" and all(element.get("type") == "button" for element in elements)
