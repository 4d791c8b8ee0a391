"""Every Redis key is built here (those of installations beside it): `certminder:{workspace}:what:…`.

The workspace comes first, in braces: all keys of a workspace live on one node of a cluster, and a key without a
workspace cannot be built. Beside each key stands its time to live in seconds; what has none is in `PERMANENT`, with
the reason.
"""

from __future__ import annotations

from fnmatch import fnmatchcase

from bot.store.naming import key_of as _key

DAY = 86_400

LISTING_LOCK_TTL = 15
"""Renewed while its holder fetches; a fetcher that died holds the others up no longer than this."""
LISTING_NEW_TTL = 300
"""What a process that died while writing leaves behind is gone after this."""
LISTING_PROGRESS_TTL = 2
"""Written several times a second by who fetches; what a fetcher that died said last is soon forgotten."""
BREAKER_TTL = 600
"""Failures further apart than this are not on end."""
RESULT_TTL = 8 * DAY
"""Buttons work for a week, and a day more for readers in other zones."""
EXPORT_TTL = 7 * DAY
"""A calendar that follows a link is asked to renew it within a week."""
DELIVERY_TTL = 600
"""A signature is valid for 5 minutes before and after its time; Slack's last retry comes after 6."""
CHOICES_TTL = 365 * DAY
"""A person's choices are forgotten a year after the last one; the other reading is a click away."""
PERSON_TTL = 7 * DAY
"""Kept long for when Slack does not answer; asked anew after an hour."""
CONNECT_TTL = 600
"""How long somebody may take to connect an account."""
FAILURE_TTL = DAY
"""A failure is news for as long as a listing is kept at most, by default."""

WATCH_TTL = 400 * DAY
"""Longer than any schedule pauses; without it the next round is a first round again."""
LEDGER_TTL = 70 * DAY
"""Longer than a certificate stays news, so that what was sent can be explained."""
SUSPENSION_TTL = DAY
FORMER_TTL = DAY
"""How long a reminder that was changed or removed can be had back."""
ATTENTION_TTL = 400 * DAY
"""As long as the longest-lived certificates are taken or snoozed."""
EXTRAS_TTL = 3 * DAY
POSTED_TTL = 35 * DAY
"""A digest's message is edited for a month after it was posted."""
CHANGES_TTL = DAY
SIGHT_TTL = 60 * DAY

PERMANENT: dict[str, str] = {
    "certminder:departed": "which workspaces are being deleted; an entry leaves a quarter of an hour later",
    "certminder:subscribed": "which workspaces are scanned for reminders; removed when a workspace is purged",
    "certminder:edits": "which messages are to be edited; an entry leaves with its edit, seconds later",
    "certminder:figures": "totals of all workers for /metrics, which count up for ever; a bounded number of fields",
    "certminder:{*}:installation": "a workspace's token stays until the app is uninstalled",
    "certminder:{*}:accounts": "a connected account stays until somebody removes it or the app is uninstalled",
    "certminder:{*}:account-defaults": "a channel's default account stays until somebody takes it back",
    "certminder:{*}:organisation": "whose org-wide installation serves a workspace; goes with the workspace",
    "certminder:{*}:workspaces": "whom an org-wide installation serves; goes with the organisation",
    "certminder:{*}:audit": "who did what stays readable; the stream is trimmed to a length",
    "certminder:{*}:views": "a saved view stays until somebody deletes it or the app is uninstalled",
    "certminder:{*}:subscriptions": "a subscription stays until somebody removes it or the app is uninstalled",
    "certminder:{*}:subscription-number": "the last number given, so that no reminder is called like a removed one",
    "reminders:*": "streams, queue and task records of docket, which trims them itself",
    "{reminders}:*": "the same on a cluster, all in one slot",
}
"""Patterns (fnmatch) of keys without a time to live, with the reason why they may stay."""

INSTALLATIONS = "certminder:{*}:installation"
"""SCAN pattern of the installations of all workspaces."""
ACCOUNTS = "certminder:{*}:accounts"
"""SCAN pattern of the accounts that people connected in all workspaces."""
SEALED = (INSTALLATIONS, ACCOUNTS)
"""SCAN patterns of all keys whose values are sealed, to be sealed again when keys are rotated."""


def is_permanent(key: str) -> bool:
    """Whether a key may stay without a time to live."""
    return any(fnmatchcase(key, pattern) for pattern in PERMANENT)


def everything(workspace: str) -> str:
    """The SCAN pattern of all keys of a workspace."""
    return _key(workspace) + ":*"


def listing(workspace: str, account: str) -> str:
    """An account's listing: a hash of its head, its chunks by number and the source's last failure. TTL: the hard age
    of the settings."""
    return _key(workspace, "listing", account)


def listing_new(workspace: str, account: str, version: str) -> str:
    """A listing while it is written, before it replaces the kept one at once. TTL: LISTING_NEW_TTL."""
    return _key(workspace, "listing-new", account, version)


def listing_lock(workspace: str, account: str) -> str:
    """Who fetches this listing now. TTL: LISTING_LOCK_TTL."""
    return _key(workspace, "listing-lock", account)


def listing_progress(workspace: str, account: str) -> str:
    """How many rows the process that fetches this listing has so far. TTL: LISTING_PROGRESS_TTL."""
    return _key(workspace, "listing-progress", account)


def breaker(workspace: str, account: str) -> str:
    """How often on end an account's source failed, and until when it is left alone. TTL: BREAKER_TTL."""
    return _key(workspace, "breaker", account)


def result(workspace: str, result_id: str) -> str:
    """A result under its short id. TTL: RESULT_TTL."""
    return _key(workspace, "result", result_id)


def export(workspace: str, identity: str) -> str:
    """A question under the hash of its link. TTL: EXPORT_TTL."""
    return _key(workspace, "export", identity)


def views(workspace: str) -> str:
    """Hash of a workspace's saved questions by their folded names. No TTL."""
    return _key(workspace, "views")


def rate(workspace: str, whose: str, name: str = "") -> str:
    """The state of a rate limit: `whose` is user, workspace or upstream; `name` who of them (for upstream: the
    account). TTL: until it is full again."""
    return _key(workspace, "rate", whose, name)


def delivery(workspace: str, delivery_id: str) -> str:
    """Set once a delivery of Slack's was taken in. TTL: DELIVERY_TTL."""
    return _key(workspace, "delivery", delivery_id)


def person(workspace: str, user: str) -> str:
    """A person's language, zone and kind of membership as Slack told them. TTL: PERSON_TTL."""
    return _key(workspace, "person", user)


def choices(workspace: str, user: str) -> str:
    """Hash of how a person wants words read that have two readings. TTL: CHOICES_TTL."""
    return _key(workspace, "choices", user)


def accounts(workspace: str) -> str:
    """The sealed accounts that people connected in a workspace, credentials included. No TTL."""
    return _key(workspace, "accounts")


def account_defaults(workspace: str) -> str:
    """Hash channel → name of the account its questions are about when they name none. No TTL."""
    return _key(workspace, "account-defaults")


def connect_link(workspace: str, digest: str) -> str:
    """For whom a link opens the page that connects an account; `digest` hides its secret part. TTL: CONNECT_TTL."""
    return _key(workspace, "connect", digest)


def failure(workspace: str, account: str) -> str:
    """Why an account's source last gave no listing, and when. TTL: FAILURE_TTL."""
    return _key(workspace, "failure", account)


def of_account(workspace: str, account: str) -> tuple[str, ...]:
    """What is known of an account's inventory: none of it outlives the account or its credentials."""
    kinds = (listing, listing_progress, breaker, failure, sight)
    return tuple(key(workspace, account) for key in kinds)


def audit(workspace: str) -> str:
    """Stream of who did what. No TTL, but a length."""
    return _key(workspace, "audit")


def subscribed() -> str:
    """Ids of the workspaces that have subscriptions, so that a scan finds them: the one key of no workspace, and it
    holds nothing of theirs. No TTL."""
    return "certminder:subscribed"


def subscriptions(workspace: str) -> str:
    """Hash of a workspace's subscriptions by id. No TTL."""
    return _key(workspace, "subscriptions")


def subscription_number(workspace: str) -> str:
    """The number of the workspace's latest subscription. No TTL."""
    return _key(workspace, "subscription-number")


def former(workspace: str, subscription: str) -> str:
    """A subscription as it was before it was last changed or removed. TTL: FORMER_TTL."""
    return _key(workspace, "former", subscription)


def handled(workspace: str, subscription: str) -> str:
    """Hash epoch → band handled. TTL: 60 days after the latest end in it."""
    return _key(workspace, "handled", subscription)


def watch(workspace: str, subscription: str) -> str:
    """The last slot dealt with, the next look, the version of `handled`. TTL: WATCH_TTL after the last change."""
    return _key(workspace, "watch", subscription)


def suspension(workspace: str, subscription: str) -> str:
    """Set while the owner of a suspended subscription was told lately. TTL: SUSPENSION_TTL."""
    return _key(workspace, "suspension", subscription)


def ledger(workspace: str, subscription: str, slot: str) -> str:
    """The state of one digest: planned, claimed, posting, posted, rejected or unknown. TTL: LEDGER_TTL."""
    return _key(workspace, "ledger", subscription, slot)


def attention(workspace: str) -> str:
    """Hash epoch → who took a certificate, until when it is snoozed. TTL: ATTENTION_TTL after the last change."""
    return _key(workspace, "attention")


def posted(workspace: str, subscription: str) -> str:
    """Hash slot → the digest as its message shows it. TTL: POSTED_TTL after the last one."""
    return _key(workspace, "posted", subscription)


def changes(workspace: str, subscription: str, slot: str) -> str:
    """List of what happened to a digest's certificates and is to be told in its thread. TTL: CHANGES_TTL."""
    return _key(workspace, "changes", subscription, slot)


def edits() -> str:
    """Sorted set of the messages to be edited, by when (Unix milliseconds): one for all workspaces, so that a worker
    finds them at once; it holds ids only. No TTL."""
    return "certminder:edits"


def figures() -> str:
    """Hash of totals about reminders, of all workspaces together. No TTL."""
    return "certminder:figures"


def pace(workspace: str, channel: str) -> str:
    """Set for the second after a post: one message a second and channel. TTL: 1 s."""
    return _key(workspace, "pace", channel)


def extras(workspace: str, channel: str, day: str) -> str:
    """How many urgent messages went to a channel between slots on a local day. TTL: EXTRAS_TTL."""
    return _key(workspace, "extras", channel, day)


def sight(workspace: str, account: str) -> str:
    """When an account's listing was last complete, and whether its admins were told that it is not. TTL: SIGHT_TTL."""
    return _key(workspace, "sight", account)
