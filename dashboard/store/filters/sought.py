"""Text that is looked for in runs, and the SQL that looks for it.

The closest is decided simply, so that it can be told: what is exactly the text, what holds it, what
holds all its words; and only where there is none of these, what holds most of its words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dashboard.store.filters.filter_sql import Clause, Ids, runs_cte
from dashboard.store.filters.filters import Filters
from dashboard.store.filters.letters import folded, pattern

LONGEST, MOST_WORDS = 300, 8
"""Letters and words that are looked for; of more words the longest, which tell most."""

_OTHERS = "json_extract_string(extra, '$.*')"
LOOKED_AT = {
    "runs": ("run_id",),
    "tasks": ("task_id", "task_title", "task_url"),
    "records": ("record_id", "record_title", "record_url"),
    "workers": ("worker_id", "worker"),
    "texts": ("error_message", "error_type", "comment_preview", "output_text", "quality_reason"),
    "others": ("task_text", "record_text", f"array_to_string({_OTHERS}, chr(10))"),
}
"""By the kind of thing that is found the columns of runs, or what is made of them, that name it."""


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for. text: cut to LONGEST; words: of it, as letters fold, the longest; kinds:
    of LOOKED_AT, in one of which the words must stand; least: how many of the words; left_out: how
    many words the text has beside these."""

    text: str
    words: tuple[str, ...]
    kinds: tuple[str, ...]
    least: int
    left_out: int = 0

    def only(self, kind: str) -> Sought:
        """The same, looked for in one kind of things."""
        return replace(self, kinds=(kind,))

    @property
    def most_of(self) -> Sought | None:
        """The same, where most of the words will do; None for fewer than three."""
        if len(self.words) < 3 or self.least < len(self.words):
            return None
        return replace(self, least=-(-2 * len(self.words) // 3))


def sought(text: str, *kinds: str) -> Sought:
    """Look for all words of a text in these kinds of things."""
    cut = " ".join(text.encode("utf-8", "replace").decode().split())[:LONGEST]
    every = dict.fromkeys(_trimmed(word) for word in folded(cut).split())
    longest = sorted(every, key=len, reverse=True)[:MOST_WORDS]
    words = tuple(word for word in every if word in longest)
    return Sought(cut, words, kinds, len(words), len(every) - len(words))


def _trimmed(word: str) -> str:
    """A word without the signs of a sentence around it, but for one of signs alone."""
    return word.strip(".,;:!?()\"'“”„‘’«»…、。") or word


def found_cte(filters: Filters, wanted: Sought, zone: str, ids: Ids = ()) -> Clause:
    """The common table expressions of the chosen runs and `found`, those of them that hold the
    words, with their rank: 0 where a column is exactly the text, 1 where it reads the same, 2 where
    it holds the text, 3 for all words, 4 for most of them."""
    chosen = runs_cte(filters, zone, ids)
    columns = [column for kind in wanted.kinds for column in LOOKED_AT[kind]]
    rank = (
        f"CASE WHEN {_is(wanted, '{0} = $is')} THEN 0"
        f" WHEN {_is(wanted, 'is_text({0}, $phrase, $reads)')} THEN 1"
        f" WHEN {_any(columns, 'holds_text({0}, $phrase, $reads)')} THEN 2"
        f" WHEN {wanted.least} = {len(wanted.words)} THEN 3 ELSE 4 END"
    )
    held = " OR ".join(_held(wanted, LOOKED_AT[kind]) for kind in wanted.kinds)
    return Clause(
        f"{chosen.sql}, found AS (SELECT *, {rank} AS rank FROM runs WHERE {held})",
        chosen.values | _bound(wanted),
    )


def _bound(wanted: Sought) -> dict[str, str]:
    texts = {"is": wanted.text, "phrase": folded(wanted.text), "reads": pattern(wanted.text)}
    for n, word in enumerate(wanted.words):
        texts |= {f"word_{n}": word, f"reads_{n}": pattern(word)}
    if wanted.least < len(wanted.words):
        texts["reads_any"] = "|".join(map(pattern, wanted.words))
    return texts


def _held(wanted: Sought, columns: Sequence[str]) -> str:
    """Whether any of the columns holds a word: of all words, or of as many as are asked for.

    The longest word, which the fewest texts hold, is looked for first; and where not all are asked
    for, one look for any of them spares nearly all texts the others.
    """
    longest = sorted(range(len(wanted.words)), key=lambda n: -len(wanted.words[n]))
    tests = [_any(columns, f"holds_text({{0}}, $word_{n}, $reads_{n})") for n in longest]
    if wanted.least == len(tests):
        return f"({' AND '.join(tests)})"
    held = " + ".join(f"({test})::INTEGER" for test in tests)
    return f"({_any(columns, 'regexp_matches({0}, $reads_any)')} AND {held} >= {wanted.least})"


def _is(wanted: Sought, test: str) -> str:
    """Whether any of the columns is a text, or any other field."""
    columns = [column for kind in wanted.kinds for column in LOOKED_AT[kind]]
    if "others" not in wanted.kinds:
        return _any(columns, test)
    field = f"len(list_filter({_OTHERS}, lambda one: {test.format('one')})) > 0"
    return f"({_any(columns, test)} OR coalesce({field}, false))"


def _any(columns: Sequence[str], test: str) -> str:
    """True or false, never NULL."""
    return f"({' OR '.join(f'coalesce({test.format(column)}, false)' for column in columns)})"
