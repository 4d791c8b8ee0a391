"""What people do in the fake Slack: type, press, fill in, open. Each act is delivered; its ack has Slack's effect."""

from __future__ import annotations

import json
from typing import Any

from bot.playground import slack_payloads as payloads
from bot.playground.slack_chat import content
from bot.playground.slack_delivery import Ack, Courier
from bot.playground.slack_forms import Unplayable, action, enter, find, state, unfilled
from bot.playground.slack_refusals import Refused
from bot.playground.slack_store import BOT_USER, JSON, Channel, Person, Post, SlackWorld
from bot.playground.slack_text import decorated, escaped
from bot.playground.slack_views import STACK, checked, replace, show, shown

TROUBLE = "We had some trouble connecting. Try again?"


class People:
    """The acts of the people of one world. Each returns the app's Ack; Unplayable is what no person could do."""

    def __init__(self, world: SlackWorld, courier: Courier) -> None:
        self._world = world
        self._courier = courier

    async def type(self, user: str, channel: str, text: str, *, thread: str = "", escape: bool | None = None) -> Ack:
        """Send what was typed: a slash command, a mention, a direct message or just a message."""
        person, room = self.person(user), self._room(user, channel)
        if room.archived:
            raise Unplayable(f"#{room.name} is archived")
        if text.startswith("/"):
            return await self._command(person, room, text, thread, escape)
        body = decorated(text, self._world.people.values(), self._world.channels.values(), labels=False)
        post = self._world.add_post(Post(self._world.next_ts(), room.id, user, body, thread_ts=thread or None))
        kind = self._event_kind(post, room)
        if kind is None:
            return Ack()
        name = "message" if kind == "message.im" else kind
        return await self.event(payloads.message_event(name, post, room, person.teams[0]), kind)

    async def _command(self, person: Person, room: Channel, text: str, thread: str, escape: bool | None) -> Ack:
        world, (name, _, rest) = self._world, text.partition(" ")
        if name != world.command:
            world.tell(
                person.id,
                f"{name} is not a valid command. In Slack, all messages that start with the "
                '"/" character are interpreted as commands.',
                "invalid_command",
            )
            return Ack(error="invalid_command")
        if thread:
            world.tell(person.id, f"{name} is not supported in threads. Sorry!", "not_supported_in_threads")
            return Ack(error="not_supported_in_threads")
        rest = rest.strip()
        full = world.escape_commands if escape is None else escape
        body = decorated(rest, world.people.values(), world.channels.values(), labels=True) if full else escaped(rest)
        ack = await self._courier.deliver("command", payloads.command(world, person, room, body))
        if ack.error:
            world.tell(person.id, f'{name} failed with the error "{ack.error}"', ack.error)
        else:
            self._answered(person, room, ack.body)
        return ack

    def _answered(self, person: Person, room: Channel, body: str) -> None:
        """An ack with a body is an answer, ephemeral unless it says in_channel."""
        if not body.strip():
            return
        args = _parsed(body) or {"text": body}
        try:
            text, blocks = content(args)
        except Refused as refusal:
            self._world.tell(person.id, f'{self._world.command} failed with the error "{refusal.error}"', refusal.error)
            return
        reader = None if args.get("response_type") == "in_channel" else person.id
        self._world.add_post(Post(self._world.next_ts(), room.id, BOT_USER, text, blocks, reader))

    def _event_kind(self, post: Post, room: Channel) -> str | None:
        if room.im_with:
            kind = "message.im"
        elif f"<@{BOT_USER}>" in post.text and BOT_USER in room.members:
            kind = "app_mention"
        else:
            return None
        return kind if kind in self._world.events else None

    async def event(self, body: JSON, kind: str, names: JSON | None = None) -> Ack:
        """Deliver an event that the app has subscribed to, and has the scope for."""
        if kind not in self._world.events or not self._may_hear(kind, str(body.get("channel") or "")):
            return Ack()
        return await self._courier.deliver("event", payloads.event(self._world, body, names))

    def _may_hear(self, kind: str, channel: str) -> bool:
        """Slack sends events of a kind of channel only to who may read it (docs.slack.dev/reference/events)."""
        room = self._world.channels.get(channel)
        joined = "groups:read" if room and room.private else "channels:read"
        scopes = {"app_mention": "app_mentions:read", "message.im": "im:history", "member_joined_channel": joined}
        return kind not in scopes or scopes[kind] in self._world.scopes

    async def click(self, user: str, channel: str, ts: str, given: Any = None, **wish: str) -> Ack:
        """Press, or choose `given` in, an element of a message the person can see."""
        person = self.person(user)
        self._room(user, channel)
        post = self._world.find_post(channel, ts, user)
        if post is None:
            raise Unplayable(f"no message {ts} that {person.name} can see")
        block, element = find(post.blocks, **wish)
        pressed = action(block, element, given)
        return await self._press(
            person, payloads.message_click(self._world, person, post, pressed, state(post.blocks, {}))
        )

    async def click_view(
        self, user: str, view_id: str, given: Any = None, values: JSON | None = None, **wish: str
    ) -> Ack:
        """Press, or choose `given` in, an element of the person's modal or Home tab; `values` were filled in before."""
        person, view = self.person(user), self.view(user, view_id)
        block, element = find(view["blocks"], **wish)
        entered = view["state"]["values"]
        enter(view["blocks"], entered, values or {})
        if element["type"] not in {"button", "overflow"}:
            enter(view["blocks"], entered, {block["block_id"]: {element["action_id"]: given}})
        view["state"] = {"values": state(view["blocks"], entered)}
        return await self._press(person, payloads.view_click(self._world, person, view, action(block, element, given)))

    async def _press(self, person: Person, payload: JSON) -> Ack:
        ack = await self._courier.deliver("interaction", payload)
        if ack.error:
            text = "This app responded with Status Code " + str(ack.status) if ack.status else TROUBLE
            self._world.tell(person.id, text, ack.error)
        return ack

    async def submit(self, user: str, values: JSON | None = None, view_id: str = "") -> Ack:
        """Fill in and send the person's topmost modal; the ack's response_action has its effect."""
        person, view = self.person(user), self.view(user, view_id)
        entered = view["state"]["values"]
        enter(view["blocks"], entered, values or {})
        view["state"] = {"values": state(view["blocks"], entered)}
        view.pop("errors", None)
        if missing := unfilled(view["blocks"], view["state"]["values"]):
            raise Unplayable(f"please complete this required field: {', '.join(missing)}")
        ack = await self._courier.deliver("interaction", payloads.view_submission(self._world, person, view))
        if ack.error:
            self._world.tell(user, TROUBLE, ack.error)
        else:
            self._submitted(user, view, ack)
        return ack

    def _submitted(self, user: str, view: JSON, ack: Ack) -> None:
        answer = _parsed(ack.body) if ack.body.strip() else {}
        act = answer.get("response_action") if answer else None
        try:
            self._respond(user, view, act, answer or {})
        except Refused as refusal:
            ack.error = refusal.error
            self._world.tell(user, TROUBLE, refusal.error)

    def _respond(self, user: str, view: JSON, act: str | None, answer: JSON) -> None:
        stack = self._world.views[user]
        if act == "errors":
            known = {block.get("block_id") for block in view["blocks"] if block.get("type") == "input"}
            if not answer.get("errors") or not set(answer["errors"]) <= known:
                raise Refused("invalid_errors")
            view["errors"] = answer["errors"]
            view["seq"] = self._world.feed.publish("view", user=user, view=view["id"])
        elif act == "update":
            replace(self._world, user, view, checked(answer.get("view"), "modal"))
        elif act == "push":
            if len(stack) >= STACK:
                raise Refused("push_limit_reached")
            show(self._world, user, checked(answer.get("view"), "modal"), stack, view["team_id"])
        elif act == "clear":
            self._drop(user, [])
        elif act is None:
            self._drop(user, stack[:-1])
        else:
            raise Refused("invalid_response_action")

    async def close(self, user: str, *, cleared: bool = False) -> Ack:
        """Close the topmost modal, or all of them."""
        person, view = self.person(user), self.view(user)
        self._drop(user, [] if cleared else self._world.views[user][:-1])
        if not view["notify_on_close"]:
            return Ack()
        payload = payloads.view_closed(self._world, person, view, cleared=cleared)
        return await self._courier.deliver("interaction", payload)

    def _drop(self, user: str, rest: list[JSON]) -> None:
        self._world.views[user] = rest
        self._world.feed.publish("view", user=user, view=None)

    async def open_home(self, user: str, tab: str = "home") -> Ack:
        """Open the app's Home or Messages tab."""
        self.person(user)
        home = self._world.homes.get(user)
        body = {"type": "app_home_opened", "user": user, "channel": self._world.im(user).id, "tab": tab}
        return await self.event(body | ({"view": shown(home)} if home else {}), "app_home_opened")

    async def shortcut(self, user: str, callback_id: str, channel: str = "", ts: str = "") -> Ack:
        """Run a global shortcut in a channel or from elsewhere, or one on a message that everybody there sees."""
        person, kind = self.person(user), "message" if ts else "global"
        if not any((each["callback_id"], each["type"]) == (callback_id, kind) for each in self._world.shortcuts):
            raise Unplayable(f"the app has no {kind} shortcut {callback_id}")
        if not ts:
            here = self._room(user, channel).id if channel else ""
            return await self._press(person, payloads.shortcut(self._world, person, callback_id, here))
        post = self._world.find_post(self._room(user, channel).id, ts)
        if post is None:
            raise Unplayable(f"no message {ts} in {channel}")
        return await self._press(person, payloads.message_shortcut(self._world, person, callback_id, post))

    def person(self, user: str) -> Person:
        """A living person by id. Raises Unplayable."""
        person = self._world.people.get(user)
        if person is None or person.bot or person.deleted:
            raise Unplayable(f"no such person: {user}")
        return person

    def view(self, user: str, view_id: str = "") -> JSON:
        """The person's topmost modal, or the modal or Home tab of that id. Raises Unplayable."""
        stack = self._world.views.get(user, [])
        home = self._world.homes.get(user)
        found = stack[-1:] if not view_id else [each for each in [*stack, home] if each and each["id"] == view_id]
        if not found:
            raise Unplayable(f"no such view: {view_id or 'none is open'}")
        return found[0]

    def _room(self, user: str, channel: str) -> Channel:
        room = self._world.channels.get(channel)
        if room is None or user not in room.members:
            raise Unplayable(f"{user} is in no channel {channel}")
        return room


def _parsed(body: str) -> JSON | None:
    try:
        value = json.loads(body)
    except ValueError:
        return None
    return value if isinstance(value, dict) else None
