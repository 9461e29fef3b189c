"""Lines of a CSV whose cells stand in ' and have a backslash before a ' that is meant as such, as
exports of databases write them; a cell of `\\N` in no ' has no value.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import ClassVar

from dashboard.sources.raw.delimited_records import Records

_NONE = "\\N"


class ApostropheRecords(Records):
    """Splits such lines into records; a ' that stands twice is one, too."""

    _quotes: ClassVar[tuple[str, str | None]] = "'", "\\"

    def _split(self, lines: Iterable[str], *, strict: bool) -> Iterator[list[str]]:
        sign = re.escape(self._delimiter)
        none = re.compile(rf"(?:^|(?<={sign}))\\N(?=[{sign}\r\n]|$)")
        kept = (none.sub(r"\\\\N", line) for line in lines)
        for cells in super()._split(kept, strict=strict):
            yield ["" if cell == _NONE else cell for cell in cells]
