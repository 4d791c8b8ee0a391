"""oauth.v2.access: codes of the consent page and refresh tokens for tokens."""

from __future__ import annotations

from bot.playground.slack_places import NAMES
from bot.playground.slack_refusals import Refused, required
from bot.playground.slack_store import APP, BOT_USER, JSON, SlackWorld
from bot.playground.slack_tokens import Issued


def access(world: SlackWorld, args: JSON) -> JSON:
    """A code of /oauth/v2/authorize for the bot's token, or a refresh token for the next one; each is taken once."""
    if args.get("client_id") != world.client_id or not world.client_id:
        raise Refused("invalid_client_id")
    if args.get("client_secret") != world.client_secret:
        raise Refused("bad_client_secret")
    if args.get("grant_type") == "refresh_token":
        return _answer(world, world.tokens.refreshed(required(args, "refresh_token"), world.token_lifetime))
    redirect = world.codes.pop(required(args, "code"), None)
    if redirect is None:
        raise Refused("invalid_code")
    if (args.get("redirect_uri") or redirect["redirect_uri"]) != redirect["redirect_uri"]:
        raise Refused("bad_redirect_uri")
    asked = redirect["scope"].split(",") if redirect.get("scope") else world.scopes
    world.scopes = tuple(scope for scope in asked if scope not in world.declined)
    issued = world.tokens.issue(redirect["where"], rotating=world.token_rotation, lifetime=world.token_lifetime)
    return _answer(world, issued) | {"authed_user": {"id": redirect["user"]}}


def _answer(world: SlackWorld, issued: Issued) -> JSON:
    org = world.organisation
    wide = org is not None and issued.where == org.id
    token = {"access_token": issued.access, "token_type": "bot", "scope": ",".join(world.scopes)}
    rotating = {"refresh_token": issued.refresh, "expires_in": world.token_lifetime} if issued.refresh else {}
    team = None if wide else {"id": issued.where, "name": NAMES[issued.where][0]}
    around = {"team": team, "enterprise": org.wire if org else None, "is_enterprise_install": wide}
    return token | rotating | around | {"bot_user_id": BOT_USER, "app_id": APP}
