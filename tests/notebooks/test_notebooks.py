"""The notebooks run from beginning to end, say what is planted, and hold no logic of their own."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

FOLDER = Path(__file__).resolve().parents[2] / "notebooks"


@pytest.fixture(scope="module", params=sorted(FOLDER.glob("*.ipynb")), ids=lambda path: path.stem)
def executed(request: pytest.FixtureRequest) -> nbformat.NotebookNode:
    notebook = nbformat.read(request.param, as_version=4)
    NotebookClient(notebook, timeout=120).execute()
    return notebook


def said(notebook: nbformat.NotebookNode) -> str:
    """All that the cells print or show."""
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", ())]
    return "\n".join(
        output.get("text", "") or output.get("data", {}).get("text/plain", "") for output in outputs
    )


def test_every_cell_of_code_has_run_without_an_error(executed: nbformat.NotebookNode) -> None:
    code = [cell for cell in executed.cells if cell.cell_type == "code"]
    assert code and all(cell.execution_count for cell in code)
    assert not [output for cell in code for output in cell.outputs if output.output_type == "error"]


def test_no_notebook_defines_functions_or_classes(executed: nbformat.NotebookNode) -> None:
    code = "\n".join(cell.source for cell in executed.cells if cell.cell_type == "code")
    assert "def " not in code and "class " not in code


def test_the_walk_through_one_change_finds_what_was_planted() -> None:
    notebook = nbformat.read(FOLDER / "instruction_impact.ipynb", as_version=4)
    NotebookClient(notebook, timeout=120).execute()
    text = said(notebook)
    for words in (
        "10 changes and 1 shift that no edit explains: 2 regressed, 1 improved",
        "14.8 points fewer succeeded after this change",
        "Log every reminder as a note on the customer in the CRM.",
        "0.3 points fewer within each kind",
        "Verdict: no clear change",
    ):
        assert words in text, words
