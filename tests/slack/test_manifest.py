"""The app's manifest is one Slack takes, in both variants.

manifest.schema.2.0.0.json is Slack's own schema (github.com/slackapi/manifest-schema, MIT licence).
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from bot.playground import slack_store
from bot.slack.manifest import MANIFEST, ORGANISATION_EVENTS, http_variant, printed

HERE = Path(__file__).resolve().parent
SCHEMA = json.loads((HERE / "manifest.schema.2.0.0.json").read_text(encoding="utf-8"))
SCOPES = {"commands", "chat:write", "app_mentions:read", "users:read", "im:history"}
OPTIONAL = {"channels:read", "groups:read", "channels:history", "groups:history"}
URL = "https://certs.shop.example/"


def test_the_file_and_the_code_are_one() -> None:
    """manifest.yml says exactly what `certminder manifest` prints."""
    written = yaml.safe_load((HERE.parents[1] / "manifest.yml").read_text(encoding="utf-8"))
    assert written == MANIFEST == json.loads(printed())


@pytest.mark.parametrize("manifest", [MANIFEST, http_variant(MANIFEST, URL)], ids=["socket mode", "http"])
def test_slack_takes_the_manifest(manifest: dict[str, Any]) -> None:
    """Both variants are valid against Slack's schema, which also knows every field."""
    jsonschema.validate(manifest, SCHEMA)


def test_the_schema_refuses_a_wrong_manifest() -> None:
    """The schema that the other tests rely on does refuse a name that is too long."""
    wrong = {**MANIFEST, "display_information": {"name": "n" * 36}}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(wrong, SCHEMA)


def test_the_scopes_are_exactly_those_needed() -> None:
    """No scope but the five that are needed, and two pairs that may be left out: for a hello, and for finding a
    reminder without an answer; and no user scopes. Slack wants the optional ones among the others too, and OAuth asks
    for all of them."""
    scopes = MANIFEST["oauth_config"]["scopes"]
    assert set(scopes) == {"bot", "bot_optional"}
    assert set(scopes["bot"]) == SCOPES | OPTIONAL
    assert set(scopes["bot_optional"]) == OPTIONAL


def test_every_scope_has_its_reason_in_the_readme() -> None:
    """The README's table names exactly the scopes of the manifest, and says which are optional."""
    readme = (HERE.parents[1] / "README.md").read_text(encoding="utf-8")
    rows = readme.partition("| scope | why |\n|---|---|\n")[2].partition("\n\n")[0].splitlines()
    why = {name: row.split("|")[2].strip() for row in rows for name in re.findall("`([^`]+)`", row.split("|")[1])}
    assert set(why) == SCOPES | OPTIONAL
    assert {name for name, reason in why.items() if reason.startswith("optional")} == OPTIONAL


def test_the_played_slack_has_the_same_app() -> None:
    """Scopes and events of the playground's workspace are those of the manifest."""
    assert set(MANIFEST["oauth_config"]["scopes"]["bot"]) == set(slack_store.SCOPES)
    heard = json.loads(printed(URL))["settings"]["event_subscriptions"]["bot_events"]
    assert set(heard) == set(slack_store.EVENTS)
    assert set(heard) - set(MANIFEST["settings"]["event_subscriptions"]["bot_events"]) == set(ORGANISATION_EVENTS)


def test_the_http_variant_points_every_request_to_one_address() -> None:
    """With a URL: commands, events and clicks go to /slack/events there, and Socket Mode is off."""
    variant = json.loads(printed(URL))
    settings, address = variant["settings"], "https://certs.shop.example/slack/events"
    assert [command["url"] for command in variant["features"]["slash_commands"]] == [address]
    assert settings["event_subscriptions"]["request_url"] == settings["interactivity"]["request_url"] == address
    assert (settings["socket_mode_enabled"], MANIFEST["settings"]["socket_mode_enabled"]) == (False, True)
    assert (settings["org_deploy_enabled"], MANIFEST["settings"]["org_deploy_enabled"]) == (True, False)
