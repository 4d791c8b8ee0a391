"""Which HTTP requests are Slack's: one signature and one timestamp header, fresh, over these very bytes.

Bolt's own check (slack_bolt 1.30) raises on a junk timestamp, takes the first of two headers, and logs the body of what
it refuses; this one stands before it. A replay inside the window carries the same id in the same signed body, which
`bot.slack.repeats` knows for longer than the window is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from slack_sdk.signature import Clock, SignatureVerifier

TIMESTAMP, SIGNATURE = "x-slack-request-timestamp", "x-slack-signature"
TIMESTAMP_DIGITS = 11


class Signatures:
    """Checks against one signing secret. `clock` gives Unix seconds. Raises ValueError for an empty secret."""

    def __init__(self, secret: str, clock: Callable[[], float]) -> None:
        self._verifier = SignatureVerifier(secret, _SlackClock(clock))

    def genuine(self, timestamps: Sequence[str], signatures: Sequence[str], body: bytes) -> bool:
        """Whether the values of the two headers (every occurrence of each) and the raw body are Slack's."""
        if len(timestamps) != 1 or len(signatures) != 1:
            return False
        (timestamp,), (signature,) = timestamps, signatures
        if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= TIMESTAMP_DIGITS):
            return False
        if not signature.isascii():  # hmac.compare_digest raises on other text
            return False
        try:
            return self._verifier.is_valid(body, timestamp, signature)
        except UnicodeDecodeError:
            return False


class _SlackClock(Clock):
    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock

    def now(self) -> float:
        return self._clock()
