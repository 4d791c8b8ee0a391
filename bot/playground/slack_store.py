"""What the fake Slack knows: one workspace with its people, channels, messages, views and one-time handles.

Everything is in memory and changed from one event loop. Instants are Unix seconds of `SlackWorld.clock`.
"""

from __future__ import annotations

import itertools
import secrets
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from bot.playground.slack_feed import Feed
from bot.playground.slack_organisation import Organisation
from bot.playground.slack_tokens import LIFETIME, Tokens

JSON = dict[str, Any]

TEAM, APP, BOT, BOT_USER = "T0PLAY0001", "A0CERTAPP1", "B0CERTBOT1", "U0CERTBOT1"
ALICE, LI_LEI = "U0ALICE001", "U0LILEI001"
OPS, PAYMENTS, RANDOM = "C0OPS00001", "C0PAYMENT1", "C0RANDOM01"
SCOPES = (
    "app_mentions:read",
    "channels:history",
    "channels:read",
    "chat:write",
    "commands",
    "groups:history",
    "groups:read",
    "im:history",
    "users:read",
)
EVENTS = (
    "app_home_opened",
    "app_mention",
    "app_uninstalled",
    "member_joined_channel",
    "message.im",
    "team_access_granted",
    "team_access_revoked",
    "tokens_revoked",
)
SHORTCUTS: tuple[JSON, ...] = (
    {"callback_id": "search_certificates", "name": "Search certs · 查找证书", "type": "global"},
    {"callback_id": "find_certificates", "name": "Certs named here · 文中证书", "type": "message"},
)
TRIGGER_SECONDS = 3.0
RESPONSE_SECONDS = 30 * 60.0
RESPONSE_POSTS = 5


@dataclass
class Person:
    """A member of the workspaces in `teams` (the first is home); `guest` and `stranger` (Slack Connect) exist so that
    refusals can be tested; `org_admin` administers the whole organisation."""

    id: str
    name: str
    real_name: str
    locale: str = "en-US"
    zone: str = "America/New_York"
    admin: bool = False
    owner: bool = False
    guest: bool = False
    stranger: bool = False
    bot: bool = False
    deleted: bool = False
    teams: tuple[str, ...] = (TEAM,)
    org_admin: bool = False


@dataclass
class Post:
    """A message. `ephemeral_for` names its only reader; `seq` is the feed's number of its last change."""

    ts: str
    channel: str
    author: str
    text: str
    blocks: list[JSON] = field(default_factory=list)
    ephemeral_for: str | None = None
    thread_ts: str | None = None
    metadata: JSON | None = None
    edited: str | None = None
    seq: int = 0
    team: str = TEAM

    def wire(self) -> JSON:
        """The message as Slack's own JSON has it."""
        by_bot = {"bot_id": BOT, "app_id": APP} if self.author == BOT_USER else {}
        optional = {
            "blocks": self.blocks,
            "thread_ts": self.thread_ts,
            "metadata": self.metadata,
            "edited": {"user": self.author, "ts": self.edited} if self.edited else None,
            "is_ephemeral": True if self.ephemeral_for else None,
        }
        body = {"type": "message", "user": self.author, "team": self.team, "ts": self.ts, "text": self.text, **by_bot}
        return body | {name: value for name, value in optional.items() if value}


@dataclass
class Channel:
    """A conversation; `im_with` is set for the direct messages of one person with the bot; `shared_outside`
    for a channel of Slack Connect."""

    id: str
    name: str
    members: set[str]
    im_with: str | None = None
    private: bool = False
    archived: bool = False
    shared_outside: bool = False
    team: str = TEAM
    posts: list[Post] = field(default_factory=list)


@dataclass
class Trigger:
    """A trigger_id: who may get a view with it, until when, the conversation it came from, and whether it was
    exchanged."""

    user: str
    expires: float
    channel: str = ""
    used: bool = False


@dataclass
class ResponseUrl:
    """A response_url's memory: where its answers go, its source message if a click made it, posts left."""

    channel: str
    user: str
    expires: float
    source: str | None = None
    posts_left: int = RESPONSE_POSTS


def _people() -> list[Person]:
    return [
        Person(ALICE, "alice", "Alice Chen", admin=True),
        Person(LI_LEI, "lilei", "李雷 Li Lei", locale="zh-CN", zone="Asia/Shanghai"),
    ]


def _channels() -> list[Channel]:
    everyone = {ALICE, LI_LEI}
    return [
        Channel(OPS, "ops", everyone | {BOT_USER}),
        Channel(PAYMENTS, "payments", everyone | {BOT_USER}),
        Channel(RANDOM, "random", set(everyone)),
    ]


@dataclass
class SlackWorld:
    """One workspace with one installed app. `request_url` is where deliveries go (it may be set later); `clock` gives
    Unix seconds (a slack_clock.MovableClock can be moved from the page); `rate_per_second` limits posts a channel
    (None: not enforced); `retry_delays` are the seconds before each retry of a failed event; `shortcuts` are the
    manifest's: {callback_id, name, type: global or message}; `declined` are the optional scopes that whoever installs
    the app leaves out; with `token_rotation` an installation's tokens live for `token_lifetime` seconds; `organisation`
    is the one around the workspace, if any (slack_places)."""

    signing_secret: str = field(repr=False)
    bot_token: str = field(repr=False)
    app_token: str = field(default="", repr=False)
    client_id: str = ""
    client_secret: str = field(default="", repr=False)
    request_url: str = ""
    clock: Callable[[], float] = time.time
    scopes: tuple[str, ...] = SCOPES
    declined: tuple[str, ...] = ()
    events: tuple[str, ...] = EVENTS
    bot_name: str = "certminder"
    command: str = "/certs"
    delivery: str = "http"
    escape_commands: bool = False
    ack_seconds: float = 3.0
    retry_delays: tuple[float, ...] = (0.0, 60.0, 300.0)
    rate_per_second: float | None = None
    shortcuts: tuple[JSON, ...] = SHORTCUTS
    token_rotation: bool = False
    token_lifetime: int = LIFETIME
    organisation: Organisation | None = None
    people: dict[str, Person] = field(default_factory=lambda: {each.id: each for each in _people()})
    channels: dict[str, Channel] = field(default_factory=lambda: {each.id: each for each in _channels()})
    base_url: str = ""

    def __post_init__(self) -> None:
        self.feed = Feed()
        self.triggers: dict[str, Trigger] = {}
        self.response_urls: dict[str, ResponseUrl] = {}
        self.views: dict[str, list[JSON]] = {}
        self.homes: dict[str, JSON] = {}
        self.calls: list[JSON] = []
        self.errors: list[JSON] = []
        self.codes: dict[str, dict[str, str]] = {}
        self.tickets: set[str] = set()
        self.tokens = Tokens(lambda: self.clock(), TEAM, self.bot_token)
        self._last_stamp = 0
        self._stamps: set[int] = set()
        self._by_change: dict[tuple[str, str], Post] = {}
        bot = Person(BOT_USER, self.bot_name, "Certminder", zone="America/Los_Angeles", bot=True)
        self.people.setdefault(BOT_USER, bot)
        for person in list(self.people.values()):
            if not person.bot:
                self.add_person(person)

    def add_person(self, person: Person) -> None:
        """A person with their direct messages to the bot."""
        self.people[person.id] = person
        im = Channel("D" + person.id[1:], "directmessage", {person.id, BOT_USER}, person.id, team=person.teams[0])
        self.channels.setdefault(im.id, im)

    def im(self, user: str) -> Channel:
        """The direct messages of a person with the bot."""
        return self.channels["D" + user[1:]]

    def next_ts(self) -> str:
        """A message's timestamp: Unix seconds with six digits, never given twice, even if time moves back."""
        stamp = int(self.clock() * 1_000_000)
        while stamp in self._stamps:
            stamp = max(stamp, self._last_stamp) + 1
        self._stamps.add(stamp)
        self._last_stamp = stamp
        return f"{stamp // 1_000_000}.{stamp % 1_000_000:06d}"

    def add_post(self, post: Post) -> Post:
        """Put a message into its channel and tell the feed."""
        post.team = self.channels[post.channel].team
        self.channels[post.channel].posts.append(post)
        self.changed(post, "message")
        return post

    def changed(self, post: Post, kind: str) -> None:
        """Number a message's change and tell the feed (`kind`: message, message_changed, message_deleted)."""
        post.seq = self.feed.publish(kind, channel=post.channel, ts=post.ts, user=post.ephemeral_for)
        self._by_change.pop((post.channel, post.ts), None)
        if kind != "message_deleted":
            self._by_change[post.channel, post.ts] = post

    def changed_since(self, seq: int) -> list[Post]:
        """The messages that came or changed after number `seq`, in that order; quick however many there are."""
        posts = list(itertools.takewhile(lambda post: post.seq > seq, reversed(self._by_change.values())))
        return posts[::-1]

    def remove_post(self, post: Post) -> None:
        """Take a message out of its channel."""
        self.channels[post.channel].posts.remove(post)
        self.changed(post, "message_deleted")

    def visible(self, user: str, channels: Iterable[Channel] | None = None) -> list[Post]:
        """The messages a person can see, oldest first within each channel."""
        rooms = self.channels.values() if channels is None else channels
        return [
            post for room in rooms if user in room.members for post in room.posts if post.ephemeral_for in {None, user}
        ]

    def find_post(self, channel: str, ts: str, user: str | None = None) -> Post | None:
        """A message by its timestamp; an ephemeral one only for its reader."""
        posts = self.channels[channel].posts if channel in self.channels else []
        return next((post for post in reversed(posts) if post.ts == ts and post.ephemeral_for in {None, user}), None)

    def new_trigger(self, user: str, channel: str = "") -> str:
        """A trigger_id: three seconds, one use."""
        name = f"{int(self.clock() * 1000)}.{secrets.randbelow(10**9)}.{secrets.token_hex(16)}"
        self.triggers[name] = Trigger(user, self.clock() + TRIGGER_SECONDS, channel)
        return name

    def new_response_url(self, channel: str, user: str, source: str | None = None) -> str:
        """A response_url: five posts within thirty minutes."""
        name = secrets.token_urlsafe(24)
        self.response_urls[name] = ResponseUrl(channel, user, self.clock() + RESPONSE_SECONDS, source)
        return f"{self.base_url}/response/{name}"

    def tell(self, user: str, text: str, error: str) -> None:
        """Show a person an error of Slack's own, as its client does."""
        seq = self.feed.publish("error", user=user, text=text, error=error)
        self.errors.append({"user": user, "text": text, "error": error, "at": self.clock(), "seq": seq})
