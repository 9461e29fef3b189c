"""The command check: whether a regression stands, for a pipeline."""

from __future__ import annotations

import json
from typing import Any

from dashboard.analysis import documents
from dashboard.analysis.looked_at import looked_at
from dashboard.cli.summary import summary
from dashboard.cli.workspace import CALLS_FOR_ACTION, OK, filters_of, history_of


def check(arguments: Any) -> int:
    """Print what stands; the exit status says whether anything does."""
    from dashboard.analysis.changes import all_changes
    from dashboard.analysis.worker_weeks import worker_weeks

    history = history_of(arguments)
    filters, about = filters_of(arguments, history), history.about
    known, weeks = all_changes(history, filters), worker_weeks(history, filters)
    looked = looked_at(history, filters, known)
    if arguments.json:
        document = documents.check_document(known, weeks, looked, about)
        print(json.dumps(document, indent=2, ensure_ascii=False))
    else:
        print(summary(known, weeks, looked, history))
    return CALLS_FOR_ACTION if known.standing else OK
