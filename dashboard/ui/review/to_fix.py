"""A finding of the review as a fix request."""

from __future__ import annotations

from dashboard.analysis.coverage import judged
from dashboard.analysis.review.joining import Item
from dashboard.analysis.review.review import Review
from dashboard.analysis.review.to_fix import can_be_fixed, request_of
from dashboard.exporting.fix_request import as_text
from dashboard.ui.fix_request import draw_asked
from dashboard.ui.workspace import answer, history
from dashboard.words.review import title, why


def draw_to_fix(item: Item, found: Review) -> None:
    """Draw the button under a finding, and the text once it is asked for."""
    if not can_be_fixed(item):
        return

    def text() -> str:
        zone, good = history().about.zone, judged(history().about)
        request = answer(request_of, found.chosen, item)
        return as_text(request, title(item), why(item, zone, judged=good), zone, judged=good)

    draw_asked(item.key, text)
