"""Reading an export: open it for the import, or explain how it would be read."""

from __future__ import annotations

from datetime import datetime

from dashboard.records.explanation import Explanation, explanation
from dashboard.records.export import Reading
from dashboard.records.open_times import require_answers
from dashboard.records.recognised import Formats
from dashboard.records.rows import Answers, Batch, Export, Rejected
from dashboard.sources.files.files import Located
from dashboard.sources.files.locating import located

__all__ = [
    "Answers",
    "Batch",
    "Explanation",
    "Export",
    "Formats",
    "Rejected",
    "explain",
    "located",
    "look",
    "open_export",
]


def open_export(export: Located, *, formats: Formats, answers: Answers, now: datetime) -> Export:
    """Recognise an export and look through all of it, so that its batches can be read.

    export: as `located` finds it, whose context must last until the batches were read; formats:
    those that it may have; answers: what a person said about its times; now: the time of the
    import. Raises ExportRefused, QuestionOpen, TextRefused or MappingInvalid.
    """
    reading = Reading(export, formats, answers, now)
    require_answers(reading.times, answers, reading.opened.mapping.name)
    return reading.export()


def look(
    export: Located, *, formats: Formats, answers: Answers, now: datetime
) -> tuple[Explanation, Export | None]:
    """How an export would be read, and the export itself; None where questions are open.

    Takes and raises what open_export does, but for open questions: they are part of the answer.
    """
    reading = Reading(export, formats, answers, now)
    found = explanation(reading)
    return found, None if found.question else reading.export()


def explain(export: Located, *, formats: Formats, answers: Answers, now: datetime) -> Explanation:
    """How an export would be read: its format, columns, and first three rows before and after.

    Takes and raises what open_export does, but for open questions: they are part of the answer.
    """
    return explanation(Reading(export, formats, answers, now))
