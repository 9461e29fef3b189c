"""What a comparison tests: every value of every attribute that enough runs of two sets have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dashboard.analysis.attributes import FEWEST, value_words
from dashboard.analysis.contrast import Candidate
from dashboard.analysis.rates import Clusters, design_effect
from dashboard.store.dimensions.dimension import Dimension, Kind
from dashboard.store.workspace.reader import Row

MOST_WORDS = 200


def candidates(
    about: Dimension,
    rows: Sequence[Row],
    sides: Mapping[bool, Row],
    edges: Mapping[str, Sequence[Any]],
    names: Mapping[str, Mapping[str, str]],
) -> Iterator[Candidate]:
    """What is tested of an attribute: every value that enough runs have, and some lack."""
    known = rows[0]["given_a"], rows[0]["given_b"]
    if about.kind is Kind.LIST:
        known = next((row["runs_a"], row["runs_b"]) for row in rows if row["value"] == "")
        elements = [row for row in rows if row["value"] != ""]
        rows = sorted(elements, key=lambda row: -(row["runs_a"] + row["runs_b"]))[:MOST_WORDS]
    elif about.own:
        given, known = known, (sides[True]["runs"], sides[False]["runs"])
        absent = known[0] - given[0], known[1] - given[1]
        rows = [*rows, _lacking(absent)]
    elif about.ending:
        rows = [row for row in rows if row["value"] is not None]
    for row in rows:
        runs = row["runs_a"] + row["runs_b"]
        if all(known) and FEWEST <= runs < sum(known):
            shown = value_words(about, row["value"], edges, names)
            yield _candidate(about, shown, row, known, sides)


def _lacking(absent: tuple[int, int]) -> Row:
    """The runs that lack a field of the export, as a row of compare.sql; each its own cluster."""
    a, b = absent
    return {
        "value": None, "runs_a": a, "runs_b": b, "ss_a": a, "ss_b": b, "sm_a": a, "sm_b": b,
    }  # fmt: skip


def _candidate(
    about: Dimension, shown: str, row: Row, known: tuple[int, int], sides: Mapping[bool, Row]
) -> Candidate:
    """One value; of an element of a list, the stronger of having and lacking it."""
    (n_a, n_b), a, b = known, row["runs_a"], row["runs_b"]
    effect = max(
        _effect(a, n_a, sides[True], row["ss_a"], row["sm_a"]),
        _effect(b, n_b, sides[False], row["ss_b"], row["sm_b"]),
    )
    has = Candidate(about, row["value"], shown, True, a, n_a, b, n_b, effect)
    if about.kind is not Kind.LIST:
        return has
    lacks = Candidate(about, row["value"], shown, False, n_a - a, n_a, n_b - b, n_b, effect)
    return max(has, lacks, key=lambda one: (one.distance, one.present))


def _effect(hits: int, n: int, side: Row, ss: float, sm: float) -> float:
    if side["clusters"] == side["runs"]:
        return 1.0  # nothing repeats
    return design_effect(hits, n, Clusters(side["clusters"], side["mm"], ss, sm))
