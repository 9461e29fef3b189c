"""Words that stand for no value where a number or a time is expected."""

from __future__ import annotations

import re
from typing import Any

from dashboard.sources.raw.raw_text import is_absent

WORDS = ("\\N", "NaN", "NaT", "null", "None", "nil", "N/A", "NA", "#N/A", "<NA>", "-", "–", "—")
"""What databases, programs and spreadsheets write where there is nothing, in any case."""

NO_ERROR = (
    *WORDS, "false", "{}", "[]", "no error", "no errors", "kein", "keine", "keiner", "kein Fehler",
    "keine Fehler", "aucun", "aucune", "aucune erreur", "ninguno", "ninguna", "sin error",
    "sin errores", "nessuno", "nessuna", "nessun errore", "geen", "geen fout", "geen fouten",
    "nenhum", "nenhuma", "sem erro", "sem erros", "brak", "brak błędu", "brak błędów", "なし",
    "無し", "エラーなし",
)  # fmt: skip
"""What stands where an error would, of a run that had none, in any case."""

NEVER = re.compile(r"\s*0000-00-00(?!\d)")
"""How some databases write that there is no time."""

_YEAR_1 = re.compile(r"\s*0001-01-01(?!\d)")
_WORDS = frozenset(word.casefold() for word in WORDS)
_NO_ERROR = frozenset(word.casefold() for word in NO_ERROR)


def says_nothing(text: str) -> bool:
    """Whether a text is one of those words. As the text of a text column it stays as it is."""
    return len(text) < 8 and text.strip().casefold() in _WORDS


def says_no_error(text: str) -> bool:
    """Whether a text in place of an error says that there was none."""
    return len(text) < 40 and text.strip().casefold() in _NO_ERROR


def is_nothing(value: Any) -> bool:
    """Whether a raw value is none where a number or a time may stand: absent, one of those words,
    or a time by which programs say that there is none."""
    if type(value) is not str:
        return value is None
    return (
        is_absent(value) or says_nothing(value) or bool(NEVER.match(value) or _YEAR_1.match(value))
    )
