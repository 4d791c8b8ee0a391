"""The app's manifest is one Slack takes, in both variants.

manifest.schema.2.0.0.json is Slack's own schema (github.com/slackapi/manifest-schema, MIT licence).
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from bot.slack.manifest import MANIFEST, http_variant, printed

HERE = Path(__file__).resolve().parent
SCHEMA = json.loads((HERE / "manifest.schema.2.0.0.json").read_text(encoding="utf-8"))
SCOPES = {"commands", "chat:write", "app_mentions:read", "users:read", "im:history"}
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
    """No scope but the five that have a use, and no user scopes."""
    assert set(MANIFEST["oauth_config"]["scopes"]["bot"]) == SCOPES
    assert set(MANIFEST["oauth_config"]["scopes"]) == {"bot"}


def test_the_http_variant_points_every_request_to_one_address() -> None:
    """With a URL: commands, events and clicks go to /slack/events there, and Socket Mode is off."""
    variant = json.loads(printed(URL))
    settings, address = variant["settings"], "https://certs.shop.example/slack/events"
    assert [command["url"] for command in variant["features"]["slash_commands"]] == [address]
    assert settings["event_subscriptions"]["request_url"] == settings["interactivity"]["request_url"] == address
    assert (settings["socket_mode_enabled"], MANIFEST["settings"]["socket_mode_enabled"]) == (False, True)
