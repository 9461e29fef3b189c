"""How times are spelled by people and systems: patterns whose parts time_text.py reads.

Parts are year, or short for its last two digits, month or its name, day, hour, minute, second,
fraction, zone and others; first and second_ are two numbers in an order that they don't tell.
"""

from __future__ import annotations

import re

from dashboard.records.months import DAYS

_OFFSET = r"[+-]\d{2}(?::?\d{2})?|(?:UTC|GMT)\s?[+-]\d{1,2}(?::?\d{2})?"
_ZONE = rf"Z|{_OFFSET}|[A-Z]{{3,5}}|\((?:{_OFFSET}|[A-Z]{{3,5}})\)"
_AT = r"(?:,|\s|T|\b(?:at|um|om|à|às|as|a las|alle|alle ore|kl\.?|klo|\u0432|saat)(?=\s))+"
_MONOTONIC = r"(?:\s+m=[+-]\d+\.\d+)?"
"""What Go prints behind a time: the seconds since its program began."""
_PLACE = r"(?:\[[\w+/-]{1,40}\])?"
"""What Java and JavaScript print behind an offset, which says all there is to know: the place."""
_CLOCK = (
    rf"(?:(?:{_AT}|(?<=[日号號일]))(?:(?P<early>午前|上午|오전)|(?P<late>午後|下午|오후))?\s?"
    r"(?P<hour>\d{1,2})(?::|\s?h\s?|\.|[時时点시]\s?)(?P<minute>\d{2}|\d(?=[分분]))"
    r"(?:(?:[:m]|[分분]\s?|(?<=\.\d\d)\.)(?P<second>\d{2}|\d(?=[秒초]))[s秒초]?"
    r"(?:[.,](?P<fraction>\d{1,9}))?|[分분])?\s*(?:(?P<half>[ap]\.?\s?m\.?)|(?:Uhr|h|hs|hrs)\b\.?)?\s*"
    rf"(?:(?P<zone>{_ZONE}){_PLACE}"
    r"(?:(?<=\d)\s+(?:[A-Z]{3,5}|\([^)]*\)|(?P<again>[+-]\d{2,4})))?)?"
    rf"{_MONOTONIC})?"
)
_DATE_ZONE = r"(?:\s*(?P<date_zone>Z|UTC|GMT|(?:UTC|GMT)?[+-]\d{2}:?\d{2}))?"
_IN_NAMES = (
    r"(?P<year>20\d{2})-?(?P<month>\d{2})-?(?P<day>\d{2})[T_ -]"
    r"(?P<hour>\d{2})[-.]?(?P<minute>\d{2})[-.]?"
    rf"(?P<second>\d{{2}})(?:[.,](?P<fraction>\d{{1,9}}))?\s*(?P<zone>{_ZONE})?"
)
"""As the names of files have it: 20260718_132659, 2024-09-19_21-07-34, 20260302T100000Z; and DB2:
2026-10-11-09.00.00.000000."""
NAMED = re.compile(
    r"(?P<time>.*?\d.*?)(?:\s+|\s*[\[(])(?P<zone>[A-Z][A-Za-z]+(?:/[A-Za-z0-9_+-]+){1,2})[\])]?",
    re.DOTALL,
)
"""A time with the name of its zone behind it, as people, Java and JavaScript write it."""
NAMES_PLACE = re.compile(r"[A-Za-z]/[\w+/-]+[\])]?$")
_DAYNAME = rf"(?:le\s+)?(?:(?:{DAYS})[^\W\d_]*(?:-feira)?\.?,?\s+)?"
_NAME = r"(?P<name>[^\W\d_]{3,10})\.?"
_IN_UNIX = (
    rf"{_DAYNAME}{_NAME}\s+(?P<day>\d{{1,2}})\s+(?P<hour>\d{{1,2}}):(?P<minute>\d{{2}}):"
    r"(?P<second>\d{2})(?:\.(?P<fraction>\d{1,9}))?(?:\s+(?P<half>[ap]m))?"
    rf"(?:\s+(?P<zone>{_ZONE}))?\s+(?P<year>20\d{{2}})"
)
"""As Unix prints it: Mon Mar  2 15:05:00 2026, also with AM or PM and a zone before the year."""
_AGO = r"[^\W\d_ºª](?<!\bde)[.)]?[\s-]+ago\b(?!\s*\d)"
"""Behind a unit; beside the number of a day, as in 16 ago 26, it is August in Spain and Italy."""
SEEN_FROM_NOW = re.compile(
    rf"{_AGO}|"
    r"\b(?:yesterday|today|just now|vor \d+|gestern|heute|il y a|hier|hace|ayer|hoy|fa|ieri|"
    r"oggi|geleden|gisteren|vandaag|há \d+|ontem|hoje)\b",
    re.IGNORECASE,
)
"""Words for a time as seen from when it was written, which nothing tells."""
TOGETHER = re.compile(r"\s*20\d{6}(?:\d{4}(?:\d\d)?)?\s*", re.ASCII)
"""A date without marks, as mainframes and file names have it: 20261013, 20261013091000. No count of
seconds since 1970, or of their parts, has as many digits and is a time that a run could have."""
SPELLINGS = (
    re.compile(_IN_NAMES, re.IGNORECASE),
    re.compile(_IN_UNIX, re.IGNORECASE),
    *(
        re.compile(f"{_DAYNAME}{date}(?:{_DATE_ZONE}|{_CLOCK})", re.IGNORECASE)
        for date in (
            r"(?P<year>\d{4})(?:[-/]|\.\s?)(?P<month>\d{1,2})(?:[-/]|\.\s?)(?P<day>\d{1,2})\.?",
            r"(?P<year>\d{4})\s?[年년]\s?(?P<month>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日号號일]"
            r"(?:\s?\([月火水木金土日월화수목금토일]\))?",
            r"(?P<first>\d{1,2})[-/.](?P<second_>\d{1,2})[-/.](?:(?P<year>\d{4})|(?P<short>\d{2}))",
            r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|[.ºª°])?[\s-]+(?:de\s+)?"
            rf"{_NAME},?[\s-]+(?:del?\s+)?(?P<year>\d{{4}})(?:\s?\u0433\.?)?",
            rf"(?P<day>\d{{1,2}})(?P<mark>[/-]){_NAME}(?P=mark)(?:(?P<year>\d{{4}})|(?P<short>\d\d))",
            rf"(?P<year>\d{{4}})\.\s+{_NAME}\s+(?P<day>\d{{1,2}})\.?",
            rf"{_NAME}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})",
        )
    ),
)
