"""Tables as every page draws them: a name is the link, and all that is drawn is also text."""

from __future__ import annotations

import html
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType

import streamlit as st

from dashboard.ui.attributes import told
from dashboard.words.safe_text import visible

LONGEST = 240
"""Characters of a text that a cell shows; the page that its row leads to has the whole."""
LONG, BRIEF = 32, 12
"""A column with a text of so many characters wraps; one without a longer text never does, where
there is room."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one place of a table.

    text: what is read there; link: the address in the app where it leads; image: an address with
    a picture in it, drawn in place of the text; tone: a colour as CSS names it, of a badge, and
    depth: how strong that is, in percent; sign: what stands before the text where there is room,
    and says no more than it; curt: what stands in its place where rows become lines; by: what the
    column is sorted by, where that is not the text; label: what a link is called by those who hear
    it, where its text is that of others, too: the text and what it is about.
    """

    text: str
    link: str = ""
    image: str = ""
    tone: str = ""
    depth: int = 16
    sign: str = ""
    curt: str = ""
    by: float | str | None = None
    label: str = ""


class InLines(Enum):
    """What becomes of a column where rows become lines: its cells stand beside the name of the row,
    lead the rest, follow the name and each other like words of a text, do so where they are not 0,
    fill what is left of the last line, stand small in one line below the name, or are left out."""

    BESIDE = "beside"
    LEADS = "leads"
    FLOWS = "flows"
    COUNTED = "flows counted"
    ENDS = "ends"
    SMALL = "small"
    LEFT_OUT = "wide"


def as_text(*flows: str, without: Collection[str] = ()) -> dict[str, InLines]:
    """Columns whose cells follow the name of their row where rows become lines, and those that are
    left out there."""
    return dict.fromkeys(flows, InLines.FLOWS) | dict.fromkeys(without, InLines.LEFT_OUT)


Cells = Sequence[Cell | str | int | None]


def draw_table(
    columns: Mapping[str, Cells],
    *,
    alt: str,
    few: Collection[int] = (),
    heads: Mapping[str, str] = MappingProxyType({}),
    lines: Mapping[str, InLines] = MappingProxyType({}),
    sortable: bool = True,
) -> None:
    """Draw the table that table_html() writes."""
    if written := table_html(
        columns, alt=alt, few=few, heads=heads, lines=lines, sortable=sortable
    ):
        st.html(written)


def table_html(
    columns: Mapping[str, Cells],
    *,
    alt: str,
    few: Collection[int] = (),
    heads: Mapping[str, str] = MappingProxyType({}),
    lines: Mapping[str, InLines] = MappingProxyType({}),
    sortable: bool = True,
) -> str:
    """A table without the columns that hold nothing; "" if that leaves none.

    columns: cells by heading, None where there is nothing; the first names the row; whole numbers
    are written as in the sentences beside the table. alt: what the table holds, for those who
    don't see it; few: numbers of rows that are grey; heads: what is said before cells where rows
    become lines, in place of their headings, "" where these go without saying; lines: what becomes
    of columns there; where none is said, all follow the name like words of a text; sortable: by a
    click on a heading, which makes sense where the whole list is shown.

    The text of cells may be anybody's: it is escaped here, for all pages.
    """
    lines = lines or as_text(*_texts(columns))
    drawn = [
        _column(head, [_cell(one) for one in cells], heads.get(head, head), lines.get(head))
        for head, cells in columns.items()
        if any(one is not None for one in cells)
    ]
    return "".join(_table(drawn, alt, few, sortable=sortable)) if drawn else ""


def _texts(columns: Mapping[str, Cells]) -> Iterator[str]:
    """The columns after the name of a row that are neither badges nor drawings."""
    for head, cells in [*columns.items()][1:]:
        if not any(isinstance(one, Cell) and (one.tone or one.image) for one in cells):
            yield head


@dataclass(frozen=True, slots=True)
class _Column:
    """A column as it is drawn. said: its heading where rows become lines; kind: its classes."""

    head: str
    said: str
    kind: str
    cells: Sequence[Cell]


def _column(head: str, cells: Sequence[Cell], said: str, line: InLines | None) -> _Column:
    kinds = [_kind(cells), *([] if said else ["plain"]), *([line.value] if line else [])]
    return _Column(head, said, " ".join(kinds), cells)


def _cell(held: Cell | str | int | None) -> Cell:
    match held:
        case None:
            return Cell("")
        case int():
            return Cell(f"{held:,}", by=held)
        case str():
            return Cell(held)
    return held


def _table(
    columns: Sequence[_Column], alt: str, few: Collection[int], *, sortable: bool
) -> Iterator[str]:
    linked = any(cell.link for column in columns for cell in column.cells)
    reached = linked  # by the Tab key, which stops at one link of a table, or else at one heading
    yield f'<div data-table><table aria-label="{told(alt)}"><thead><tr>'
    for column in columns:
        stop = f'tabindex="{-1 if reached else 0}"'
        head = _text(column.head)
        named = f'<button type="button" {stop}>{head}</button>' if sortable else head
        numeric = " data-numeric" if _numeric(column.cells) else ""
        yield f'<th scope="col" class="{column.kind}"{numeric}>{named}</th>'
        reached = True
    yield "</tr></thead><tbody>"
    reached = False
    for number, row in enumerate(zip(*(column.cells for column in columns), strict=True)):
        yield '<tr class="few">' if number in few else "<tr>"
        for column, cell in zip(columns, row, strict=True):
            yield _drawn(column, cell, first=bool(cell.link) and not reached)
            reached |= bool(cell.link)
        yield "</tr>"
    yield "</tbody></table></div>"


def _kind(cells: Sequence[Cell]) -> str:
    if any(cell.tone for cell in cells):
        return "marked"
    if any(cell.image for cell in cells):
        return "drawn"
    if all(isinstance(cell.by, int) for cell in cells if cell.text):
        return "number"
    longest = max(len(cell.text) for cell in cells)
    if longest > LONG:
        return "long"
    return "short brief" if longest <= BRIEF else "short"


def _numeric(cells: Sequence[Cell]) -> bool:
    return all(isinstance(cell.by, int | float) for cell in cells if cell.text)


def _drawn(column: _Column, cell: Cell, *, first: bool) -> str:
    by = cell.text if cell.by is None else cell.by
    said = f' data-said="{told(column.said)}"' if column.said != column.head else ""
    heads = f'data-head="{told(column.head)}"{said} data-value="{told(str(by))}"'
    return f'<td class="{column.kind}" {heads}>{_held(cell, first=first)}</td>'


def _held(cell: Cell, *, first: bool) -> str:
    shown = cell.text if len(cell.text) <= LONGEST else f"{cell.text[: LONGEST - 1]}…"
    if cell.image:
        return f'<img src="{html.escape(cell.image)}" alt="{told(shown)}">'
    text = _text(shown)
    if cell.curt:
        text = f'<span class="full">{text}</span><span class="curt">{_text(cell.curt)}</span>'
    if cell.sign:
        text = f'<span class="sign">{_text(cell.sign)} </span>{text}'
    if cell.tone:
        style = f"--tone:{html.escape(cell.tone)};--depth:{cell.depth}%"
        text = f'<span class="badge" style="{style}">{text}</span>'
    if cell.link:
        called = f' aria-label="{told(cell.label)}"' if cell.label else ""
        stop = f'tabindex="{0 if first else -1}"'
        return f'<a href="{html.escape(cell.link)}" {stop}{called}>{text}</a>'
    return text


def _text(text: str) -> str:
    return html.escape(visible(text))
