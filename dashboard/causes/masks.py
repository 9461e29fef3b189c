"""What varies in an error text, masked, so that equal faults have equal texts.

The masked text of a message is its template; the template's hash is its id. Both are functions of
the message alone: they never change, whatever else is imported.
"""

from __future__ import annotations

import re
from hashlib import blake2b

MARK = "<*>"
"""Stands for a part that varies."""

_HEX = "[0-9a-fA-F]"
_UNSPACED = "\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"  # scripts without spaces
_BREAK = rf"\s=,;:()\[\]{{}}<>|{_UNSPACED}"
_DAY = r"\d{4}-\d\d-\d\d"
_CLOCK = r"\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?"
_OFFSET = r"(?:Z|[+-]\d\d:?\d\d)?"

# A response code tells one fault from another, so it stays; what succeeded is no fault.
_KEPT = (
    r"(?i:\b(?:https?|status|code|error|fehler|erreur|errore|código)(?:[ _-]?code)?"
    r"(?:/\d(?:\.\d)?)?[\s:=(\"']{1,3})[45]\d\d\b|^[45]\d\d\b"
)
_REQUEST = r"(?P<verb>\"(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) )[^\"\n]*"
_LEADER = r"(?P<led>[A-Za-z]+)\.{3,}\s*\d+\b"  # "in the column.......0"
_TOP_LEVEL = (  # what the name of a computer ends with and the name of a class does not
    "com|org|edu|gov|net|local|localdomain|lan|internal|intern|corp|example"
    "|io|ai|app|dev|cloud|uk|us|eu|de|ch|fr|it|es|nl|pl|se|dk|fi|cz|ru|cn|hk|tw|jp|kr|au|nz|ca|br|mx"
)
_SOURCE = "java|kt|scala|js|mjs|ts|tsx|py|go|rb|cs|cpp|cc|c|h|rs|php|swift|sql"
# "order:1234" is an order: a word before a number is a computer by its own name, by its port, or by
# the word that leads to it.
_COUNTED = (
    r"(?:\w*[_-])?(?i:line|row|col|column|char|offset|pos|position|page|step|index|part|id|pid"
    r"|code|status|state|error|exit|errno|signal|version|warning|count|total|size|length|rows"
    r"|cells|bytes|items?|records?|retry|retries|attempts?|took|elapsed|timeout|delay|port"
    r"|order|invoice|ticket|task|run|job|user|customer|account"
    r"|zeile|spalte|seite|schritt|ligne|colonne|línea|fila|riga)"
)
_COMPUTER = rf"(?!{_COUNTED}:)(?:[a-z][\w-]*|[A-Z]\w*-[\w-]*)"
_CALLED_COMPUTER = (
    r"(?:(?i:[\w-]*(?:host|server|proxy|gateway)|(?:[\w-]*-)?(?:db|srv|gw))(?:-[\w-]+)?)"
)
_END = r"(?![\w-]|\.\w|:\w)"
_KNOWN_PORTS = (
    "2[1235]|53|80|110|143|389|443|445|465|587|636|993|995|1433|1521|1883|2181|2379|3000|3128|3306"
    "|3389|4222|4317|5000|5044|5432|5433|5601|5671|5672|6379|6443|7077|7687|8000|808[0-9]|8443|8500"
    "|8888|9000|9042|9090|9092|9093|9200|9300|9418|11211|11434|15672|27017|50051"
)
_SERVED = rf"(?:{_COMPUTER}:(?:{_KNOWN_PORTS})|{_CALLED_COMPUTER}:\d{{2,5}}){_END}"
_NETWORK = (
    r"tcp|udp|dial|host|server|peer|upstream|proxy|connect(?:ion|ing|ed)?(?: (?:to|with|from))?"
)
_PLACED = (
    r"(?<!\w)(?=[A-Za-z])(?:"  # at the start of a word only: that is quick
    rf"^{_SERVED}|(?<![\w.@:/=-]){_SERVED}(?=:(?:\s|$))"
    rf"|(?P<leads>\b(?:to|at|from|on|via) ){_SERVED}"
    rf"|(?P<networked>\b(?:{_NETWORK}) ){_COMPUTER}:\d{{2,5}}{_END}"
    r"|(?P<named>(?i:(?<![\w.])[\w.]{0,20}host(?:[_-]?name)?=))[^\s,;&()\"'<>{}]+"
    r"|(?P<before>(?i:\b(?:host|server):? ))(?!(?:on|at|with|via|for|in|is|uses|has|and)\b)"
    r"[\w.-]+(?=,? (?i:port)\b)"
    rf"|(?<![\w.@-])localhost(?::\d+)?{_END})"
)
_BEFORE_COMPUTERS = ("leads", "networked", "named", "before")
_FILES = (
    "csv|tsv|json|jsonl|xml|ya?ml|toml|ini|conf|txt|md|log|html?|pdf|docx?|xlsx?|pptx?|odt|eml|msg"
    "|png|jpe?g|gif|svg|tiff?|zip|gz|tar|7z|bak|tmp|lock|db|parquet"
)
_MONTH = (
    "(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    "|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
_WEEKDAY = "(?:Mon|Tue(?:s)?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?"
_UNITS = (
    "(?i:(?:nano|micro|milli)?sec(?:ond)?s?|min(?:ute)?s?|hrs?|hours?|days?|weeks?|[nuµm]s|"
    "[kmgt]i?b)|[smhdB]"
)
_VARYING = (
    ("uuid", rf"\b{_HEX}{{8}}-(?:{_HEX}{{4}}-){{3}}{_HEX}{{12}}\b"),
    ("url", r"\b[a-zA-Z][a-zA-Z0-9+.-]*://[^\s\"'<>)\]]+"),
    ("mail", r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    (
        "time",
        rf"\b{_DAY}(?:[T ]{_CLOCK}{_OFFSET})?\b|\b\d\d:\d\d(?::\d\d(?:[.,]\d+)?)\b"
        rf"|\b(?:{_WEEKDAY},? )?(?:{_MONTH} {{1,2}}\d{{1,2}}|\d{{1,2}} {_MONTH})\b"
        rf"(?:,? \d{{4}}\b)?(?:,? {_CLOCK}\b)?(?: \d{{4}}\b)?",
    ),
    ("hardware", rf"\b(?:{_HEX}{{2}}[:-]){{5,7}}{_HEX}{{2}}\b"),
    (
        "ip",
        r"\[(?=[\w.:]*::|(?:\w+:){7})[\w.:]*\d[\w.:]*(?:%\w+)?\](?::\d{1,5}|(?=:))"
        r"|/?\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?\b"
        rf"|(?<![\w:])(?=[\w:]*\d)(?:{_HEX}{{0,4}}:){{2,7}}(?:\d+(?:\.\d+){{3}}|{_HEX}{{1,4}})(?![\w:])",
    ),
    (
        "host",
        rf"(?<![\w.@-])(?:[\w-]+\.)+(?:(?!(?:{_SOURCE}):)[A-Za-z][\w-]*:\d{{2,5}}"
        rf"|(?:{_TOP_LEVEL})(?::\d+)?)(?![\w-]|\.\w|:\w)(?:/\d+(?:\.\d+){{3}}(?::\d+)?)?",
    ),
    ("file", rf"(?<![\w.-])[\w.+-]+\.(?:exe(?: \*\d+)?|(?:{_FILES}))(?![\w-]|\.\w)"),
    (
        "path",
        r"(?:(?<=^)|(?<=[\s\"'(=:\[]))(?:[A-Za-z]:)?[\\/](?:[\w.@+-]+[\\/])*[\w.@+*-]*",
    ),
    ("measure", rf"(?<![\w.,])[<>~≈]?\d+(?:[.,]\d+)* ?(?:{_UNITS})(?!\w)"),
    ("hex", rf"\b0x{_HEX}+\b|\b(?={_HEX}*\d)(?={_HEX}*[a-fA-F]){_HEX}{{6,}}\b"),
    (
        "quoted",  # an apostrophe within a word is no quote
        r"\"[^\"\n]*\"|(?<!\w)'[^'\n]*'(?!\w)|“[^”\n]*”|„[^“”\n]*[“”]|«[^»\n]*»|`[^`\n]*`"
        r"|「[^」\n]*」|‘[^’\n]*’(?!\w)",
    ),
    ("digits", rf"[^{_BREAK}]*\d[^{_BREAK}]*(?:[.:]\d+)*"),
)
_WAYS = (
    ("kept", _KEPT),
    ("request", _REQUEST),
    ("leader", _LEADER),
    ("placed", _PLACED),
    *_VARYING,
)
_PARTS = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _WAYS))
_NEIGHBOURS = re.compile(rf"{re.escape(MARK)}(?:[\s,;:/|-]*{re.escape(MARK)})+")


def mask(line: str) -> str:
    """One line of an error text with what varies replaced by MARK, neighbouring marks as one.

    line: short, as telling() cuts it: the time grows with the square of an unbroken text's length.
    """
    masked = _PARTS.sub(_masked, line)
    return " ".join(_NEIGHBOURS.sub(MARK, masked).split())


def _masked(part: re.Match[str]) -> str:
    if part["kept"]:
        return part[0]
    stays = part["verb"] or part["led"] or "".join(part[name] or "" for name in _BEFORE_COMPUTERS)
    return f"{stays}{MARK}"


def template_id(template: str) -> str:
    """The id of a template: 16 hex digits."""
    return blake2b(template.encode("utf-8", "replace"), digest_size=8).hexdigest()
