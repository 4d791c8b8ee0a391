"""What words can mean, apart from any language: sets of statuses, and reasons to refuse a text."""

from __future__ import annotations

from bot.certificates import Status

VALID = (Status.ISSUED,)
EXPIRED = (Status.EXPIRED,)
PENDING = (
    Status.REVIEWING,
    Status.DNS_ADDED,
    Status.DOCUMENTS_WANTED,
    Status.CONFIRMATION_WANTED,
)

REASONS = (
    "too_long",
    "empty_date",
    "no_such_day",
    "reversed",
    "missing_operand",
    "bad_number",
    "no_number",
    "weekday_mismatch",
    "ambiguous_date",
    "not_a_date",
    "movable_date",
    "unsupported_unit",
    "not_adjacent",
    "mixed_or",
    "unknown_verb",
    "unknown_word",
    "missing_target",
    "missing_end",
    "missing_reminder",
    "mention_whom",
    "mention_one",
    "everybody",
    "unknown_zone",
    "conflict",
    "twice",
    "out_of_range",
    "already_past",
)
"""Every `Unreadable.reason`; messages/texts has a sentence for each in both languages."""
