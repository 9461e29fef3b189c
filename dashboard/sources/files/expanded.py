r"""Rows as `\x` of psql and `\G` of mysql show them: one below the other, each a list of names and
values."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

_OF_PSQL = re.compile(r"-\[ RECORD \d+ \][-+]*")
_OF_MYSQL = re.compile(r"\*{5,} \d+\. row \*{5,}")
_COUNTED = re.compile(r"\(?\d+ rows?(?: in set.*|\))", re.IGNORECASE)
"""What stands below the rows."""
_NOTHING = "NULL"
"""What mysql shows where there is no value."""


def is_expanded(lines: Iterable[str]) -> bool:
    """Whether the first line of a text begins such a row."""
    return _begins(next(filter(str.strip, lines), ""))


def as_json_lines(lines: Iterable[str]) -> Iterator[str]:
    """Each row as an object of JSON on the line on which it begins; all other lines are blank, so
    that each row keeps its number."""
    held: list[str] | None = None
    for line in lines:
        if _begins(line):
            if held is not None:
                yield from _written(held)
            held = [line]
        elif held is None:
            yield "\n"
        else:
            held.append(line)
    if held is not None:
        yield from _written(held)


def _begins(line: str) -> bool:
    text = line.strip()
    return bool(_OF_PSQL.fullmatch(text) or _OF_MYSQL.fullmatch(text))


def _written(held: list[str]) -> Iterator[str]:
    psql = _OF_PSQL.fullmatch(held[0].strip()) is not None
    yield json.dumps(_row(held[1:], "|" if psql else ":"), ensure_ascii=False) + "\n"
    yield from ["\n"] * (len(held) - 1)


def _row(lines: list[str], sign: str) -> dict[str, str]:
    """The names and values of a row. The sign between them stands in one column; a line that has no
    name before it goes on with the value of the one above."""
    at = lines[0].find(sign) if lines else -1
    found: dict[str, str] = {}
    name = ""
    for line in lines:
        text = line.rstrip("\r\n")
        own = text[:at].strip() if at >= 0 and text[at : at + 1] == sign else ""
        if (own and " " not in own.strip('"')) or (own and sign == "|"):
            name = own
            found[name] = text[at + 2 :]
        elif _COUNTED.fullmatch(text.strip()) or (sign == "|" and not text.strip()):
            continue
        elif name:
            more = text[at + 2 :] if sign == "|" else text
            found[name] = f"{_without_plus(found[name], sign)}\n{more}"
    values = {key: value.strip() for key, value in found.items()}
    return {key: value for key, value in values.items() if sign == "|" or value != _NOTHING}


def _without_plus(value: str, sign: str) -> str:
    """A line of a value without the + by which psql says that it goes on."""
    return value.rstrip().removesuffix("+").rstrip() if sign == "|" else value
