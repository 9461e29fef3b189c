"""What is said of what was found: how many of what, where it was looked for, and what was not."""

from __future__ import annotations

from dashboard.analysis.find import Found, FoundKind
from dashboard.store.filters.filters import Filters
from dashboard.store.filters.sought import LONGEST
from dashboard.store.reading.about import About
from dashboard.words.periods import in_period
from dashboard.words.safe_text import isolated
from dashboard.words.values import count

NAMES = {
    "runs": ("Runs", "run"),
    "tasks": ("Tasks", "task"),
    "records": ("Records", "record"),
    "workers": ("Workers", "worker"),
    "causes": ("Causes", "cause"),
    "texts": ("Comments and errors", "run"),
    "others": ("Other fields", "run"),
}
"""Per kind its heading, and one of what is found."""
JUST_THAT, SHOW_ALL, SHOW_MORE = "just that", "Search all data", "Show more"
ALT = "{}, the best match first, each with where it leads"
HELP = (
    "Write the id of a run, the title or link of a task or record, a customer, a worker, a cause, "
    "or words of a comment or an error."
)


def heading(found: Found, *, period: bool) -> str:
    """What was looked for, and whether it was found. period: whether only runs of one were searched
    for it."""
    text = isolated(_short(found.wanted.text))
    if not found.wanted.words:
        return "Find"
    if not found.kinds:
        return f"Nothing found{' in this period' * period} for “{text}”"
    close = "Closest to" if not found.all_words or found.kinds[0].alike else "Found for"
    return f"{close} “{text}”"


def kind_told(kind: FoundKind) -> str:
    """How many there are of a kind, and how many of them are shown."""
    told = count(kind.of, NAMES[kind.kind][1])
    shown = len(kind.things) or len(kind.runs)
    if kind.beyond:
        return "The run of this id, which is outside what was searched."
    if kind.alike:
        return "Spelt alike; none is called just so."
    return f"{told}." if shown >= kind.of else f"{told}, {shown:,} shown; more words find fewer."


def meant_told(text: str) -> str:
    """That no run holds what was looked for, and what some titles hold that is spelt alike."""
    return f"No run searched names that. Spelt alike in titles of tasks: “{isolated(text)}”."


def searched_told(found: Found, filters: Filters, about: About) -> str:
    """Where it was looked for: "Searched 5,012 runs of last week, and all workers and causes."."""
    where = in_period(filters, about)
    runs = count(found.searched, "run")
    return f"Searched {runs}{f' {where}' if where else ''}, and all workers and causes."


def outside_told(found: int | None, every: int) -> str:
    """What is outside the period, of so many runs in all."""
    if found is None:
        return (
            f"Looking through all {every:,} runs took too long: choose a longer period to search "
            "more of them."
        )
    if not found:
        return f"No run outside this period has it; all {every:,} were searched."
    return f"{count(found, 'run')} outside this period {'matches' if found == 1 else 'match'}."


def how_told(found: Found, given: str) -> list[str]:
    """What was not looked for as it was written, in sentences; given: what was written."""
    told = []
    words = len(found.wanted.words)
    if len(" ".join(given.split())) > LONGEST:
        told.append(f"Only its first {LONGEST} letters were searched.")
    if (every := found.wanted.left_out) > 0:
        told.append(f"Searched for its {words} longest words; {every:,} more were left out.")
    if found.kinds and not found.all_words:
        told.append(
            f"Nothing has all {words} words; these have {found.wanted.least} of them or more."
        )
    slow = (
        f"{NAMES[kind][0]}: this took too long. Choose a shorter period." for kind in found.slow
    )
    return [*told, *slow]


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"
