"""Where things happen: in a workspace, or in one of an organisation's two, where the app may be installed for all.

Sources: docs.slack.dev/enterprise/organization-ready-apps and /reference/events/team_access_granted; what payloads of
org-wide installs hold is as slack_bolt's scenario tests of org apps have it. Our reading, where nothing is written:
`team` is null in views and shortcuts, there in clicks on messages, and `user.team_id` is where the person acts.
"""

from __future__ import annotations

from bot.playground.slack_organisation import SECOND, Organisation
from bot.playground.slack_refusals import Refused
from bot.playground.slack_store import BOT_USER, JSON, TEAM, Channel, Person, SlackWorld
from bot.playground.slack_tokens import Issued

NAMES = {TEAM: ("Playground", "playground"), SECOND: ("Payments", "payments")}
"""By workspace: its name and its domain."""


def home(person: Person | None) -> str:
    """The workspace somebody is at home in."""
    return person.teams[0] if person is not None else TEAM


def is_wide(world: SlackWorld, team: str) -> bool:
    """Whether deliveries from a workspace are those of the org-wide installation."""
    org = world.organisation
    return org is not None and world.tokens.is_installed(org.id) and not world.tokens.is_installed(team)


def check_reach(world: SlackWorld, issued: Issued, args: JSON) -> None:
    """A token reaches the channels of its own workspace, an organisation's those of workspaces that were granted.
    Raises Refused."""
    room = world.channels.get(str(args.get("channel")))
    if room is None or issued.where == room.team:
        return
    org = world.organisation
    if org is None or issued.where != org.id:
        raise Refused("channel_not_found")
    if room.team not in org.granted:
        raise Refused("team_access_not_granted")


def command_names(world: SlackWorld, team: str) -> JSON:
    """What a slash command says of where it was typed."""
    names = {"team_id": team, "team_domain": NAMES[team][1]}
    org = world.organisation
    around = {"enterprise_id": org.id, "enterprise_name": org.name} if org else {}
    return {**names, **around, "is_enterprise_install": "true" if is_wide(world, team) else "false"}


def envelope_names(world: SlackWorld, team: str, *, own: bool = False) -> JSON:
    """What an event says of where it happened, and for which installation it was sent: `own`, the workspace's."""
    org, wide = world.organisation, not own and is_wide(world, team)
    around = org.id if org else None
    authorization = {"enterprise_id": around, "team_id": None if wide else team, "user_id": BOT_USER, "is_bot": True}
    context = {"context_team_id": team, "context_enterprise_id": around}
    return {
        "team_id": team,
        **({"enterprise_id": around} if around else {}),
        **context,
        "authorizations": [{**authorization, "is_enterprise_install": wide}],
    }


def installation_names(world: SlackWorld, where: str) -> JSON:
    """What an event says that is about an installation itself."""
    org = world.organisation
    if org is None or where != org.id:
        return envelope_names(world, where, own=True)
    authorization = {"enterprise_id": org.id, "team_id": None, "user_id": BOT_USER, "is_bot": True}
    authorizations = [{**authorization, "is_enterprise_install": True}]
    return {"team_id": None, "enterprise_id": org.id, "authorizations": authorizations}


def interaction_names(world: SlackWorld, team: str, *, on_message: bool) -> JSON:
    """What an interaction says of where it happened."""
    org, wide = world.organisation, is_wide(world, team)
    around = {"enterprise_id": org.id, "enterprise_name": org.name} if org else {}
    named = {"id": team, "domain": NAMES[team][1], **around}
    return {
        "team": None if wide and not on_message else named,
        "enterprise": org.wire if org else None,
        "is_enterprise_install": wide,
    }


def view_names(world: SlackWorld, team: str) -> JSON:
    """Whose a view is."""
    org = world.organisation
    return {"team_id": team, "app_installed_team_id": org.id if org and is_wide(world, team) else team}


def team_of(world: SlackWorld, channel: Channel | None, person: Person | None) -> str:
    """The workspace that something happens in."""
    return channel.team if channel is not None else home(person)


def second_workspace(world: SlackWorld, *people: str) -> Channel:
    """Make the world an organisation whose second workspace has one channel, with these people and the app in it."""
    world.organisation = world.organisation or Organisation()
    for each in people:
        person = world.people[each]
        person.teams = tuple(dict.fromkeys((*person.teams, SECOND)))
    room = Channel("C0SECOND01", "billing", {*people, BOT_USER}, team=SECOND)
    world.channels[room.id] = room
    return room
