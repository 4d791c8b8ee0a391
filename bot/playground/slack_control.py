"""The control API under /control/: what tests and journeys do to the fake Slack. JSON in, JSON out.

| call | arguments (optional ones in brackets) | answer |
|---|---|---|
| POST type | user channel text [thread_ts escape wait until in] | outcome |
| POST click | user, view_id or channel message_ts [action_id block_id value text choose values wait …] | outcome |
| POST submit | user [values view_id wait until in] | outcome |
| POST close | user [cleared] | outcome |
| POST home | user [tab wait until] | outcome |
| POST shortcut | user callback_id [channel message_ts wait until in]; global without message_ts | outcome |
| POST wait | user [since until wait in] | outcome without ack |
| GET messages | user [channel since] | messages: all the person can see, everybody's |
| GET views | user | stack (topmost last), home |
| GET calls | [method since] | calls: every Web API call and response_url post: method args status ok error ms fault |
| GET deliveries | | deliveries: kind payload headers attempt ack |
| GET errors | [user] | errors Slack itself showed (operation_timeout …) |
| GET state | | seq, people, channels, settings, sockets |
| POST replay | [resigned] | the last delivery once more (same bytes, or signed anew): ack, seq |
| POST forge | [how text user channel]: signature, old, junk, missing, body | a false command: ack |
| POST faults | kind [method count retry_after seconds error] | ordered; kinds and methods in slack_faults.Fault |
| DELETE faults | | forget ordered faults |
| POST workspace | act [channel]: archive unarchive invite_bot remove_bot | ack |
| POST workspace | act [where: a workspace, or the organisation]: revoke uninstall reinstall expire | ack |
| POST workspace | act where (a workspace): grant_access revoke_access | ack |
| POST settings | any of slack_control.SETTINGS | settings |
| POST people | id [any field of slack_store.Person] | the person, added or changed |
| POST channels | id name [members private] | the channel, added |
| POST clock | to (Unix seconds), or text and user, or back; [look: moves nothing] | to, now; 404: it can't be moved |
| POST socket | act: refresh (warning, then disconnect), drop | sockets |

An outcome is {ack: {status ms body error}, messages, message (the last), view, home, errors, seq, timed_out}: what the
person can see of the app that came or changed since the act. `wait` seconds at most are waited for it, until a message,
view or Home contains the text `until`; `in` looks in one channel only. `choose` is an option's value or text, a date or
a text. `values` is {action_id: value} or {block_id: {action_id: value}}. 404 means that no person could have done that.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from dataclasses import asdict, fields
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.playground.slack_administration import Administration
from bot.playground.slack_clock import MovableClock
from bot.playground.slack_delivery import Ack, Courier, Delivery
from bot.playground.slack_faults import Fault, Faults
from bot.playground.slack_forgery import forged
from bot.playground.slack_forms import Unplayable
from bot.playground.slack_outcomes import awaited, message, of_act
from bot.playground.slack_people import People
from bot.playground.slack_socket import Sockets
from bot.playground.slack_store import JSON, Channel, Person, SlackWorld
from bot.playground.slack_views import shown

SETTINGS = (
    "delivery",
    "request_url",
    "scopes",
    "declined",
    "events",
    "ack_seconds",
    "retry_delays",
    "rate_per_second",
    "escape_commands",
    "command",
    "shortcuts",
    "token_rotation",
    "token_lifetime",
)
Handler = Callable[[JSON], Awaitable[JSON]]


class Control:
    """The acts behind the routes."""

    def __init__(self, world: SlackWorld, courier: Courier, faults: Faults, sockets: Sockets) -> None:
        self._world = world
        self._courier = courier
        self._faults = faults
        self._sockets = sockets
        self._people = People(world, courier)
        self._administration = Administration(world, self._people)

    def routes(self) -> list[Route]:
        """The table of the module's docstring as routes."""
        posts: dict[str, Handler] = {
            "type": self._type,
            "click": self._click,
            "submit": self._submit,
            "close": self._close,
            "home": self._home,
            "shortcut": self._shortcut,
            "wait": self._wait,
            "replay": self._replay,
            "forge": self._forge,
            "faults": self._order_fault,
            "workspace": self._administer,
            "settings": self._set,
            "people": self._add_person,
            "channels": self._add_channel,
            "socket": self._socket,
            "clock": self._move_clock,
        }
        gets: dict[str, Handler] = {
            "messages": self._messages,
            "views": self._views,
            "calls": self._calls,
            "deliveries": self._deliveries,
            "errors": self._errors,
            "state": self._state,
        }
        routes = [_route("POST", name, handler) for name, handler in posts.items()]
        routes += [_route("GET", name, handler) for name, handler in gets.items()]
        return [*routes, _route("DELETE", "faults", self._forget_faults)]

    async def _act(self, args: JSON, act: Awaitable[Ack]) -> JSON:
        since = self._world.feed.seq
        return await of_act(self._world, args["user"], since, await act, args)

    async def _type(self, args: JSON) -> JSON:
        thread, escape = str(args.get("thread_ts") or ""), args.get("escape")
        typed = self._people.type(args["user"], args["channel"], args["text"], thread=thread, escape=escape)
        return await self._act(args, typed)

    async def _click(self, args: JSON) -> JSON:
        names = {"action_id": "action", "block_id": "block", "value": "value", "text": "label"}
        wish = {name: str(args[given]) for given, name in names.items() if args.get(given)}
        user, choose = args["user"], args.get("choose")
        if "view_id" in args:
            pressed = self._people.click_view(user, args["view_id"], choose, args.get("values"), **wish)
        else:
            pressed = self._people.click(user, args["channel"], args["message_ts"], choose, **wish)
        return await self._act(args, pressed)

    async def _submit(self, args: JSON) -> JSON:
        return await self._act(args, self._people.submit(args["user"], args.get("values"), args.get("view_id", "")))

    async def _close(self, args: JSON) -> JSON:
        return await self._act(args, self._people.close(args["user"], cleared=bool(args.get("cleared"))))

    async def _home(self, args: JSON) -> JSON:
        return await self._act(args, self._people.open_home(args["user"], args.get("tab", "home")))

    async def _shortcut(self, args: JSON) -> JSON:
        where = (args.get("channel", ""), args.get("message_ts", ""))
        return await self._act(args, self._people.shortcut(args["user"], args["callback_id"], *where))

    async def _wait(self, args: JSON) -> JSON:
        return await awaited(self._world, args["user"], int(args.get("since") or 0), {"wait": 5, **args})

    async def _replay(self, args: JSON) -> JSON:
        delivery = await self._courier.again(resigned=bool(args.get("resigned")))
        if delivery is None or delivery.ack is None:
            raise Unplayable("nothing was delivered yet")
        return {"ack": delivery.ack.wire(), "seq": self._world.feed.seq}

    async def _forge(self, args: JSON) -> JSON:
        headers, body = forged(self._world, self._courier.http, args)
        return {"ack": (await self._courier.http.post(headers, body)).wire(), "seq": self._world.feed.seq}

    async def _order_fault(self, args: JSON) -> JSON:
        self._faults.order(Fault(**args))
        return {"ok": True}

    async def _forget_faults(self, args: JSON) -> JSON:
        self._faults.clear()
        return {"ok": True}

    async def _administer(self, args: JSON) -> JSON:
        return {
            "ack": (await self._administration.act(args["act"], args.get("where") or args.get("channel", ""))).wire()
        }

    async def _set(self, args: JSON) -> JSON:
        if unknown := set(args) - set(SETTINGS):
            raise Unplayable(f"no such setting: {', '.join(sorted(unknown))}; there are {', '.join(SETTINGS)}")
        for name, value in args.items():
            setattr(self._world, name, tuple(value) if isinstance(value, list) else value)
        return self._settings()

    async def _add_person(self, args: JSON) -> JSON:
        old = self._world.people.get(args["id"])
        known = asdict(old) if old else {"name": args["id"].lower(), "real_name": args.get("name", args["id"])}
        self._world.add_person(Person(**(known | args)))
        for room in self._world.channels.values():
            if room.im_with is None and not room.private:
                room.members.add(args["id"])
        return asdict(self._world.people[args["id"]])

    async def _add_channel(self, args: JSON) -> JSON:
        members = set(args.get("members") or self._world.people)
        room = Channel(args["id"], args["name"], members, private=bool(args.get("private")))
        self._world.channels[room.id] = room
        return _room(room)

    async def _socket(self, args: JSON) -> JSON:
        await {"refresh": self._sockets.refresh, "drop": self._sockets.drop}[args["act"]]()
        return {"sockets": self._sockets.count}

    async def _move_clock(self, args: JSON) -> JSON:
        clock = self._world.clock
        if not isinstance(clock, MovableClock):
            raise Unplayable("this clock can't be moved")
        if args.get("back"):
            await clock.back()
            return self._moved(clock())
        to = clock.read(args["text"], clock(), self._world.people[args["user"]].zone) if "text" in args else args["to"]
        if not args.get("look"):
            await clock.move(float(to))
        return self._moved(float(to))

    def _moved(self, to: float) -> JSON:
        self._world.feed.publish("clock")
        return {"to": to, "now": self._world.clock()}

    async def _messages(self, args: JSON) -> JSON:
        rooms = [self._world.channels[args["channel"]]] if args.get("channel") else None
        posts = self._world.visible(args["user"], rooms)
        return {"messages": [message(each) for each in posts if each.seq > int(args.get("since", 0))]}

    async def _views(self, args: JSON) -> JSON:
        home = self._world.homes.get(args["user"])
        stack = [shown(each) for each in self._world.views.get(args["user"], [])]
        return {"stack": stack, "home": shown(home) if home else None}

    async def _calls(self, args: JSON) -> JSON:
        calls = self._world.calls[int(args.get("since", 0)) :]
        return {"calls": [each for each in calls if args.get("method") in {None, each["method"]}]}

    async def _deliveries(self, args: JSON) -> JSON:
        return {"deliveries": [_delivery(each) for each in self._courier.deliveries]}

    async def _errors(self, args: JSON) -> JSON:
        return {"errors": [each for each in self._world.errors if args.get("user") in {None, each["user"]}]}

    async def _state(self, args: JSON) -> JSON:
        people = [asdict(each) for each in self._world.people.values()]
        rooms = [_room(each) for each in self._world.channels.values()]
        state = {"seq": self._world.feed.seq, "sockets": self._sockets.count, "settings": self._settings()}
        return {**state, "people": people, "channels": rooms}

    def _settings(self) -> JSON:
        return {name: getattr(self._world, name) for name in SETTINGS}


def _route(verb: str, name: str, handler: Handler) -> Route:
    async def endpoint(request: Request) -> Response:
        try:
            args = await _body(request) if verb == "POST" else dict(request.query_params)
            return JSONResponse(await handler(args))
        except Unplayable as fault:
            return JSONResponse({"error": str(fault)}, 404)
        except (KeyError, TypeError, ValueError) as fault:
            return JSONResponse({"error": f"bad arguments: {fault}"}, 400)

    return Route(f"/control/{name}", endpoint, methods=[verb])


def _room(room: Channel) -> JSON:
    kept = {field.name: getattr(room, field.name) for field in fields(room) if field.name != "posts"}
    return kept | {"members": sorted(room.members)}


def _delivery(delivery: Delivery) -> JSON:
    known = {"kind": delivery.kind, "payload": delivery.payload, "headers": delivery.headers}
    return {**known, "attempt": delivery.attempt, "ack": delivery.ack.wire() if delivery.ack else None}


async def _body(request: Request) -> dict[str, Any]:
    """The JSON object of a request; a page of another origin can't send this content type unasked."""
    if not request.headers.get("content-type", "").startswith("application/json"):
        raise ValueError("send application/json")
    value = json.loads(await request.body() or b"{}")
    if not isinstance(value, dict):
        raise ValueError("send a JSON object")
    return value
