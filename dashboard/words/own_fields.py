"""What is said of the fields that only an export knows."""

from __future__ import annotations

from dashboard.analysis.own_fields import OwnField, OwnFields
from dashboard.words.dimensions import short
from dashboard.words.safe_text import isolated
from dashboard.words.values import count


def looked_at_told(found: OwnFields) -> str:
    """Of which runs the numbers are."""
    return f"Looked at: {count(found.looked_at, 'run')} with other fields."


def values_told(one: OwnField) -> str:
    """Some values of a field: "gold, silver and 3 more". They are text of the export."""
    named = ", ".join(isolated(short(value)) for value in one.most)
    more = one.values - len(one.most)
    return f"{named} and {more:,} more" if more > 0 else named


def field_told(one: OwnField) -> str:
    """A field in a line: in how many runs it is, and some of its values."""
    if not one.runs:
        return "No run has it any more."
    return f"In {count(one.runs, 'run')}: {values_told(one)}"
