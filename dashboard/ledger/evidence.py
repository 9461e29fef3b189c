"""Why something was decided: the finding and its numbers, kept as they stood at that moment."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from dashboard.ledger.entries import moment


@dataclass(frozen=True, slots=True)
class Stood:
    """A fact of the review as it stood when something was decided about it. key, kind, tier: those
    of the fact; runs: how many it is of, among so many; None for what it does not count."""

    key: str
    kind: str
    tier: int
    runs: int | None = None
    among: int | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why something was decided, as it stood then. sentence: with its numbers; runs, failed: of the
    subject from since until until; counted: of what its finding counts, so many; as_of: up to when
    the data told; None for what is not known; customer: whether a
    customer may have seen what failed runs wrote; facts: of the review, those that were decided
    about, none where that was not kept."""

    sentence: str
    runs: int | None = None
    failed: int | None = None
    since: datetime | None = None
    until: datetime | None = None
    as_of: datetime | None = None
    customer: bool = False
    facts: tuple[Stood, ...] = ()
    counted: int | None = None


_TIMES = ("since", "until", "as_of")


def written(evidence: Evidence) -> dict[str, Any]:
    """Evidence as an entry of the ledger holds it."""
    times = {
        name: at.astimezone(UTC).isoformat() if (at := getattr(evidence, name)) else None
        for name in _TIMES
    }
    return asdict(evidence) | times


def evidence_in(held: dict[str, Any]) -> Evidence:
    """The evidence that an entry of the ledger holds. Raises KeyError, TypeError, ValueError,
    AttributeError for others."""
    times = {name: moment(text) if (text := held.get(name)) else None for name in _TIMES}
    return Evidence(
        sentence=str(held["sentence"]),
        runs=_number(held.get("runs")),
        failed=_number(held.get("failed")),
        customer=bool(held.get("customer")),
        facts=tuple(_stood(one) for one in held.get("facts") or ()),
        counted=_number(held.get("counted", held.get("failed"))),
        **times,
    )


def _stood(held: dict[str, Any]) -> Stood:
    runs, among = _number(held.get("runs")), _number(held.get("among"))
    return Stood(str(held["key"]), str(held["kind"]), int(held["tier"]), runs, among)


def _number(held: Any) -> int | None:
    if held is not None and not isinstance(held, int):
        raise TypeError(held)
    return held
