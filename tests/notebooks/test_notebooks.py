"""The notebooks run from beginning to end, say what is planted, and hold no logic of their own."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

FOLDER = Path(__file__).resolve().parents[2] / "notebooks"


SAYS = {
    "instruction_impact": (
        "10 changes and 1 shift that no edit explains: 2 regressed, 1 improved",
        "of 509 before: 14.8 points fewer",
        "Log every reminder as a note on the customer in the CRM.",
        "within each kind it is 0.3 points fewer",
        "Verdict: no clear change",
    ),
    "weekly_review": (
        "2 workers got worse and 2 causes are new",
        "Supplier records (38 failed, usually 6) and Delivery notices (8 failed, usually 2.5)",
        "Suggested: restore the access that it lacks.",
        "## Runs that went wrong",
        "Restore its access, Kim",
        "12 of 30 looked at",
        "1 done, 23 left",
        "# Review of 2026-W46",
    ),
}
"""What is planted in the sample, in the words of the notebook that finds it."""


def said(notebook: nbformat.NotebookNode) -> str:
    """All that the cells print or show."""
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", ())]
    return "\n".join(
        output.get("text", "") or output.get("data", {}).get("text/plain", "") for output in outputs
    )


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.ipynb")), ids=lambda path: path.stem)
def test_a_notebook_runs_and_finds_what_was_planted(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, timeout=120).execute()
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert code and all(cell.execution_count for cell in code)
    assert not [output for cell in code for output in cell.outputs if output.output_type == "error"]
    text = said(notebook)
    for words in SAYS[path.stem]:
        assert words in text, words


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.ipynb")), ids=lambda path: path.stem)
def test_no_notebook_defines_functions_or_classes(path: Path) -> None:
    cells = nbformat.read(path, as_version=4).cells
    code = "\n".join(cell.source for cell in cells if cell.cell_type == "code")
    assert "def " not in code and "class " not in code
