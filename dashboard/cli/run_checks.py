"""The checks on a run's output, as a document and as text."""

from __future__ import annotations

from dashboard.analysis.output_checks import Checked
from dashboard.checks.suspicion import Suspicion
from dashboard.cli.printing import Document, one_line
from dashboard.words.checks import asked, beside, not_found, not_run, told


def checks_document(checks: Checked) -> Document:
    """What the checks found, and which did not run."""
    text = checks.output.text if checks.output else ""
    return {
        "found": [_document(found, text) for found in checks.found],
        "passed": list(checks.passed),
        "not_run": dict(checks.not_run),
        "usual": list(checks.usual),
        "cut": bool(checks.output and checks.output.cut),
    }


def _document(found: Suspicion, text: str) -> Document:
    return {
        "check": found.check,
        "kind": found.kind,
        "count": found.count,
        "against": found.said or None,
        "evidence": [
            {"start": start, "end": end, "text": text[start:end]} for start, end in found.spans
        ],
    }


def checks_text(checks: Checked) -> str:
    """The same for people."""
    lines = ["checks of its output"]
    text = checks.output.text if checks.output else ""
    for found in checks.found:
        lines.append(f"  ! {told(found)}")
        marked = ", ".join(f"“{one_line(text[start:end])}”" for start, end in found.spans[:5])
        more = (asked(found), marked, beside(found))
        lines += [f"    {one_line(said, width=400)}" for said in more if said]
    quiet = filter(None, (not_found(checks), *not_run(checks)))
    return "\n".join([*lines, *(f"  {said}" for said in quiet)])
