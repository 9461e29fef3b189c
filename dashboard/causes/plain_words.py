"""Words of the language, which are no names of computers though they stand where one could.

They count ("limit:3000"), or they tell what happened ("refused:3000"). All words that the shipped
rules look for are among them, and taken from there: what a rule looks for must not be masked away.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from importlib import resources
from itertools import groupby

_COUNTED = (
    r"(?:\w*[_-])?(?i:line|row|col|column|char|offset|pos|position|page|step|index|part|id|pid"
    r"|code|status|state|error|exit|errno|signal|version|warning|count|total|size|length|rows"
    r"|cells|bytes|items?|records?|retry|retries|attempts?|took|elapsed|timeout|delay|port|ports"
    r"|order|invoice|ticket|task|run|job|user|customer|account|limit|budget|quota|tokens?|steps?"
    r"|turns?|calls?|rate|max\w*|min\w*|depth|memory|rule|node|stage|phase|level|batch|chunk|block"
    r"|zeile|spalte|seite|schritt|ligne|colonne|línea|fila|riga)"
)
_TOLD = r"""
    acces\w* activ\w* anymore anyway architecture archive autenticaci\w* autoris\w* cancel\w*
    class conexi\w* desactiv\w* désactiv\w* eai\w* encontr\w* fails failures? fault fehl\w*
    first full group http in inválido ip is it keys late lido login names none? once option
    perd\w* por query reads refresh refus\w* requis scope serverfehler sigkill sigterm table
    then today twice type upload valido yet zeit
"""
_COMPUTERS = {"auth", "backend", "client", "cluster", "gateway", "host", "mail", "server"} | {
    "serveur",
    "servidor",
}
"""Words of rules that do name computers."""


def _sought() -> set[str]:
    r"""The words in the patterns of the shipped rules, with \w* where one leaves their end open."""
    text = resources.files("dashboard").joinpath("causes/rules.toml").read_text("utf-8")
    patterns = " ".join(found for rule in tomllib.loads(text)["rule"] for found in rule["texts"])
    plain = re.sub(r"\\(?!w\*)\w", " ", patterns.lower())
    return set(re.findall(r"[^\W\d]{3,}(?:\\w\*)?", plain)) - _COMPUTERS


def _any_of(words: Iterable[str]) -> str:
    """A pattern of any of these words, by their first letter: so few are tried at one place."""
    initials = groupby(sorted(words), key=lambda word: word[0])
    return "|".join(f"{one}(?:{'|'.join(word[1:] for word in group)})" for one, group in initials)


_TELLING = (
    r"(?i:\w*(?:ed|ing|[ts]ion(?:s|en)?|able|ible|ity|less|ment|ance|ence|tial|iert|ung|ière?|ados?)"
    rf"|{_any_of(_sought() | set(_TOLD.split()))})"
)
NO_NAME = rf"(?!(?:{_COUNTED}|{_TELLING})(?![\w-]|\.\w))"
"""That no such word stands here: a pattern of no width."""
