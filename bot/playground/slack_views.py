"""views.*: modals (a stack of three a person) and the Home tab."""

from __future__ import annotations

import secrets
from typing import Any

from bot.playground.slack_blocks import filled, view_faults
from bot.playground.slack_places import team_of, view_names
from bot.playground.slack_refusals import Refused, decoded, invalid, required
from bot.playground.slack_store import APP, BOT, JSON, SlackWorld, Trigger

STACK = 3
VIEW_BYTES = 250_000
_KEPT = ("type", "title", "submit", "close", "private_metadata", "callback_id", "external_id")


def open_view(world: SlackWorld, args: JSON) -> JSON:
    """views.open: a new stack with one view."""
    view = _checked(args, "modal")
    trigger = _exchanged(world, args)
    _default_conversation(view["blocks"], trigger.channel)
    team = team_of(world, world.channels.get(trigger.channel), world.people.get(trigger.user))
    return {"view": shown(show(world, trigger.user, view, [], team))}


def push(world: SlackWorld, args: JSON) -> JSON:
    """views.push: one more view on the person's stack."""
    view = _checked(args, "modal")
    user = _exchanged(world, args).user
    stack = world.views.get(user, [])
    if not stack:
        raise Refused("not_found")
    if len(stack) >= STACK:
        raise Refused("push_limit_reached")
    return {"view": shown(show(world, user, view, stack, stack[-1]["team_id"]))}


def update(world: SlackWorld, args: JSON) -> JSON:
    """views.update, by view_id or external_id, refused when `hash` is stale."""
    view = _checked(args, "modal")
    user, old = _open_view(world, args)
    if args.get("hash") and args["hash"] != old["hash"]:
        raise Refused("hash_conflict")
    return {"view": shown(replace(world, user, old, view))}


def publish(world: SlackWorld, args: JSON) -> JSON:
    """views.publish: a person's Home tab."""
    user = required(args, "user_id")
    if user not in world.people:
        raise Refused("user_not_found")
    old = world.homes.get(user)
    view = _checked(args, "home")
    if args.get("hash") and old and args["hash"] != old["hash"]:
        raise Refused("hash_conflict")
    world.homes[user] = (
        _wire(view) | view_names(world, team_of(world, None, world.people[user])) | ({"id": old["id"]} if old else {})
    )
    world.homes[user]["seq"] = world.feed.publish("home", user=user)
    return {"view": shown(world.homes[user])}


def show(world: SlackWorld, user: str, view: JSON, below: list[JSON], team: str) -> JSON:
    """Put a view of a workspace on top of `below` and show the stack to the person."""
    shown = _wire(view) | view_names(world, team)
    shown["root_view_id"] = below[0]["id"] if below else shown["id"]
    shown["previous_view_id"] = below[-1]["id"] if below else None
    world.views[user] = [*below, shown]
    shown["seq"] = world.feed.publish("view", user=user, view=shown["id"])
    return shown


def replace(world: SlackWorld, user: str, old: JSON, view: JSON) -> JSON:
    """Put a view in another's place; what was entered in blocks that stay is kept, as in Slack."""
    new = _wire(view)
    kept = {block["block_id"] for block in new["blocks"]}
    values = {block: entered for block, entered in old["state"]["values"].items() if block in kept}
    same = {name: old[name] for name in ("id", "root_view_id", "previous_view_id", *view_names(world, ""))}
    old.clear()
    old.update(new | same | {"state": {"values": values}})
    old["seq"] = world.feed.publish("view", user=user, view=old["id"])
    return old


def shown(view: JSON) -> JSON:
    """A view without what only the fake knows."""
    return {name: value for name, value in view.items() if name != "seq"}


def checked(view: Any, kind: str) -> JSON:
    """A view an app sent, or Refused with every reason."""
    if messages := view_faults(view, kind):
        raise invalid("invalid_arguments", messages)
    if len(str(view)) > VIEW_BYTES:
        raise Refused("view_too_large")
    return dict(view)


def _checked(args: JSON, kind: str) -> JSON:
    return checked(decoded(args, "view", "invalid_arguments"), kind)


def _exchanged(world: SlackWorld, args: JSON) -> Trigger:
    trigger = world.triggers.get(required(args, "trigger_id"))
    if trigger is None:
        raise Refused("invalid_trigger_id")
    if trigger.used:
        raise Refused("exchanged_trigger_id")
    if world.clock() >= trigger.expires:
        raise Refused("expired_trigger_id")
    trigger.used = True
    return trigger


def _default_conversation(blocks: list[JSON], channel: str) -> None:
    """Choose the conversation a view was opened from where a select asks for that."""
    for block in blocks:
        element = block.get("element") or {}
        if element.get("default_to_current_conversation") and channel:
            element.setdefault("initial_conversation", channel)


def _open_view(world: SlackWorld, args: JSON) -> tuple[str, JSON]:
    id_, external = args.get("view_id"), args.get("external_id")
    for user, stack in world.views.items():
        for view in stack:
            if view["id"] == id_ or (external and view["external_id"] == external):
                return user, view
    raise Refused("not_found")


def _wire(view: JSON) -> JSON:
    """A view as Slack echoes it: ids, hash and an empty state added."""
    given = {name: view.get(name) for name in _KEPT}
    texts = {name: view.get(name) or "" for name in ("private_metadata", "callback_id", "external_id")}
    flags = {name: bool(view.get(name)) for name in ("clear_on_close", "notify_on_close")}
    ids = {"id": f"V{secrets.token_hex(5).upper()}", "hash": secrets.token_hex(8)}
    owner = {"app_id": APP, "bot_id": BOT}
    return given | texts | flags | ids | owner | {"blocks": filled(view["blocks"]), "state": {"values": {}}}
