"""The fields of an export that a workspace offers as dimensions."""

from __future__ import annotations

from shlex import quote

from dashboard.analysis.own_fields import OwnField, OwnFields, own_fields
from dashboard.cli.arguments import Arguments
from dashboard.cli.commands import options_taken
from dashboard.cli.filter_options import option_of_field
from dashboard.cli.printing import Document, json_text, table
from dashboard.cli.streams import OK, remark
from dashboard.cli.workspace import history_of, home_of
from dashboard.errors import UserError
from dashboard.store.dimensions.own_field import own_field
from dashboard.store.writing.own_fields import offer_field, withdraw_field
from dashboard.words.own_fields import looked_at_told, values_told
from dashboard.words.safe_text import visible

_MOST = 40
"""Fields that are listed; --json lists all."""


def dimension(arguments: Arguments) -> int:
    """Offer a field, or offer it no longer; list the fields that runs have."""
    do, name = arguments.do or "list", arguments.name
    if (name is None) != (do == "list"):
        raise UserError(
            "Which field is meant is not said." if name is None else "A list takes no name.",
            where="NAME",
            remedy="Write `dimension add NAME`, `dimension remove NAME` or `dimension list`.",
        )
    history_of(arguments)
    if name is not None and do == "add":
        offer_field(home_of(arguments), name)
        option = quote(option_of_field(name, options_taken()))
        remark(visible(f"{name} is a dimension now: {option} VALUE."))
    elif name is not None:
        withdraw_field(home_of(arguments), name)
        remark(visible(f"{name} is offered no longer; links to it choose the same runs as before."))
    else:
        found = own_fields(history_of(arguments))
        print(json_text(_document(found)) if arguments.json else visible(_text(found)))
    return OK


def _document(found: OwnFields) -> Document:
    return {
        "looked_at": found.looked_at,
        "fields": [
            {
                "name": one.name,
                "filter": own_field(one.name).name,
                "offered": one.offered,
                "runs": one.runs,
                "values": one.values,
                "most_common": list(one.most),
            }
            for one in found.fields
        ],
    }


def _text(found: OwnFields) -> str:
    if not found.fields:
        return "Your export has no other fields."
    rows = [_row(one) for one in found.fields[:_MOST]]
    lines = [looked_at_told(found), "", table(("field", "offered", "runs", "values", ""), rows)]
    if len(rows) < len(found.fields):
        lines.append(f"Showing {len(rows)} of {len(found.fields):,} fields; --json lists all.")
    return "\n".join(lines)


def _row(one: OwnField) -> tuple[str, str, int, int, str]:
    return one.name, "yes" if one.offered else "", one.runs, one.values, values_told(one)
