"""Fields that an export has beside the canonical columns: each is a dimension, too, by its name.

A field is named by its key in `extra`, or by the keys that lead to it, with a dot between: a key
that is literally the whole name wins. So any name is one, whether runs have it or not, and a link
to a field works in every workspace. Which of them a workspace offers, it says in a setting.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from dashboard.store.dimensions.dimension import Dimension, Kind, Use

OWN = "field."
"""Before the name of a field in links and commands: no declared dimension has a dot in its name."""
OFFERED = "dimensions"
"""The setting that lists the fields which a workspace offers."""

# Of a list its elements, of an object or null nothing, else the one value.
_VALUES = """list_transform(
    [coalesce(json_extract(run.extra, $whole), json_extract(run.extra, $steps))],
    lambda told: CASE WHEN told IS NULL OR json_type(told) IN ('OBJECT', 'NULL') THEN NULL
        WHEN json_type(told) = 'ARRAY' THEN json_extract_string(told, '$[*]')
        ELSE [json_extract_string(told, '$')] END
)[1]"""


def own_field(name: str) -> Dimension:
    """The dimension of a field by its name, which may be anybody's text."""
    return Dimension(
        f"{OWN}{name}",
        name,
        ("extra",),
        Kind.LIST,
        Use.FILTER | Use.COMPARE,
        sql=_VALUES,
        bound=(("whole", pointer([name])), ("steps", pointer(name.split(".")))),
    )


def pointer(keys: Iterable[str]) -> str:
    """Keys that lead to a value, as a JSON pointer."""
    return "".join(f"/{key.replace('~', '~0').replace('/', '~1')}" for key in keys)


def offered(settings: Mapping[str, str]) -> tuple[Dimension, ...]:
    """The fields that a workspace offers, by its settings, in the order in which they came."""
    return tuple(own_field(name) for name in json.loads(settings.get(OFFERED, "[]")))


def written(names: Iterable[str]) -> str:
    """These fields as the setting holds them."""
    return json.dumps(list(names), ensure_ascii=False)
