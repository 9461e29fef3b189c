"""The list of findings: one line each, which leads to the finding opened in its place."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import streamlit as st

from dashboard.analysis.coverage import judged
from dashboard.analysis.review import facts
from dashboard.analysis.review.joining import Item
from dashboard.charts.style import COLOURS, NEUTRAL
from dashboard.ui.links import to_here
from dashboard.ui.workspace import history
from dashboard.words.review import also, brief, kind_label, title
from dashboard.words.safe_text import visible
from dashboard.words.values import expected_count

TONES = {
    facts.NEW: COLOURS["failed"],
    facts.CAME_BACK: COLOURS["failed"],
    facts.ABOVE: "#E69F00",
    facts.OFTEN: "#E69F00",
    facts.CUSTOMER: COLOURS["failed"],
    facts.READY: COLOURS["succeeded"],
    facts.BAD: COLOURS["bad"],
    facts.SUSPECT: COLOURS["succeeded"],
    facts.STUCK: COLOURS["running"],
    facts.SILENT: COLOURS["running"],
    facts.PAUSED: COLOURS["running"],
}
"""The colour of a kind, which its glyph and its word say, too."""
WORTH_SAYING = 0.5
"""Failed runs above usual from which they stand beside a finding."""


@dataclass(frozen=True, slots=True)
class FindingLine:
    """A finding, and what is other about it for the person who looks, "" for nothing."""

    item: Item
    mark: str = ""


def draw_rows(lines: Sequence[FindingLine], opened: str, start: int = 1) -> None:
    """Draw findings as an ordered list. opened: the key of the one that is open; start: the number
    of the first."""
    if lines:
        st.html(rows_html(lines, opened, start))


def rows_html(lines: Sequence[FindingLine], opened: str, start: int = 1) -> str:
    """The list that draw_rows() draws; all text of exports is escaped here."""
    return "".join(_list(lines, opened, start))


def _list(lines: Sequence[FindingLine], opened: str, start: int) -> Iterator[str]:
    yield f'<ol data-findings start="{start}" aria-label="Findings, worst first">'
    for line in lines:
        key = line.item.key
        is_open = key == opened
        address = to_here(item="" if is_open else key)
        now = ' aria-current="true"' if is_open else ""
        yield f'<li{now}><a href="{_attribute(address)}" data-finding>{_parts(line)}</a></li>'
    yield "</ol>"


def _parts(line: FindingLine) -> str:
    item, about = line.item, history().about
    tone = TONES.get(item.lead.kind, NEUTRAL)
    seen = " ◉" if item.customer and item.lead.kind != facts.CUSTOMER else ""
    said = f"{brief(item, about.zone, judged=judged(about))} {also(item)}".rstrip()
    kind = _text(kind_label(item.lead.kind) + seen)
    mark = f"<b>{_text(line.mark[0].upper() + line.mark[1:])}.</b> " if line.mark else ""
    return (
        f'<span class="badge" style="--tone:{tone}">{kind}</span>'
        f'<span class="what">{_text(title(item))}</span>'
        f'<span class="why">{mark}{_text(said)}</span>'
        f'<span class="more">{_more(item)}</span>'
    )


def _more(item: Item) -> str:
    """How many more failed than usual, or than before a change, in the reviewed time; how many
    failed of a worker of which nothing says what is usual."""
    if isinstance(item.lead.seen, facts.AmongOthers):
        return f"{item.lead.seen.failed:,} failed"
    if item.excess < WORTH_SAYING:
        return ""
    return f"+{expected_count(item.excess)} failed"


def _text(text: str) -> str:
    return html.escape(visible(text))


def _attribute(text: str) -> str:
    return html.escape(text)
