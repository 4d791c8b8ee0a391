"""Deliveries that aren't Slack's: what an attacker might send to the app."""

from __future__ import annotations

from bot.playground import slack_payloads as payloads
from bot.playground.slack_delivery import Delivery, SignedHttp, sign
from bot.playground.slack_store import ALICE, JSON, OPS, SlackWorld

OLD_SECONDS = 6 * 60
WAYS = ("signature", "old", "junk", "missing", "body")


def forged(world: SlackWorld, http: SignedHttp, args: JSON) -> tuple[dict[str, str], bytes]:
    """The headers and body of a false command: a wrong `signature`, an `old` but well signed one, a `junk` timestamp,
    `missing` signature headers, a `body` changed after signing. Raises ValueError for another way."""
    how = args.get("how", "signature")
    if how not in WAYS:
        raise ValueError(f"no such forgery: {how}; there are {', '.join(WAYS)}")
    person = world.people[args.get("user", ALICE)]
    room = world.channels[args.get("channel", OPS)]
    delivery = Delivery("command", payloads.command(world, person, room, args.get("text", "help")))
    http.prepare(delivery)
    headers, body = delivery.headers, delivery.body
    if how == "signature":
        headers["x-slack-signature"] = sign("not the secret", headers["x-slack-request-timestamp"], body)
    elif how == "missing":
        headers = {name: value for name, value in headers.items() if not name.startswith("x-slack-")}
    elif how == "body":
        body += b"&text=forged"
    else:
        stamp = "tomorrow" if how == "junk" else str(int(world.clock()) - OLD_SECONDS)
        headers |= {"x-slack-request-timestamp": stamp, "x-slack-signature": sign(world.signing_secret, stamp, body)}
    return headers, body
