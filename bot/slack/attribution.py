"""Whose a payload is: the workspace that it happened in, and the organisation around it. Pure functions.

An org-wide installation belongs to (enterprise, none): its events have no workspace in `authorizations`, its clicks may
have no `team`; slack_bolt 1.30 takes such a payload for the organisation's own, and everybody's data would be one.
Sources: docs.slack.dev/enterprise/organization-ready-apps, /apis/events-api (authorizations, context_team_id),
/reference/interaction-payloads, and the org apps' payloads in slack_bolt's own scenario tests.
"""

from __future__ import annotations

from typing import Any

JSON = dict[str, Any]


def workspace(body: JSON) -> str:
    """The workspace's id; "" where a payload is about a whole organisation.

    Inside a modal the app's side counts (`app_installed_team_id`): in a Slack Connect channel `team` is the other
    side's. On a Home tab it is the workspace that the app was first installed in (bolt-python #1229), so `team` counts.
    """
    view, authorization = _object(body.get("view")), _authorization(body)
    in_modal = view.get("type") == "modal"
    found = (
        view.get("app_installed_team_id") if in_modal else None,
        _id(body.get("team")),
        authorization.get("team_id"),
        body.get("context_team_id"),
        body.get("team_id"),
        view.get("team_id"),
        _object(body.get("message")).get("team"),
        _object(body.get("user")).get("team_id"),
    )
    return next((each for each in found if isinstance(each, str) and each and not is_organisation(each)), "")


def organisation(body: JSON) -> str:
    """The organisation's id, or ""."""
    authorization = _authorization(body)
    if authorization:
        found = authorization.get("enterprise_id")
    else:
        team = _object(body.get("team"))
        found = _id(body.get("enterprise")) or body.get("enterprise_id") or team.get("enterprise_id")
    return found if isinstance(found, str) else ""


def is_organisation(id_: str) -> bool:
    """Workspaces' ids begin with T, organisations' with E; some fields hold either."""
    return id_.startswith("E")


def installed(body: JSON) -> str:
    """Whose installation an event is about: the organisation's for an org-wide one, else the workspace's."""
    authorization = _authorization(body)
    wide = (authorization or body).get("is_enterprise_install") in {True, "true"}
    own = "" if wide else workspace(body)
    return own or organisation(body) or workspace(body)


def _authorization(body: JSON) -> JSON:
    """The first of `authorizations`, the installation an event was sent for; old payloads have none."""
    found = body.get("authorizations")
    return _object(found[0]) if isinstance(found, list) and found else {}


def _id(value: object) -> object:
    return value.get("id") if isinstance(value, dict) else value


def _object(value: object) -> JSON:
    return value if isinstance(value, dict) else {}
