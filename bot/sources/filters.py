"""What of an account's certificates a source is asked for."""

from __future__ import annotations

import msgspec

from bot.certificates import Kind


class Filters(msgspec.Struct, frozen=True):
    """Filters of CertGetList (searchKey, certType, id, altDomain): `text` in id, alias or domain, a `kind`, an exact
    `id`, usable for `host`. They combine with AND; empty means not given."""

    text: str = ""
    kind: Kind | None = None
    id: str = ""
    host: str = ""


EVERYTHING = Filters()
"""Every certificate."""
