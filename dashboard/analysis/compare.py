"""Two sets of runs side by side: what is more common on one side than chance would make it.

Every value of every attribute that at least FEWEST runs have is tested, and the false discovery
rate is held over all of these tests (see chance.py). Runs that repeat a task tend to be alike, so
counts are deflated by the design effect (see rates.py) before they are tested.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import exp, log, sqrt
from typing import Any

from dashboard.analysis.attributes import EXTRA, NUMBERS, Attribute, attribute, value_words
from dashboard.analysis.chance import false_discovery_rates, hypergeometric
from dashboard.analysis.rates import Z95, Clusters, design_effect
from dashboard.store.filters import Filters
from dashboard.store.history import History
from dashboard.store.reader import Row

FEWEST = 5
MOST_VALUES = 200  # an attribute with more is an identifier
MOST_WORDS = 200
FALSE_DISCOVERIES = 0.10
MORE, LESS = 1.5, 0.67
SAYS_THE_SIDE = 0.9
SAMPLE_ABOVE, SAMPLE = 200_000, 100_000
EVERY_RUN = 10**12

WORKED = Filters().choosing("outcome", ["succeeded"])
DID_NOT = Filters().choosing("outcome", ["failed", "bad"])


@dataclass(frozen=True, slots=True)
class Difference:
    """One value of one attribute on both sides.

    present: False where the difference is that runs lack the element; a of n_a and b of n_b: runs
    that have it (or lack it); risk_ratio: A's share against B's, with its 95 % bounds low, high;
    p: two-sided; q: the false discovery rate at which it would be kept; real: whether it passes
    all three marks; dimension, chosen: by which it can be filtered, "" for none; same: other
    differences that hold exactly the same numbers of runs.
    """

    attribute: Attribute
    value: str
    present: bool
    a: int
    n_a: int
    b: int
    n_b: int
    risk_ratio: float
    low: float
    high: float
    p: float
    q: float
    real: bool
    effect: float
    dimension: str
    chosen: str
    same: tuple[Difference, ...] = ()

    @property
    def share_a(self) -> float:
        return self.a / self.n_a if self.n_a else 0.0

    @property
    def share_b(self) -> float:
        return self.b / self.n_b if self.n_b else 0.0

    @property
    def more_in_a(self) -> bool:
        return self.risk_ratio >= 1

    @property
    def strength(self) -> float:
        """The lower bound of the risk ratio, of the side where it is more common."""
        return self.low if self.more_in_a else 1 / self.high


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two sets compared.

    n_a, n_b: runs on each side; in_both: runs in both sets, left out; counted: how many of them all
    were counted, less where a sample was; tested: how many differences; real: those unlikely to be
    chance, strongest first; others: the rest that was tested, least p first; effect: the largest
    design effect; outcome_copies: other fields that say the same as the sides do, left out.
    """

    n_a: int
    n_b: int
    in_both: int
    counted: int
    tested: int
    real: tuple[Difference, ...]
    others: tuple[Difference, ...]
    effect: float
    outcome_copies: tuple[str, ...]

    @property
    def sampled(self) -> bool:
        return self.counted < self.n_a + self.n_b


def compare(
    history: History,
    filters: Filters,
    a: Filters = WORKED,
    b: Filters = DID_NOT,
    at_most: int = SAMPLE,
) -> Comparison:
    """The chosen runs of set a against those of set b.

    at_most: of how many runs a sample is taken where there are more than SAMPLE_ABOVE; equal sets
    give equal samples.
    """
    sizes = history.ask("compare_sizes", filters, sides=(a, b))[0]
    n_a, n_b = sizes["a"], sizes["b"]
    every: dict[str, Any] = {
        "every_a": _every(n_a, n_b, at_most),
        "every_b": _every(n_b, n_a, at_most),
    }
    empty = Comparison(n_a, n_b, sizes["in_both"], n_a + n_b, 0, (), (), 1.0, ())
    if not n_a or not n_b:
        return empty
    edges = history.ask("compare_edges", filters, sides=(a, b), **every)[0]
    bound = {name: edges[name] or [] for name in (*NUMBERS, "tools")}
    rows = history.ask(
        "compare", filters, sides=(a, b), zone=history.about.zone, fewest=FEWEST,
        **every, **bound,
    )  # fmt: skip
    sides = {
        row["a"]: row for row in history.ask("compare_clusters", filters, sides=(a, b), **every)
    }
    if len(sides) < 2:
        return empty
    chosen_by = {name for it in (a, b) for name, _ in (*it.keep, *it.drop)}
    usable, copies = _usable(rows, history, chosen_by, sides)
    names = history.values_of("worker")
    tests = [it for row in usable for it in _test(row, sides, usable[row], bound, names)]
    return _judged(replace(empty, counted=sum(it["runs"] for it in sides.values())), tests, copies)


def _every(n: int, other: int, at_most: int) -> int:
    """Of how many runs of a side one is counted: all, unless both together are very many."""
    if n + other <= max(SAMPLE_ABOVE, at_most):
        return 1
    return max(1, n // max(at_most // 2, at_most - other))


@dataclass(frozen=True, slots=True)
class _Counts:
    """Runs with a value, and the sums over clusters, on both sides."""

    attribute: str
    value: str | None
    a: int
    b: int
    ss: tuple[float, float]
    sm: tuple[float, float]


def _usable(
    rows: Sequence[Row], history: History, chosen_by: set[str], sides: Mapping[bool, Row]
) -> tuple[dict[_Counts, tuple[int, int]], tuple[str, ...]]:
    """What can be tested, with how many runs of each side the attribute is known; and the other
    fields of the export that only repeat which side a run is on."""
    by_attribute: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_attribute[row["attribute"]].append(row)
    found: dict[_Counts, tuple[int, int]] = {}
    copies = []
    whole = sides[True]["runs"], sides[False]["runs"]
    for name, mine in by_attribute.items():
        about, known = attribute(name), whole
        if about.dimension in chosen_by or not history.about.filled.get(about.column):
            continue
        if about.holds != "list" and mine[0]["values"] > MOST_VALUES:
            continue
        values = [_counts(row) for row in mine if row["value"] != "" or about.holds != "list"]
        if about.holds == "list":
            known = next((row["runs_a"], row["runs_b"]) for row in mine if row["value"] == "")
            values = sorted(values, key=lambda it: -(it.a + it.b))[:MOST_WORDS]
        elif name.startswith(EXTRA):
            absent = whole[0] - mine[0]["given_a"], whole[1] - mine[0]["given_b"]
            if _says_the_side(mine[0], whole, absent):
                copies.append(about.label)
                continue
            values.append(_Counts(name, None, *absent, absent, absent))
        for it in values:
            if FEWEST <= it.a + it.b < sum(known):
                found[it] = known
    return found, tuple(copies)


def _says_the_side(row: Row, whole: tuple[int, int], absent: tuple[int, int]) -> bool:
    """Whether nearly all runs of both sides have a value that the other side never has, so that
    the attribute only repeats which side a run is on. To lack it counts as a value."""
    only_a = row["only_a"] + (absent[0] if not absent[1] else 0)
    only_b = row["only_b"] + (absent[1] if not absent[0] else 0)
    return bool(min(only_a / whole[0], only_b / whole[1]) >= SAYS_THE_SIDE)


def _counts(row: Row) -> _Counts:
    return _Counts(
        row["attribute"],
        row["value"],
        row["runs_a"],
        row["runs_b"],
        (row["ss_a"], row["ss_b"]),
        (row["sm_a"], row["sm_b"]),
    )


def _test(
    counts: _Counts,
    sides: Mapping[bool, Row],
    known: tuple[int, int],
    edges: Mapping[str, Sequence[Any]],
    names: Mapping[str, str],
) -> list[Difference]:
    """The difference in one value, not yet judged; of an element of a list the stronger of having
    and lacking it."""
    about = attribute(counts.attribute)
    n_a, n_b = known
    if not n_a or not n_b:
        return []
    effect = max(
        _effect(hits, n, sides[side], counts.ss[place], counts.sm[place])
        for place, (side, hits, n) in enumerate(((True, counts.a, n_a), (False, counts.b, n_b)))
    )
    shown = value_words(about, counts.value, edges, names)
    usable = about.dimension if counts.value is not None else ""
    has = _difference(about, shown, True, (counts.a, n_a, counts.b, n_b), effect)
    has = replace(has, dimension=usable, chosen=counts.value or "" if usable else "")
    if about.holds != "list":
        return [has]
    lacks = _difference(about, shown, False, (n_a - counts.a, n_a, n_b - counts.b, n_b), effect)
    lacks = replace(lacks, dimension=has.dimension, chosen=has.chosen)
    return [max(has, lacks, key=lambda it: (abs(log(it.risk_ratio)), it.present))]


def _effect(hits: int, n: int, side: Row, ss: float, sm: float) -> float:
    if side["clusters"] == side["runs"]:
        return 1.0  # nothing repeats
    return design_effect(hits, n, Clusters(side["clusters"], side["mm"], ss, sm))


def _difference(
    about: Attribute, value: str, present: bool, counts: tuple[int, int, int, int], effect: float
) -> Difference:
    a, n_a, b, n_b = counts
    ratio = ((a + 0.5) / (n_a + 1)) / ((b + 0.5) / (n_b + 1))
    spread = sum(
        1 / (hits / effect + 0.5) - 1 / (n / effect + 1) for hits, n in ((a, n_a), (b, n_b))
    )
    half = Z95 * sqrt(max(0.0, spread))
    low, high = ratio * exp(-half), ratio * exp(half)
    return Difference(
        about, value, present, a, n_a, b, n_b, ratio, low, high, 1.0, 1.0, False, effect, "", ""
    )


def _judged(sizes: Comparison, tests: list[Difference], copies: tuple[str, ...]) -> Comparison:
    """All tests with their p and q; the real ones apart."""
    counts = [_deflated(it) for it in tests]
    p = hypergeometric(*([it[n] for it in counts] for n in range(4))) if counts else []
    q = false_discovery_rates(p)
    judged = [
        replace(it, p=one, q=other, real=_is_real(it, other))
        for it, one, other in zip(tests, p, q, strict=True)
    ]
    real = sorted(
        (it for it in judged if it.real),
        key=lambda it: (-it.strength, it.attribute.name, it.value),
    )
    others = sorted((it for it in judged if not it.real), key=lambda it: (it.p, it.attribute.name))
    return replace(
        sizes,
        tested=len(tests),
        real=_folded(real),
        others=tuple(others),
        effect=max((it.effect for it in tests), default=1.0),
        outcome_copies=copies,
    )


def _deflated(it: Difference) -> tuple[int, int, int, int]:
    """Counts as if every run stood alone, rounded to whole runs."""
    n_a, n_b = max(1, round(it.n_a / it.effect)), max(1, round(it.n_b / it.effect))
    return min(n_a, round(it.a / it.effect)), n_a, min(n_b, round(it.b / it.effect)), n_b


def _is_real(it: Difference, q: float) -> bool:
    enough = min(it.a if it.more_in_a else it.b, it.n_a, it.n_b) >= FEWEST
    return q <= FALSE_DISCOVERIES and enough and (it.risk_ratio >= MORE or it.risk_ratio <= LESS)


def _folded(real: Sequence[Difference]) -> tuple[Difference, ...]:
    """Differences with the same counts on both sides under the first of them, as one."""
    groups: dict[tuple[int, int, int, int], list[Difference]] = {}
    for it in real:
        groups.setdefault((it.a, it.n_a, it.b, it.n_b), []).append(it)
    return tuple(replace(first, same=tuple(rest)) for first, *rest in groups.values())
