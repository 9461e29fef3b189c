"""Safe to rerun? As a document and as text."""

from __future__ import annotations

from dashboard.analysis.clearance import Clearance, Creation
from dashboard.cli.printing import Document, one_line, utc
from dashboard.words.clearance import STATES, answer, beside, customers, known_by


def clearance_document(found: Clearance) -> Document:
    """What a run and the other runs of its task are known to have created."""
    return {
        "answer": found.answer,
        "seen_by_customers": found.customers,
        "own": _document(found.own),
        "others": [_document(one) for one in found.others],
        "solved_by": found.solved_by,
        "policy": found.policy,
    }


def _document(one: Creation) -> Document:
    return {
        "run_id": one.run_id,
        "outcome": one.outcome,
        "created_at": one.created_at and utc(one.created_at),
        "state": one.state,
        "customer_visible": one.customer,
        "customers_see": one.seen,
        "signs": [
            {
                "kind": sign.kind,
                "what": sign.what or None,
                "customer_visible": sign.customer,
                "address": sign.address or None,
            }
            for sign in one.signs
        ],
    }


def clearance_text(found: Clearance) -> str:
    """The same for people."""
    lines = ["safe to rerun?", f"  {answer(found)}"]
    if told := beside(found):
        lines.append(f"  {told}")
    for one in found.all:
        seen = customers(one)
        seen = f", customers see it: {seen}" if seen else ""
        told = one_line(known_by(one), width=400)
        lines.append(f"  {one_line(one.run_id)}: {STATES[one.state]}{seen} ({told})")
    return "\n".join(lines)
