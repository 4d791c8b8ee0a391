"""The key of a Tencent Cloud account, which shows itself to nobody."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.observability import hide


@dataclass(frozen=True, slots=True)
class Credentials:
    """SecretId and SecretKey, and the Token of temporary ones. A dataclass rather than a msgspec struct: those offer
    their fields to rich's tracebacks whatever their repr says."""

    secret_id: str = field(repr=False)
    secret_key: str = field(repr=False)
    token: str | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        if not self.secret_id or not self.secret_key:
            raise ValueError("credentials need a SecretId and a SecretKey")
        hide(self.secret_id, self.secret_key, self.token or "")
