"""To which run a part belongs that does not say it: to that of its parents."""

from __future__ import annotations

from typing import NamedTuple


class Family(NamedTuple):
    """By the names of parts those of their parents, and what they are gathered by."""

    parents: dict[str, str]
    keys: dict[str, str]

    def first_of(self, name: str) -> str:
        """What the parts to which those of a part lead are gathered by; where none of them says
        it, the name of the one that has no parent. It is kept for all on the way; of parts that
        lead in a circle each is by itself."""
        way: dict[str, None] = {}
        while name not in self.keys and name not in way and (parent := self.parents.get(name)):
            way[name] = None
            name = parent
        first, circular = self.keys.get(name, name), False
        for passed in way:
            circular = circular or passed == name
            self.keys[passed] = passed if circular else first
        return first
