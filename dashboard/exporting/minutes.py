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
:root { color-scheme: light dark; --text: #1c1e24; --quiet: #5b606c; --line: #e4e6eb;
  --page: #fff; --tint: #f5f6f8; }
@media (prefers-color-scheme: dark) { :root { --text: #e8eaee; --quiet: #a2a8b4;
  --line: #333843; --page: #15171c; --tint: #1e2128; } }
body { font: 15px/1.5 Inter, system-ui, sans-serif; max-width: 48rem; margin: 2.5rem auto;
  padding: 0 1.25rem; color: var(--text); background: var(--page); overflow-wrap: anywhere; }
h1 { font-size: 26px; line-height: 1.25; margin: 0; } p { margin: 0; }
h2 { font-size: 17px; margin: 2.25rem 0 .25rem; }
.quiet { color: var(--quiet); }
.said { background: var(--tint); border-radius: 8px; padding: .9rem 1.1rem .9rem 2.1rem;
  margin: 1.25rem 0 0; } .said li + li { margin-top: .3rem; }
.lines { list-style: none; margin: 0; padding: 0; }
.lines li { padding: .7rem 0; border-bottom: 1px solid var(--line); }
.what { font-weight: 600; margin-right: .6rem; } .kind { color: var(--quiet); font-size: 13px; }
.word { margin-top: .35rem; padding-left: .7rem; border-left: 3px solid var(--line); }
.wall { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 13px; overflow-wrap: normal;
  font-variant-numeric: tabular-nums; }
th, td { text-align: right; padding: .3rem 0 .3rem .9rem; white-space: nowrap;
  border-bottom: 1px solid var(--line); }
th:first-child, td:first-child { text-align: left; padding-left: 0; white-space: normal;
  min-width: 8rem; overflow-wrap: anywhere; }
th { color: var(--quiet); font-weight: 500; }
@media print { :root { color-scheme: light; --text: #000; --quiet: #444; --line: #ccc;
  --page: #fff; --tint: #fff; }
  body { margin: 0; padding: 0; max-width: none; font-size: 10.5pt; } h1 { font-size: 18pt; }
  .said { border: 1px solid var(--line); } h2 { break-after: avoid; font-size: 12.5pt; }
  li, tr { break-inside: avoid; } table { font-size: 8.5pt; } th, td { padding-left: .5rem; }
  .wall { overflow: visible; } @page { margin: 16mm; } }
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
    yield f'<h1>{title}</h1><p class="quiet">{_text(data_of(minutes))}</p><ul class="said">'
    yield from (f"<li>{_text(sentence)}</li>" for sentence in minutes.sentences)
    yield "</ul>"
    for head, name in PARTS.items():
        lines: Sequence[Line] = getattr(minutes, name)
        if lines:
            yield f'<h2>{head} <span class="quiet">{len(lines):,}</span></h2><ul class="lines">'
            yield from map(_item, lines)
            yield "</ul>"
    if minutes.wall.rows:
        yield '<h2>Failed of finished runs, week by week</h2><div class="wall"><table>'
        yield "<tr><th>Worker</th>"
        yield from (f"<th>{_text(head)}</th>" for head in minutes.wall.heads)
        yield "</tr>"
        for row in minutes.wall.rows:
            yield f"<tr>{''.join(f'<td>{_text(cell)}</td>' for cell in row)}</tr>"
        yield "</table></div>"
    yield "</body></html>"


def _item(line: Line) -> str:
    """One finding: what it is about and its kind, why it is there, and what was decided."""
    word = f'<p class="word">{_text(line.word)}</p>' if line.word else ""
    return (
        f'<li><p><span class="what">{_text(line.title)}</span> '
        f'<span class="kind">{_text(line.kind)}</span></p><p>{_text(line.why)}</p>{word}</li>'
    )


def _text(text: str) -> str:
    return html.escape(visible(text))


FORMS = {"md": as_markdown, "html": as_html, "json": as_json}
"""By the name of a form, what writes it."""
