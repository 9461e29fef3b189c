"""The command check: whether a regression stands, for a pipeline."""

from __future__ import annotations

import json
from typing import Any

from dashboard import plain_text
from dashboard.analysis import documents
from dashboard.analysis.coverage import judged
from dashboard.cli.workspace import CALLS_FOR_ACTION, OK, filters_of, history_of


def check(arguments: Any) -> int:
    """Print what stands; the exit status says whether anything does."""
    from dashboard.analysis.changes import all_changes
    from dashboard.analysis.worker_weeks import worker_weeks

    history = history_of(arguments)
    filters = filters_of(arguments, history)
    known, weeks = all_changes(history, filters), worker_weeks(history, filters)
    if arguments.json:
        document = documents.check_document(known, weeks)
        print(json.dumps(document, indent=2, ensure_ascii=False))
    else:
        print(plain_text.check(known, weeks, history.about.zone, judged=judged(history.about)))
    return CALLS_FOR_ACTION if known.standing else OK
