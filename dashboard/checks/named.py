"""What a text names: links, addresses, ids, amounts, dates, and people and firms.

Only what can hardly be anything else: an id has digits and a shape that no word, unit or version
has; a name stands behind "Mr", a greeting or a usual given name, or before "GmbH".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dashboard.checks.amounts import SCALE
from dashboard.checks.dates import DATES
from dashboard.checks.given_names import GIVEN_NAMES
from dashboard.checks.suspicion import Span

LINK, ADDRESS, ID, AMOUNT, DATE, NAME = "link", "address", "id", "amount", "date", "name"
THINGS = (LINK, ADDRESS, ID, AMOUNT, DATE, NAME)
"""The kinds of things that are looked for."""

_LINK = re.compile(r"\bhttps?://[^\s\\<>()\[\]{}\"'“”«»|、。]+", re.IGNORECASE)
_ADDRESS = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")
_L = r"A-Za-z0-9_À-ɏ"  # what goes on a word, other than kanji and kana, which stand beside digits
_CURRENCY = r"(?:€|\$|£|¥|\uffe5|EUR|USD|GBP|CHF|JPY|SEK|PLN|CAD|AUD)"
_NUMBER = r"\d{1,3}(?:[.,' \u00a0\u202f’]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d{1,2})?"
_AMOUNT = re.compile(
    rf"(?<![{_L}.])(?:US|CA|A)?{_CURRENCY}\s?(?P<behind>(?:{_NUMBER})(?:\s?{SCALE})?)(?![{_L}%]|[.,]\d)|"
    rf"(?<![{_L}.,])(?P<before>(?:{_NUMBER})(?:\s?{SCALE})?)\s?(?:{_CURRENCY}|euros?|dollars?|pounds?|"
    rf"(?:schweizer )?franken|dólares|libras|円)(?![{_L}])",
    re.IGNORECASE,
)
_CODE = re.compile(
    rf"(?<![{_L}./@#+-])#?(?=[A-Z\d/_-]*\d)(?:[A-Z]{{1,8}}[-_/]?\d{{3,}}[A-Z\d]*(?:[-/]\d+)*|"
    r"(?=[A-Z\d]*[A-Z])(?=(?:[A-Z]*\d){2})[A-Z\d]{6,20}|\d{5,15})"
    rf"(?![{_L}%]|[.,:]\d|[-/]\d)"
)
_NO_CODE = re.compile(
    r"(?:ISO|DIN|EN|RFC|UTF|UTC|GMT|HTTP|HTML|SHA|MD|COVID|WIN|MS|USB|IEC|VDE|GPT|EUR|USD|GBP|CHF|"
    r"JPY|SEK|"
    r"PLN|CAD|AUD|Q|KW|CW|FY|HJ|CET|EST|PST|SEP|OCT|NOV|DEC|JAN|FEB|MAR|APR|JUN|JUL|AUG)[-_/]?\d+|"
    r"\d+(?:GB|MB|KB|TB|KG|KM|MM|CM|ML|KW|KWH|MHZ|GHZ|AM|PM|ST|ND|RD|TH|H|X|K|M|W|V|PX|DPI)|"
    r"(?:19|20)\d{6}|\d+000"
)
_CAPITAL = r"[A-ZÄÖÜÀÉÈÇÁÍÓÚÑŁŠŽ][\w’'-]+"
_TITLED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Dr|Prof|Herrn?|Frau|Monsieur|Madame|Mme|Señora?|Sra?)\.?\s+"
    rf"(?:(?:Dr|Prof)\.\s+)?(?P<name>{_CAPITAL}(?: {_CAPITAL})?)|"
    rf"(?:^|\n\s*)(?:Dear|Hi|Hello|Hallo|Liebe[rs]?|Hola|Querid[oa]|Estimad[oa]|Bonjour|Ch(?:er|"
    rf"ère))\s+"
    rf"(?!(?:Mr|Mrs|Ms|Miss|Dr|Prof|Herrn?|Frau|Monsieur|Madame|Mme|Señora?|Sra?)\b)"
    rf"(?P<greeted>{_CAPITAL})(?: {_CAPITAL})?\s*[,!:]|"
    r"(?P<kanji>[\u4e00-\u9fff]{1,4}|[\u30a0-\u30ff]{2,8})(?:さん|様|氏)(?![\u4e00-\u9fff])"
)
_PERSON = re.compile(rf"(?<![{_L}-])(?P<name>(?:{'|'.join(GIVEN_NAMES)}) {_CAPITAL})(?![{_L}])")
_FIRM = re.compile(
    rf"(?P<name>{_CAPITAL}(?:(?: (?:&|und|and|et|y))? {_CAPITAL}){{0,3}}),? "
    r"(?:GmbH|AG|KG|Ltd|LLC|Inc|Corp|PLC|SARL|SAS|S\.A\.|S\.L\.|B\.V\.|SpA|Oy|AB)(?!\w)"
)
_SEVERAL = re.compile(r" (?:und|and|et|y) ")
_GREETED = """
    all everyone everybody team there customer client sir madam colleague colleagues friend user
    support zusammen kunde kundin kollege kollegin kollegen kolleginnen damen team interessent à
    tous équipe client cliente todos equipo señores señor señora monsieur madame mesdames
    messieurs valued hiring manager applicant bewerber bewerberin お客 皆 各位 担当者 御中
"""
_NOBODY = frozenset(_GREETED.split())
"""Words that stand where a name could."""


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that a text names. kind: one of THINGS; text: as it stands; value: what of it must
    be known elsewhere: the name, the number; span: where it stands."""

    kind: str
    text: str
    value: str
    span: Span


def things(text: str) -> list[Thing]:
    """What a text names, in order; a part of a thing is none of its own."""
    found: list[Thing] = []
    taken: list[Span] = []
    for thing in _candidates(text):
        start, end = thing.span
        if not any(start < stop and begin < end for begin, stop in taken):
            taken.append(thing.span)
            found.append(thing)
    return sorted(found, key=lambda thing: thing.span)


def _candidates(text: str) -> Iterator[Thing]:
    """What may be a thing, what holds others first."""
    for match in _LINK.finditer(text):
        held = match[0].rstrip(".,;:!?*_`")
        yield Thing(LINK, held, held, (match.start(), match.start() + len(held)))
    for match in _ADDRESS.finditer(text):
        yield Thing(ADDRESS, match[0], match[0], match.span())
    for match in DATES.finditer(text):
        yield Thing(DATE, match[0], match[0], match.span())
    for match in _AMOUNT.finditer(text):
        yield Thing(AMOUNT, match[0], match["behind"] or match["before"], match.span())
    for match in _CODE.finditer(text):
        if not _NO_CODE.fullmatch(match[0]):
            yield Thing(ID, match[0], match[0], match.span())
    for pattern in (_TITLED, _PERSON, _FIRM):
        for match in pattern.finditer(text):
            name = next(group for group in match.groups() if group)
            if pattern is _FIRM:
                name = _SEVERAL.split(name)[-1]
            if name.split()[0].casefold() not in _NOBODY:
                yield Thing(NAME, match[0].strip(), name, match.span())
