"""Minutes of a review as Markdown, as a page that needs nothing else, and as a document."""

from __future__ import annotations

import html
import json
from collections.abc import Iterator, Sequence

from dashboard.exporting.markdown import plain
from dashboard.ledger.weeks import Line, Minutes, content_of
from dashboard.words.minutes import PARTS
from dashboard.words.review_names import data_of, review_title
from dashboard.words.safe_text import visible

_STYLE = """
body { font: 14px/1.5 Inter, system-ui, sans-serif; max-width: 60rem; margin: 2rem auto;
  padding: 0 1rem; color: #1c1e24; background: #fff; }
h1 { font-size: 24px; margin: 0; } h2 { font-size: 16px; margin: 2rem 0 .5rem; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: left; vertical-align: top; padding: .35rem .75rem .35rem 0;
  border-bottom: 1px solid #e4e6eb; overflow-wrap: anywhere; }
th { color: #5b606c; font-weight: 500; } .quiet { color: #5b606c; }
.kind { white-space: nowrap; } .what { font-weight: 500; }
@media print { body { margin: 0; max-width: none; } h2 { break-after: avoid; }
  tr { break-inside: avoid; } @page { margin: 18mm; } }
"""


def as_json(minutes: Minutes) -> str:
    """The document: the snapshot of the week."""
    return json.dumps(content_of(minutes), indent=2, ensure_ascii=False)


def as_markdown(minutes: Minutes) -> str:
    """The minutes in Markdown; text of exports shows as it is."""
    return "\n".join(_markdown(minutes)) + "\n"


def _markdown(minutes: Minutes) -> Iterator[str]:
    yield f"# {plain(review_title(minutes))}"
    yield f"\n{plain(data_of(minutes))}\n"
    yield from (f"- {plain(sentence)}" for sentence in minutes.sentences)
    for head, name in PARTS.items():
        lines: Sequence[Line] = getattr(minutes, name)
        if lines:
            yield f"\n## {head}\n"
            yield from (_md_line(line) for line in lines)
    if minutes.wall.rows:
        yield "\n## Failed of finished runs, week by week\n"
        yield f"| Worker | {' | '.join(map(plain, minutes.wall.heads))} |"
        yield "|---" * (len(minutes.wall.heads) + 1) + "|"
        yield from (f"| {' | '.join(map(plain, row))} |" for row in minutes.wall.rows)


def _md_line(line: Line) -> str:
    told = f"- **{plain(line.title)}** ({plain(line.kind)}): {plain(line.why)}".removesuffix(": ")
    return f"{told}\n  {plain(line.word)}" if line.word else told


def as_html(minutes: Minutes) -> str:
    """The minutes as a page on its own: it loads nothing, and prints well."""
    return "".join(_html(minutes))


def _html(minutes: Minutes) -> Iterator[str]:
    title = _text(review_title(minutes))
    yield '<!doctype html><html lang="en"><head><meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width">'
    yield (
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'\">"
    )
    yield f"<title>{title}</title><style>{_STYLE}</style></head><body>"
    yield f'<h1>{title}</h1><p class="quiet">{_text(data_of(minutes))}</p><ul>'
    yield from (f"<li>{_text(sentence)}</li>" for sentence in minutes.sentences)
    yield "</ul>"
    for head, name in PARTS.items():
        lines: Sequence[Line] = getattr(minutes, name)
        if lines:
            yield f"<h2>{head}</h2><table>"
            yield from map(_row, lines)
            yield "</table>"
    if minutes.wall.rows:
        yield "<h2>Failed of finished runs, week by week</h2><table><tr><th>Worker</th>"
        yield from (f"<th>{_text(head)}</th>" for head in minutes.wall.heads)
        yield "</tr>"
        for row in minutes.wall.rows:
            yield f"<tr>{''.join(f'<td>{_text(cell)}</td>' for cell in row)}</tr>"
        yield "</table>"
    yield "</body></html>"


def _row(line: Line) -> str:
    word = f'<br><span class="quiet">{_text(line.word)}</span>' if line.word else ""
    return (
        f'<tr><td class="kind">{_text(line.kind)}</td><td class="what">{_text(line.title)}</td>'
        f"<td>{_text(line.why)}{word}</td></tr>"
    )


def _text(text: str) -> str:
    return html.escape(visible(text))


FORMS = {"md": as_markdown, "html": as_html, "json": as_json}
"""By the name of a form, what writes it."""
