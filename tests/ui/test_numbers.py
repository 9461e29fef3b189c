"""One way of writing numbers: thousands have a comma, whatever the language of the browser."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import dashboard

PACKAGE = Path(dashboard.__file__).parent
DRAWING = sorted(
    path for folder in ("ui", "app_pages", "charts") for path in (PACKAGE / folder).glob("**/*.py")
)
OWN_TABLES = {"dataframe", "table", "data_editor", "NumberColumn"}
TEXTS = {"text", "fullData.name", "customdata[2]"}
"""What hovers show that is no number."""


def broken(source: str) -> Iterator[str]:
    """Where a source would leave the writing of a number to the browser, or without commas."""
    tree = ast.parse(source)
    typed = {
        keyword
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and getattr(call.func, "attr", "") == "number_input"
        for keyword in call.keywords
    }
    for node in ast.walk(tree):
        if node in typed:
            continue  # what one types has no commas
        match node:
            case ast.Attribute(attr=name) if name in OWN_TABLES:
                yield f"{name}: draw_table writes numbers"
            case ast.keyword(arg="format", value=ast.Constant(value=str(form))):
                yield from _of_format(form)
            case ast.keyword(arg="format", value=ast.JoinedStr(values=parts)):
                yield from _of_format("".join(str(getattr(part, "value", "")) for part in parts))
            case ast.Constant(value=str(text)):
                for shown, form in re.findall(r"%\{([^}:]+)(:[^}]*)?\}", text):
                    if shown not in TEXTS and form != ":,":
                        yield f"%{{{shown}{form}}}: a number without :,"


def _of_format(form: str) -> Iterator[str]:
    """Formats of times, like HH:mm, are no formats of numbers."""
    if form.islower() and form.isalpha():
        yield f"{form}: follows the browser"
    if re.search(r"%(?!,|%)", form):
        yield f"{form}: a number without a comma"


@pytest.mark.parametrize("path", DRAWING, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_numbers_are_written_with_commas(path: Path) -> None:
    found = set(broken(path.read_text(encoding="utf-8")))
    assert not found


BAD = (
    "st.column_config.NumberColumn(format='localized')",
    "st.column_config.NumberColumn()",
    "st.dataframe({})",
    "st.column_config.ProgressColumn(format='compact')",
    "st.column_config.ProgressColumn(format='%.1f s')",
    "st.column_config.ProgressColumn(format=f'%.1f {unit}')",
    "st.column_config.ProgressColumn(format='%d')",
    "figure.add_bar(hovertemplate='%{y}')",
    "figure.add_bar(hovertemplate='%{customdata[0]} of %{customdata[1]:,}')",
    "figure.add_bar(hovertemplate='%{y:.3s}')",
)
GOOD = (
    "st.column_config.ProgressColumn(format=f'%,.1f {unit}')",
    "st.column_config.DatetimeColumn(format='ddd D MMM YYYY, HH:mm')",
    "draw_table({}, alt='Runs')",
    "st.number_input('From', format='%g')",
    "figure.add_bar(hovertemplate='%{customdata[2]}: %{y:,}')",
)


@pytest.mark.parametrize("snippet", BAD)
def test_the_rule_catches(snippet: str) -> None:
    assert list(broken(snippet))


@pytest.mark.parametrize("snippet", GOOD)
def test_the_rule_allows(snippet: str) -> None:
    assert not list(broken(snippet))
