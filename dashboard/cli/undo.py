"""Taking imports back, the newest first."""

from __future__ import annotations

from dashboard.cli.arguments import Arguments
from dashboard.cli.printing import json_text
from dashboard.cli.streams import OK
from dashboard.cli.workspace import home_of
from dashboard.store.writing.taking_back import Load, TakenBack, take_back
from dashboard.words.safe_text import visible
from dashboard.words.taken_back import did_go


def undo(arguments: Arguments) -> int:
    """Take the newest import back, and say what is current now."""
    home = home_of(arguments)
    done = take_back(home, arguments.import_id)
    if arguments.json:
        print(_document(done, home.generation()))
    else:
        print(visible("\n".join(did_go(done))))
    return OK


def _document(done: TakenBack, generation: int) -> str:
    return json_text(
        {
            "taken_back": _named(done.load),
            "newest": _named(done.newest) if done.newest else None,
            "runs": done.runs,
            "settings": list(done.settings),
            "generation": generation,
        }
    )


def _named(load: Load) -> dict[str, object]:
    return {"import_id": load.import_id, "file": load.name}
