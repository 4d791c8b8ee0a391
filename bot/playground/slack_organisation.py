"""An Enterprise organisation around the played workspace."""

from __future__ import annotations

from dataclasses import dataclass, field

ORGANISATION, SECOND = "E0PLAYORG1", "T0PLAY0002"


@dataclass
class Organisation:
    """`granted`: the workspaces that an org-wide installation may reach."""

    id: str = ORGANISATION
    name: str = "Playground Group"
    granted: set[str] = field(default_factory=set)

    @property
    def wire(self) -> dict[str, str]:
        """As payloads hold it."""
        return {"id": self.id, "name": self.name}
