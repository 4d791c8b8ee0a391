"""The Web API's reading side: auth, users, conversations, team, bots."""

from __future__ import annotations

import secrets

from bot.playground.slack_places import NAMES
from bot.playground.slack_refusals import Refused, flag, required
from bot.playground.slack_store import APP, BOT, BOT_USER, JSON, TEAM, Channel, Person, SlackWorld

TEAM_NAME = NAMES[TEAM][0]


def auth_test(world: SlackWorld, args: JSON) -> JSON:
    """auth.test: an org-wide token is the organisation's in the place of a workspace's."""
    where, org = world.tokens.caller.where, world.organisation
    wide = org is not None and where == org.id
    name = org.name if org and wide else NAMES[where][0]
    identity = {"team": name, "user": world.bot_name, "team_id": where, "user_id": BOT_USER, "bot_id": BOT}
    around = {"enterprise_id": org.id} if org else {}
    return {"url": f"{world.base_url}/", **identity, **around, "is_enterprise_install": wide}


def auth_teams_list(world: SlackWorld, args: JSON) -> JSON:
    """auth.teams.list: the workspaces a token has access to, by pages."""
    where, org = world.tokens.caller.where, world.organisation
    teams = sorted(org.granted) if org and where == org.id else [where]
    start, limit = int(args.get("cursor") or 0), int(args.get("limit") or 100)
    page = [{"id": each, "name": NAMES.get(each, (each, ""))[0]} for each in teams[start : start + limit]]
    more = str(start + limit) if start + limit < len(teams) else ""
    return {"teams": page, "response_metadata": {"next_cursor": more}}


def auth_revoke(world: SlackWorld, args: JSON) -> JSON:
    """auth.revoke."""
    if not flag(args, "test"):
        world.tokens.revoke(world.tokens.caller.where)
    return {"revoked": not flag(args, "test")}


def users_info(world: SlackWorld, args: JSON) -> JSON:
    """users.info; `locale` only when `include_locale` is set, as in Slack."""
    person = world.people.get(required(args, "user"))
    if person is None:
        raise Refused("user_not_found")
    return {"user": profile(world, person, locale=flag(args, "include_locale"))}


def users_list(world: SlackWorld, args: JSON) -> JSON:
    """users.list, in one page: of the token's own workspace; an organisation's token has to name one."""
    org, caller = world.organisation, world.tokens.caller.where
    team = required(args, "team_id") if org and caller == org.id else caller
    people = [each for each in world.people.values() if team in each.teams or each.stranger]
    members = [profile(world, each, locale=flag(args, "include_locale")) for each in people]
    return {"members": members, "response_metadata": {"next_cursor": ""}}


def profile(world: SlackWorld, person: Person, *, locale: bool) -> JSON:
    """A user object; whoever belongs to the organisation has its part in it."""
    org = world.organisation
    names = {"display_name": person.name, "real_name": person.real_name, "team": person.teams[0]}
    roles = {"is_admin": person.admin, "is_owner": person.owner, "is_bot": person.bot, "deleted": person.deleted}
    guest = {"is_restricted": person.guest, "is_ultra_restricted": False, "is_stranger": person.stranger}
    wide: JSON = {"id": person.id, "is_admin": person.org_admin, "is_owner": False, "teams": list(person.teams)}
    around = {"enterprise_user": {**wide, "enterprise_id": org.id}} if org and not person.stranger else {}
    body = {
        "id": person.id,
        "team_id": person.teams[0],
        "name": person.name,
        "real_name": person.real_name,
        "tz": person.zone,
    }
    return body | roles | guest | around | {"profile": names} | ({"locale": person.locale} if locale else {})


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
    """conversations.history: newest first, ephemeral messages and those in threads never; metadata on request."""
    channel = _readable(world, args, "history")
    if BOT_USER not in channel.members:
        raise Refused("not_in_channel")
    oldest, start = float(args.get("oldest") or 0), int(args.get("cursor") or 0)
    posts = [post for post in reversed(channel.posts) if post.ephemeral_for is None and not post.thread_ts]
    bodies = [post.wire() for post in posts if float(post.ts) > oldest]
    if str(args.get("include_all_metadata")).lower() not in {"1", "true"}:
        bodies = [{name: value for name, value in body.items() if name != "metadata"} for body in bodies]
    end = start + int(args.get("limit") or 100)
    following = str(end) if end < len(bodies) else ""
    return {
        "messages": bodies[start:end],
        "has_more": bool(following),
        "response_metadata": {"next_cursor": following},
    }


def team_info(world: SlackWorld, args: JSON) -> JSON:
    """team.info."""
    where = str(args.get("team") or world.tokens.caller.where)
    if where not in NAMES:
        raise Refused("team_not_found")
    return {"team": {"id": where, "name": NAMES[where][0], "domain": NAMES[where][1]}}


def bots_info(world: SlackWorld, args: JSON) -> JSON:
    """bots.info."""
    if args.get("bot") != BOT:
        raise Refused("bot_not_found")
    return {"bot": {"id": BOT, "app_id": APP, "user_id": BOT_USER, "name": world.bot_name, "deleted": False}}


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
    shared = {"is_shared": channel.shared_outside, "is_ext_shared": channel.shared_outside}
    return {"id": channel.id, **names, **kinds, **state, **shared, "context_team_id": channel.team}


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
