"""The Web API's reading side: auth, users, conversations, team, bots, and the OAuth exchange."""

from __future__ import annotations

import secrets

from bot.playground.slack_refusals import Refused, flag, required
from bot.playground.slack_store import APP, BOT, BOT_USER, JSON, TEAM, Channel, Person, SlackWorld

TEAM_NAME, DOMAIN = "Playground", "playground"


def auth_test(world: SlackWorld, args: JSON) -> JSON:
    """auth.test."""
    identity = {"team": TEAM_NAME, "user": world.bot_name, "team_id": TEAM, "user_id": BOT_USER, "bot_id": BOT}
    return {"url": f"{world.base_url}/", **identity, "is_enterprise_install": False}


def auth_revoke(world: SlackWorld, args: JSON) -> JSON:
    """auth.revoke."""
    if not flag(args, "test"):
        world.revoked = True
    return {"revoked": not flag(args, "test")}


def users_info(world: SlackWorld, args: JSON) -> JSON:
    """users.info; `locale` only when `include_locale` is set, as in Slack."""
    person = world.people.get(required(args, "user"))
    if person is None:
        raise Refused("user_not_found")
    return {"user": profile(person, locale=flag(args, "include_locale"))}


def users_list(world: SlackWorld, args: JSON) -> JSON:
    """users.list, in one page."""
    members = [profile(each, locale=flag(args, "include_locale")) for each in world.people.values()]
    return {"members": members, "response_metadata": {"next_cursor": ""}}


def profile(person: Person, *, locale: bool) -> JSON:
    """A user object."""
    names = {"display_name": person.name, "real_name": person.real_name, "team": TEAM}
    roles = {"is_admin": person.admin, "is_owner": person.owner, "is_bot": person.bot, "deleted": person.deleted}
    guest = {"is_restricted": person.guest, "is_ultra_restricted": False, "is_stranger": person.stranger}
    body = {"id": person.id, "team_id": TEAM, "name": person.name, "real_name": person.real_name, "tz": person.zone}
    return body | roles | guest | {"profile": names} | ({"locale": person.locale} if locale else {})


def conversations_info(world: SlackWorld, args: JSON) -> JSON:
    """conversations.info."""
    return {"channel": described(_readable(world, args, "read"))}


def conversations_list(world: SlackWorld, args: JSON) -> JSON:
    """conversations.list, in one page; public channels unless `types` says more."""
    kinds = str(args.get("types") or "public_channel").split(",")
    rooms = [described(each) for each in world.channels.values() if _kind(each) in kinds and _seen(each)]
    return {"channels": rooms, "response_metadata": {"next_cursor": ""}}


def conversations_members(world: SlackWorld, args: JSON) -> JSON:
    """conversations.members, in one page."""
    return {"members": sorted(_readable(world, args, "read").members), "response_metadata": {"next_cursor": ""}}


def conversations_open(world: SlackWorld, args: JSON) -> JSON:
    """conversations.open with one person."""
    user = required(args, "users")
    if user not in world.people or user == BOT_USER:
        raise Refused("user_not_found")
    return {"channel": {"id": world.im(user).id}, "already_open": True, "no_op": True}


def conversations_history(world: SlackWorld, args: JSON) -> JSON:
    """conversations.history: newest first, ephemeral messages never."""
    channel = _readable(world, args, "history")
    if BOT_USER not in channel.members:
        raise Refused("not_in_channel")
    posts = [post.wire() for post in reversed(channel.posts) if post.ephemeral_for is None]
    limit = int(args.get("limit") or 100)
    return {"messages": posts[:limit], "has_more": len(posts) > limit}


def team_info(world: SlackWorld, args: JSON) -> JSON:
    """team.info."""
    return {"team": {"id": TEAM, "name": TEAM_NAME, "domain": DOMAIN}}


def bots_info(world: SlackWorld, args: JSON) -> JSON:
    """bots.info."""
    if args.get("bot") != BOT:
        raise Refused("bot_not_found")
    return {"bot": {"id": BOT, "app_id": APP, "user_id": BOT_USER, "name": world.bot_name, "deleted": False}}


def oauth_access(world: SlackWorld, args: JSON) -> JSON:
    """oauth.v2.access: a code of /oauth/v2/authorize for the bot's token; each code once."""
    if args.get("client_id") != world.client_id or not world.client_id:
        raise Refused("invalid_client_id")
    if args.get("client_secret") != world.client_secret:
        raise Refused("bad_client_secret")
    redirect = world.codes.pop(required(args, "code"), None)
    if redirect is None:
        raise Refused("invalid_code")
    if (args.get("redirect_uri") or redirect["redirect_uri"]) != redirect["redirect_uri"]:
        raise Refused("bad_redirect_uri")
    world.revoked = False
    asked = redirect["scope"].split(",") if redirect.get("scope") else world.scopes
    world.scopes = tuple(scope for scope in asked if scope not in world.declined)
    token = {"access_token": world.bot_token, "token_type": "bot", "scope": ",".join(world.scopes)}
    team = {"team": {"id": TEAM, "name": TEAM_NAME}, "enterprise": None, "is_enterprise_install": False}
    return token | team | {"bot_user_id": BOT_USER, "app_id": APP, "authed_user": {"id": redirect["user"]}}


def connections_open(world: SlackWorld, args: JSON) -> JSON:
    """apps.connections.open: a WebSocket address with a one-use ticket."""
    ticket = secrets.token_urlsafe(16)
    world.tickets.add(ticket)
    return {"url": f"{world.base_url.replace('http', 'ws', 1)}/socket/?ticket={ticket}&app_id={APP}"}


def described(channel: Channel) -> JSON:
    """A conversation object."""
    kinds = {"is_channel": channel.im_with is None, "is_im": channel.im_with is not None, "is_mpim": False}
    state = {"is_private": channel.private, "is_archived": channel.archived, "is_member": BOT_USER in channel.members}
    names = {"user": channel.im_with} if channel.im_with else {"name": channel.name}
    return {"id": channel.id, **names, **kinds, **state, "context_team_id": TEAM}


def _kind(channel: Channel) -> str:
    return "im" if channel.im_with else "private_channel" if channel.private else "public_channel"


def _seen(channel: Channel) -> bool:
    return not channel.private or BOT_USER in channel.members


def _readable(world: SlackWorld, args: JSON, act: str) -> Channel:
    channel = world.channels.get(required(args, "channel"))
    if channel is None or not _seen(channel):
        raise Refused("channel_not_found")
    needed = f"{_READING[_kind(channel)]}:{act}"
    if needed not in world.scopes:
        raise Refused("missing_scope", needed=needed, provided=",".join(world.scopes))
    return channel


_READING = {"public_channel": "channels", "private_channel": "groups", "im": "im"}
