"""What names a computer in an error text: an address, a name with its port, or a word before it.

A merge hides a cause, a split does not: a word that could name anything else needs a sign of a
computer in its own line. "parse:3000" is a line of a program, "connect to kiel:3000" is not. The
patterns are for one alternation over a whole line (masks.py).
"""

from __future__ import annotations

import re
from enum import Enum

from dashboard.causes.plain_words import NO_NAME

_HEX = "[0-9a-fA-F]"


class ComputerSign(Enum):
    """What a line says of computers: nothing that needs a look, maybe a name, or that one was
    called."""

    NONE = 0
    NAME = 1
    CALL = 2


_CALLED = (  # a name that says that it is a computer
    r"(?i:(?:[\w-]*[_-]|my|our|web|mail|file|print|app|api|name|data)?(?:host|server|proxy|gateway)"
    r"|(?:[\w-]*-)?(?:db|srv|gw))(?:-[\w-]+)?"
)
_SERVICE = (
    r"(?:[\w-]*-)?(?i:redis|postgres(?:ql)?|mysql|mariadb|mongo(?:db)?|kafka|zookeeper|rabbitmq"
    r"|memcached|elasticsearch|opensearch|clickhouse|cassandra|etcd|consul|nginx|minio|ollama"
    r"|qdrant|milvus)(?:-[\w-]+)?"
)
_PLAIN = rf"(?=[a-z]|[A-Z]\w*-){NO_NAME}[\w-]+"
_END = r"(?![\w-]|\.\w|:\w)"
_PORTS = (
    "2[1235]|53|80|110|143|389|443|445|465|587|636|993|995|1433|1521|1883|2181|2379|3000|3128|3306"
    "|3389|4222|4317|5000|5044|5432|5433|5601|5671|5672|6379|6443|7077|7687|8000|808[0-9]|8443|8500"
    "|8888|9000|9042|9090|9092|9093|9200|9300|9418|11211|11434|15672|27017|50051"
)
_ANY_PORT = r"(?!(?:4[0-3]\d|50\d)\b)\d{2,5}"  # no response code: "server:503"
_DOTTED = r"(?=[a-z])[\w-]+(?:(?:\.[\w-]+){2,}(?::\d+)?|\.[\w-]+:\d+)"
_LEAD = (
    r"(?<!failed )(?<!able )(?<!trying )"  # "failed to parse:3000"
    r"\b(?:to|from|via|with|zu|von|mit|vers|avec|con)"
)
_AT = rf"(?:{_LEAD}|\b(?:at|on))"  # "failed at parse:3000": for names that tell of a computer only
_CLOSE = r"(?=[\])])"
_REACH = (
    r"\b(?:(?:contact|resolve|ping|look(?:ing)? up|route to|unknown|no such) (?:the )?(?:remote )?"
    r"host(?:[ -]?name)?|(?:reach|connect(?:ing|ed|ion)? (?:to|with)) (?:the )?(?:remote )?"
    r"(?:host|server)|UnknownHostException(?=:)):? "
)
_AFTER = (  # what ends a name, as "key" of "host key" is none
    r"(?=\W*$|[,;:)\]]|\.\s"
    r"| (?:on|at|after|for|in|within|via|because|from|is|was|has|did|does|due)\b)"
)
_AWAY = r"(?= (?:is |was )?(?:unreachable|not reachable|offline|not responding|nicht erreichbar))"
_NAMED = (
    rf"^{_CALLED}:{_ANY_PORT}{_END}|(?<![\w.@:/=-])(?<!\w ){_CALLED}:{_ANY_PORT}(?=:(?:\s|$))"
    rf"|(?<=[\[(])(?:{_CALLED}:{_ANY_PORT}|{_SERVICE}:(?:{_PORTS})){_CLOSE}"
    rf"|(?P<leads>{_AT} )(?:{_CALLED}:{_ANY_PORT}|{_SERVICE}:(?:{_PORTS})){_END}"
    r"|(?P<key>(?i:(?<![\w.])[\w.]{0,20}host(?:[_-]?name)?=))[^\s,;&()\"'<>{}]+"
    r"|(?P<before>(?i:\b(?:host|server):? ))(?!(?:on|at|with|via|for|in|is|uses|has|and)\b)"
    r"[\w.-]+(?=,? (?i:port)\b)"
    rf"|(?P<reached>(?i:{_REACH}))(?=[A-Za-z]){NO_NAME}[\w-]+(?:\.[\w-]+)*(?::\d+)?(?i:{_AFTER})"
    rf"|(?P<away>\b[Hh]ost ){NO_NAME}[\w.-]+(?i:{_AWAY})"
    rf"|(?<![\w.@-])localhost(?::\d+)?{_END}"
)
_IN_A_CALL = (
    rf"|^{_PLAIN}:(?:{_PORTS})(?=:\s)|(?<=[\[(]){_PLAIN}:(?:{_PORTS}){_CLOSE}"
    rf"|(?P<asked>{_LEAD} |\b(?i:refused|lost|reset|failed|closed|unreachable|timed out|timeout): )"
    rf"{_PLAIN}:(?:{_PORTS}){_END}"
    r"|(?P<dialled>\b(?:dial|(?:dial|read|write|listen) (?:tcp|udp)"
    r"|connect(?:ion|ing|ed)? (?:to|with)) )"
    rf"(?:{_PLAIN}:\d{{2,5}}{_END}|{_DOTTED})"
    rf"|(?P<coded>\bE(?:CONN[A-Z]+|HOSTUNREACH|TIMEDOUT|PIPE) ){_PLAIN}:\d{{2,5}}{_END}"
    rf"|(?P<sought>\b(?:ENOTFOUND|EAI_AGAIN) ){NO_NAME}[\w-]+(?:\.[\w-]+)*(?::\d+)?"
    r"|(?P<looked>\blookup )[\w-]+(?:\.[\w-]+)*(?= on \d)"
)
_AT_A_WORD = r"(?<!\w)(?=[A-Za-z])"  # at the start of a word only: that is quick
PLACED = rf"{_AT_A_WORD}(?:{_NAMED})"
"""A computer by the place where its name stands, mostly before a port."""
PLACED_IN_A_CALL = rf"{_AT_A_WORD}(?:{_NAMED}{_IN_A_CALL})"
"""The same in a line that speaks of a call from computer to computer."""
BEFORE = (
    *("leads", "key", "before", "reached", "away"),
    *("asked", "dialled", "coded", "sought", "looked"),
)
"""Their groups that hold words which lead to a computer and stay."""
LONG_ADDRESS = (
    r"\[(?=[\w.:]*::|(?:\w+:){7})[\w.:]*\d[\w.:]*(?:%\w+)?\](?::\d{1,5}|(?=:))"
    rf"|(?<![\w:])(?=[\w:]*\d)(?:{_HEX}{{0,4}}:){{2,7}}(?:\d+(?:\.\d+){{3}}|{_HEX}{{1,4}})(?![\w:])"
)
"""An address of IP version 6."""
ADDRESS = r"/?\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?\b"

_COUNTRY = "uk|us|eu|de|ch|fr|it|es|nl|pl|se|dk|fi|cz|ru|cn|hk|tw|jp|kr|au|nz|ca|br|mx|pt"
_SURE = (  # only computers are called so
    "com|edu|gov|mil|lan|corp|localdomain|[\\w-]+\\.example|example\\.(?:org|net)|cluster\\.local"
    rf"|(?:com?|ac|edu|gov|org|net|or|ne)\.(?:{_COUNTRY})"
)
_MAYBE = (  # so are modules, properties and scopes, too
    f"org|net|local|internal|intern|svc|io|ai|app|dev|cloud|tech|xyz|biz|online|{_COUNTRY}"
)
_CODE = (
    "module|named|import|in|package|class|property|properties|attribute|field|key|scope|scopes"
    "|namespace|method|function"
)
_OF_CODE = "".join(rf"(?<!\b{word} )" for word in _CODE.split("|"))
_PACKAGE = (  # names of code begin with what names of computers end with
    r"(?!(?i:com|org|net|io|de|javax?|android|this|self|window|document|process|module|socket"
    r"|google(?=\.cloud))\.)"
)
_NO_CLASS = (
    r"(?![\w.-]*[A-Z][a-z])(?![\w.-]*\.(?:java|kt|js|mjs|tsx?|py|go|rb|cs|cpp|cc|c|h|rs|php):)"
)
_LABELS = r"(?:[\w-]+\.)+"
_PURPOSE = r"(?:www|api|e?mail|webmail|smtp|imap|pop|mx|s?ftp|ns|ntp|vpn|ldap|cdn|sso|gw)"
_SIGNED = (  # its first part says what it is for, it has a hyphen, or it stands behind an address
    rf"(?:{_PURPOSE}\.{_LABELS}|(?=[\w.]*-)[\w-]+\.{_LABELS}|(?:(?<=\d \()|(?<=\d \[)){_LABELS})"
)
_BY_ITSELF = (
    rf"{_LABELS}(?:{_MAYBE}):\d{{2,5}}|{_SIGNED}(?:{_MAYBE})"
    rf"|(?:{_CALLED}|{_SERVICE})\.(?:[\w-]+\.)*[a-z][\w-]*:(?:{_PORTS})"
)
_LEADS = (
    "to|from|via|with|by|of|host|host:|host at|server|server at|peer|upstream|refused:|zu|von|mit"
)
_BY_A_LEAD = (
    rf"(?:^|(?<=[\[(])|{'|'.join(f'(?<={lead} )' for lead in _LEADS.split('|'))})"
    rf"(?:{_LABELS}(?:{_MAYBE})|{_NO_CLASS}{_LABELS}[A-Za-z][\w-]*:(?:{_PORTS}))"
)


def _domain(maybe: str) -> str:
    """A pattern of the full names that are sure, and of those that are only computers' as told."""
    return (
        rf"(?<![\w.@-])(?=[\w-]++\.\w){_PACKAGE}"
        rf"(?:{_LABELS}(?:{_SURE})(?::\d+)?|{_OF_CODE}(?:{maybe}))"
        r"(?![\w-]|\.\w|:\w)(?:/\d+(?:\.\d+){3}(?::\d+)?)?"
    )


DOMAIN = _domain(_BY_ITSELF)
"""A computer by its full name."""
DOMAIN_IN_A_CALL = _domain(rf"{_BY_ITSELF}|{_BY_A_LEAD}")
"""The same in a line that speaks of a call from computer to computer."""

_PORT = re.compile(r":\d\d")
_HINT = (
    "connect|dial|tcp|udp|socket|ssl|tls|dns|peer|upstream|handshake|econn|enotf|ehost|etimed|epipe"
    "|eai_|unreach|getaddr|no route|no answer|no response|no reply|no such|verbindung|connexion"
    "|conexión|erreichbar"
)
_HINTS = _HINT.split("|")
"""What every line that _CALL is in holds: quicker to look for."""
_CALL = re.compile(
    r"(?<![\w.=/-])(?:(?:dis|re)?connect(?:s|ed|ing|ions?)?|dial(?:l?ing|l?ed)?|tcp|udp|sockets?|ssl"
    r"|tls|dns|peer|upstream|handshake|e(?:conn[a-z]+|notfound|hostunreach|timedout|pipe)|eai_again"
    r"|unreachable|getaddrinfo|no (?:route|answer|response|reply)|no such host"
    r"|verbindung|connexion|conexión|nicht erreichbar)(?![\w=/-]|\.\w)",
    re.IGNORECASE,
)


def sign_of(line: str) -> ComputerSign:
    """What a line says of computers, so that most lines are spared the most costly patterns."""
    low = line.lower()
    named = (
        "::" in line
        or line.count(":") >= 7
        or "host" in low
        or "server" in low
        or _PORT.search(line) is not None
    )
    if any(hint in low for hint in _HINTS) and _CALL.search(line):
        return ComputerSign.CALL
    return ComputerSign.NAME if named else ComputerSign.NONE
