"""chat.* and response_url: messages into the store, with Slack's refusals."""

from __future__ import annotations

from typing import Any

from bot.playground.slack_blocks import faults, filled, size
from bot.playground.slack_refusals import Refused, decoded, invalid, required
from bot.playground.slack_store import BOT, BOT_USER, JSON, Channel, Post, ResponseUrl, SlackWorld

TEXT_LIMIT = 40_000
UPDATE_LIMIT = 4_000
BLOCKS_LIMIT = 11_000  # undocumented; measured by others


def post_message(world: SlackWorld, args: JSON) -> JSON:
    """chat.postMessage."""
    channel = _writable(world, required(args, "channel"))
    text, blocks = content(args)
    return _sent(world, _stored(world, args, channel, text, blocks))


def post_ephemeral(world: SlackWorld, args: JSON) -> JSON:
    """chat.postEphemeral."""
    channel = _writable(world, required(args, "channel"))
    user = required(args, "user")
    if user not in world.people:
        raise Refused("user_not_found")
    if user not in channel.members:
        raise Refused("user_not_in_channel")
    text, blocks = content(args)
    return {"message_ts": _stored(world, args, channel, text, blocks, reader=user).ts}


def update(world: SlackWorld, args: JSON) -> JSON:
    """chat.update."""
    post = _own(world, args, "cant_update_message")
    text, blocks = content(args, UPDATE_LIMIT)
    rewrite(world, post, text, blocks)
    return _sent(world, post) | {"text": text}


def delete(world: SlackWorld, args: JSON) -> JSON:
    """chat.delete."""
    post = _own(world, args, "cant_delete_message")
    world.remove_post(post)
    return {"channel": post.channel, "ts": post.ts}


def permalink(world: SlackWorld, args: JSON) -> JSON:
    """chat.getPermalink."""
    channel, ts = required(args, "channel"), required(args, "message_ts")
    if channel not in world.channels:
        raise Refused("channel_not_found")
    if world.find_post(channel, ts) is None:
        raise Refused("message_not_found")
    return {"channel": channel, "permalink": f"{world.base_url}/?channel={channel}#{ts}"}


def respond(world: SlackWorld, handle: ResponseUrl | None, args: JSON) -> None:
    """A POST to a response_url. Raises Refused with the status of the real one."""
    if handle is None:
        raise Refused("no_service", status=404)
    if world.clock() >= handle.expires:
        raise Refused("expired_url", status=404)
    if handle.posts_left <= 0:
        raise Refused("used_url", status=404)
    source = world.find_post(handle.channel, handle.source, handle.user) if handle.source else None
    if args.get("delete_original"):
        handle.posts_left -= 1
        if source:
            world.remove_post(source)
        return
    text, blocks = content(args)
    handle.posts_left -= 1
    channel = world.channels[handle.channel]
    if source and args.get("replace_original"):
        rewrite(world, source, text, blocks)
    else:
        public = args.get("response_type") == "in_channel"
        _stored(world, args, channel, text, blocks, reader=None if public else handle.user)


def content(args: JSON, limit: int = TEXT_LIMIT) -> tuple[str, list[JSON]]:
    """The text and the blocks of a message, checked; blocks have their ids filled in."""
    text = str(args.get("text") or "")
    blocks: Any = decoded(args, "blocks", "invalid_blocks_format")
    if not text and not blocks and not args.get("attachments"):
        raise Refused("no_text")
    if len(text) > limit:
        raise Refused("msg_too_long")
    if blocks is None:
        return text, []
    if messages := faults(blocks, "message"):
        raise invalid("invalid_blocks", messages)
    if size(blocks) > BLOCKS_LIMIT:
        raise Refused("msg_blocks_too_long")
    return text, filled(blocks)


def rewrite(world: SlackWorld, post: Post, text: str, blocks: list[JSON]) -> None:
    """Replace a message's content in place."""
    post.text, post.blocks, post.edited = text, blocks, f"{world.clock():.6f}"
    world.changed(post, "message_changed")


def _writable(world: SlackWorld, name: str) -> Channel:
    channel = world.im(name) if name in world.people and name != BOT_USER else world.channels.get(name)
    channel = channel or next((each for each in world.channels.values() if "#" + each.name == name), None)
    member = channel is not None and BOT_USER in channel.members
    if channel is None or (channel.private and not member):
        raise Refused("channel_not_found")
    if channel.archived:
        raise Refused("is_archived")
    if not member and ("chat:write.public" not in world.scopes):
        raise Refused("not_in_channel")
    return channel


def _own(world: SlackWorld, args: JSON, error: str) -> Post:
    channel, ts = required(args, "channel"), required(args, "ts")
    if channel not in world.channels:
        raise Refused("channel_not_found")
    post = world.find_post(channel, ts)
    if post is None:
        raise Refused("message_not_found")
    if post.author != BOT_USER:
        raise Refused(error)
    if world.channels[channel].archived:
        raise Refused("is_archived")
    return post


def _stored(
    world: SlackWorld, args: JSON, channel: Channel, text: str, blocks: list[JSON], *, reader: str | None = None
) -> Post:
    thread = args.get("thread_ts")
    metadata = decoded(args, "metadata", "invalid_metadata_format")
    if metadata is not None and not (isinstance(metadata, dict) and {"event_type", "event_payload"} <= set(metadata)):
        raise Refused("invalid_metadata_schema")
    post = Post(world.next_ts(), channel.id, BOT_USER, text, blocks, reader, metadata=metadata)
    post.thread_ts = str(thread) if thread else None
    return world.add_post(post)


def _sent(world: SlackWorld, post: Post) -> JSON:
    return {"channel": post.channel, "ts": post.ts, "message": post.wire() | {"bot_id": BOT}}
