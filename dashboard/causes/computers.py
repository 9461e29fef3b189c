"""What names a computer in an error text: an address, a name with its port, or a word before it.

The patterns are for one alternation over a whole line (masks.py); groups of BEFORE hold words that
lead to a computer and stay.
"""

from __future__ import annotations

import re

_HEX = "[0-9a-fA-F]"
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
PLACED = (
    r"(?<!\w)(?=[A-Za-z])(?:"  # at the start of a word only: that is quick
    rf"^{_SERVED}|(?<![\w.@:/=-]){_SERVED}(?=:(?:\s|$))|(?<=[\[(]){_SERVED}(?=[\])])"
    rf"|(?P<leads>\b(?:to|at|from|on|via) ){_SERVED}"
    rf"|(?P<networked>\b(?:{_NETWORK}) ){_COMPUTER}:\d{{2,5}}{_END}"
    r"|(?P<named>(?i:(?<![\w.])[\w.]{0,20}host(?:[_-]?name)?=))[^\s,;&()\"'<>{}]+"
    r"|(?P<before>(?i:\b(?:host|server):? ))(?!(?:on|at|with|via|for|in|is|uses|has|and)\b)"
    r"[\w.-]+(?=,? (?i:port)\b)"
    rf"|(?<![\w.@-])localhost(?::\d+)?{_END})"
)
"""A computer by the place where its name stands, mostly before a port."""
BEFORE = ("leads", "networked", "named", "before")
LONG_ADDRESS = (
    r"\[(?=[\w.:]*::|(?:\w+:){7})[\w.:]*\d[\w.:]*(?:%\w+)?\](?::\d{1,5}|(?=:))"
    rf"|(?<![\w:])(?=[\w:]*\d)(?:{_HEX}{{0,4}}:){{2,7}}(?:\d+(?:\.\d+){{3}}|{_HEX}{{1,4}})(?![\w:])"
)
"""An address of IP version 6."""
ADDRESS = r"/?\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?\b"
DOMAIN = (
    rf"(?<![\w.@-])(?:[\w-]+\.)+(?:(?!(?:{_SOURCE}):)[A-Za-z][\w-]*:\d{{2,5}}"
    rf"|(?:{_TOP_LEVEL})(?::\d+)?)(?![\w-]|\.\w|:\w)(?:/\d+(?:\.\d+){{3}}(?::\d+)?)?"
)
_PORT = re.compile(r":\d\d")


def may_be_placed(line: str) -> bool:
    """Whether PLACED or LONG_ADDRESS can be in a line.

    Most lines hold neither, and to look for them takes a third of the time of all masks.
    """
    low = line.lower()
    return (
        "::" in line
        or line.count(":") >= 7
        or "host" in low
        or ("server" in low and "port" in low)
        or _PORT.search(line) is not None
    )
