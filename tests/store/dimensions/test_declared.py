"""A dimension is declared once: one more declaration, and everything that reads them has it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.workspaces import import_runs

ONE_MORE = """
import sys
from dashboard.store.dimensions import declared
from dashboard.store.dimensions.dimension import Dimension, Use
every = Use.FILTER | Use.COMPARE | Use.LIKENESS
declared.DIMENSIONS += (Dimension("mood", "Mood", ("quality_reason",), use=every),)

import json
from pathlib import Path
from dashboard.analysis.coverage import usable
from dashboard.analysis.twin import twin
from dashboard.cli import main
from dashboard.store.filters.filter_links import read_set
from dashboard.store.reading.open_histories import current
from dashboard.store.workspace.home import Home
from dashboard.words.chips import chips
from dashboard.words.set_names import set_name

home = Path(sys.argv[1])
held = current(Home(home))
glad = read_set("mood=glad&not-mood=cross", "UTC")
print(json.dumps({
    "offered": "Mood" in [one.label for one in usable(held.about)],
    "values": list(held.values_of("mood")),
    "chips": [chip.words for chip in chips(held, glad)],
    "name": set_name(held, glad, judged=False),
    "twin": twin(held, "0").distance,
}))
for words in ("trends --mood glad", "trends --not-mood glad", "compare"):
    main(["--home", str(home), "show", *words.split(), "--json"])
"""


def test_one_declaration_is_a_filter_a_command_a_comparison_and_words(tmp_path: Path) -> None:
    moods = ["glad"] * 20 + ["cross"] * 10 + [None] * 5
    runs = [
        {"run_id": str(n), "quality_reason": mood, "status": "completed" if mood else "failed",
         "worker_id": "Ann", "task_id": "t" if n in (0, 34) else None}
        for n, mood in enumerate(moods)
    ]  # fmt: skip
    home = import_runs(tmp_path / "home", *runs)
    found = subprocess.run(
        [sys.executable, "-c", ONE_MORE, str(home)], capture_output=True, text=True, check=False
    )
    assert found.returncode == 0, found.stderr
    told, glad, others, compared = _documents(found.stdout)
    assert told == {
        "offered": True,
        "values": ["glad", "cross"],
        "chips": ["Mood is glad", "Mood is not cross"],
        "name": "runs with mood glad without mood cross",
        "twin": 0.5,  # of worker and mood, one is another
    }
    assert (glad["runs"], others["runs"]) == (20, 15)
    assert ("mood", "Mood") in {(one["attribute"], one["label"]) for one in compared["differences"]}


def _documents(text: str) -> list[dict[str, object]]:
    """JSON documents that stand one after the other."""
    read, at, found = json.JSONDecoder(), 0, []
    while at < len(text.rstrip()):
        document, at = read.raw_decode(text, at)
        found.append(document)
        at += len(text[at:]) - len(text[at:].lstrip())
    return found
