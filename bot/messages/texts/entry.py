"""The shape of a sentence in the tables."""

from __future__ import annotations

from collections.abc import Mapping

Forms = str | Mapping[str, str]
"""One template, or one a CLDR plural category."""
Entry = Mapping[str, Forms]
"""Language → forms."""
