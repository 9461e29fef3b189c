"""Safe to rerun? What a run and the other runs of its task are known to have created."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dashboard.analysis.run import RunDetail
from dashboard.checks.claims import may_act
from dashboard.errors import NotFound
from dashboard.store.dimensions.declared import NO, YES
from dashboard.store.reading.history import History

CREATED, NONE, UNKNOWN = "created", "none", "unknown"
"""What is known of what a run created; unknown never reads as safe."""
CUSTOMER, DOUBLED, OPEN, REPLACED, SOLVED, NOTHING = (
    "customers see it", "would be created twice", "not known", "replaced", "solved", "nothing",
)  # fmt: skip
ANSWERS = (CUSTOMER, DOUBLED, OPEN, REPLACED, SOLVED, NOTHING)
"""The answers, the gravest first: customers see what was created, whatever came later; another run
would create it again; it isn't known what was created; the worker replaces or summarises what it
wrote; a later run of the task completed; nothing was created."""

EFFECT, STATED, COMMENT, WROTE, PLACED, MAY, NAMED_NONE = (
    "effect", "stated", "comment", "wrote", "placed", "may", "none",
)  # fmt: skip
"""What something is known by: an effect that the export lists; that it says so; a comment that it
shows; a call that wrote; a place to which the output was written; a call that may have written;
that it says nothing was created."""
AGAIN = ("replaces", "summarises")
"""Output policies with which another run is meant to write again."""
MOST_RUNS = 200


@dataclass(frozen=True, slots=True)
class Sign:
    """Something by which it is known what a run created.

    kind: one of those above; what: the kind of the effect, the name of the tool, the place;
    customer: whether customers see it, None where that isn't known; address: where it can be looked
    at, "" for nowhere.
    """

    kind: str
    what: str = ""
    customer: bool | None = None
    address: str = ""


@dataclass(frozen=True, slots=True)
class Creation:
    """What one run is known to have created. state: one of CREATED, NONE and UNKNOWN; seen: whether
    customers see something of it, as the dimension “customers” has it, None where that isn't
    told; signs: by what it is known, what customers see first; created_at: None without a time of
    its own."""

    run_id: str
    outcome: str
    created_at: datetime | None
    state: str
    seen: str | None
    signs: tuple[Sign, ...]

    @property
    def customer(self) -> bool | None:
        """Whether customers see something of it; None where that isn't known."""
        return {YES: True, NO: False}.get(self.seen or "")


@dataclass(frozen=True, slots=True)
class Clearance:
    """Whether a run can be tried again.

    answer: one of ANSWERS; own: what the run itself created; others: what the other runs of its
    task created, oldest first; after: those of them that came later; solved_by: the last run of the
    task that completed after this one; policy: what the worker does to its earlier output; again:
    all that was created is such output and is written again anyway.
    """

    answer: str
    own: Creation
    others: tuple[Creation, ...]
    after: tuple[str, ...]
    solved_by: str | None
    policy: str | None
    again: bool

    @property
    def customers(self) -> int:
        """How many runs of the task created what customers see, and still see."""
        return 0 if self.again else sum(one.seen == YES for one in self.all)

    @property
    def all(self) -> tuple[Creation, ...]:
        return (self.own, *self.others)


def is_to_rerun(detail: RunDetail) -> bool:
    """Whether somebody may want to try a run again: it failed, or is bad."""
    return detail.values["outcome"] in ("failed", "bad")


def clearance(history: History, run_id: str) -> Clearance:
    """What is known of whether a run can be tried again; NotFound if the history has none."""
    rows = history.ask("task_effects", run_ids=[run_id], most=MOST_RUNS)
    found = [_creation(row) for row in rows]
    place = next((place for place, one in enumerate(found) if one.run_id == run_id), None)
    if place is None:
        raise NotFound(f"No run has the id “{run_id}”.", remedy="Check the id.")
    own, others = found[place], (*found[:place], *found[place + 1 :])
    ordered = all(row["ordered"] for row in rows)
    later = found[place + 1 :] if ordered else []
    solved = next((one.run_id for one in reversed(later) if one.outcome == "succeeded"), None)
    policy = history.ask("run_checks", run_id=run_id)[0]["output_policy"]
    made = [one for one in found if one.state == CREATED]
    again = policy in AGAIN and all(map(_only_output, made))
    return Clearance(
        answer=_answer(found, solved, again=again),
        own=own,
        others=others,
        after=tuple(one.run_id for one in later),
        solved_by=solved,
        policy=policy,
        again=again,
    )


def left_by(history: History, run_id: str) -> str:
    """What tells what a run and the runs of its task left from how that was before: it is another
    wherever one of them came, or ended, or wrote something else. What a person found holds only
    while it is the same. Raises NotFound for a run that the history doesn't have."""
    rows = history.ask("clean_up_states", run_ids=[run_id])
    if not rows:
        raise NotFound(f"No run has the id “{run_id}”.", remedy="Check the id.")
    return str(rows[0]["state"])


def _answer(runs: Sequence[Creation], solved: str | None, *, again: bool) -> str:
    """What customers saw comes first: that a later run completed takes nothing back of it, and what
    that run wrote is one thing more. What it alone wrote is what the task was for. again: all that
    was created is written again anyway, so that only the newest of it stands."""
    if not again and any(one.seen == YES for one in runs if one.run_id != solved):
        return CUSTOMER
    if solved:
        return SOLVED
    made = any(one.state == CREATED for one in runs)
    if made and not again:
        return DOUBLED
    if any(one.state == UNKNOWN for one in runs):
        return OPEN
    return REPLACED if made else NOTHING


def _only_output(creation: Creation) -> bool:
    """Whether all that a run is known to have created is the output that is written again."""
    return all(
        sign.kind in (COMMENT, PLACED) or (sign.kind == EFFECT and sign.what == "comment")
        for sign in creation.signs
        if sign.kind not in (MAY, NAMED_NONE, STATED)
    )


def _creation(row: Mapping[str, Any]) -> Creation:
    return Creation(
        run_id=row["run_id"],
        outcome=row["outcome"],
        created_at=row["created_at"],
        state=row["state"],
        seen=row["seen"],
        signs=tuple(sorted(_signs(row), key=lambda sign: sign.customer is not True)),
    )


def _signs(row: Mapping[str, Any]) -> list[Sign]:
    """By what it is known what a run created; a comment among its effects is told once."""
    seen = {"customer": True, "internal": False}.get(row["output_visibility"])
    effects = row["effects"] or ()
    found = [
        Sign(
            EFFECT,
            effect["kind"] or "",
            seen if effect["customer_visible"] is None else effect["customer_visible"],
            effect["url"] or "",
        )
        for effect in effects
    ]
    if row["commented"] and not any(sign.what == "comment" for sign in found):
        found.append(Sign(COMMENT, "comment", seen, row["output_location"] or ""))
    elif row["output_location"] and not found and row["effects_state"] == CREATED:
        found.append(Sign(PLACED, row["output_location"], seen, row["output_location"]))
    found += [sign for call in row["tools_called"] or () if (sign := _of_call(call))]
    if row["effects_state"] == CREATED and not effects:
        found.append(Sign(STATED, customer=seen))
    if row["state"] == NONE:
        found.append(Sign(NAMED_NONE))
    return list(dict.fromkeys(found))


def _of_call(call: Mapping[str, Any]) -> Sign | None:
    """What a call tells: that it wrote, or that it may have, also if it failed."""
    name, wrote = call["name"] or "", call["wrote"]
    if wrote and call["ok"] is not False:
        return Sign(WROTE, name)
    may = wrote is not False and (wrote or may_act({**call, "ok": None}))
    return Sign(MAY, name) if may else None
