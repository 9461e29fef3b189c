"""What was found around changes of late: asked of one change for one set of runs, it is told again.

Which workers' runs are chosen makes no difference around the change of one of them: either all of
its runs are, or none. So what was found for all workers is what is found for any of them.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence

from dashboard.store.filters.filters import Filters
from dashboard.store.reading.windows import Window
from dashboard.store.workspace.reader import Row

Around = Mapping[str, Sequence[Row]]
"""The rows around one change, by question."""
Asked = tuple[Filters, tuple[str, ...]]
"""Of which runs, and by which questions."""
_ROWS_IN_ALL = 60_000


class RecentWindows:
    """Remembers what was found around changes in the newest sets of runs, for any number of
    threads."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Asked, dict[Window, Around]] = OrderedDict()
        self._rows = 0
        self._lock = threading.Lock()

    def around(
        self,
        asked: Asked,
        windows: Sequence[Window],
        ask: Callable[[Asked, Sequence[Window]], Mapping[str, Iterable[Row]]],
    ) -> list[Around]:
        """The rows around each change, in the order given. ask: is asked for those of
        the windows that are not known, numbered from 0; its rows name the number as change."""
        same = [window.numbered(0) for window in windows]
        with self._lock:
            known = dict(self._kept.get(asked, {}))
        missing = [window for window in dict.fromkeys(same) if window not in known]
        if missing:
            numbered = [window.numbered(n) for n, window in enumerate(missing)]
            told = _by_window(ask(asked, numbered), len(numbered))
            found = dict(zip(missing, told, strict=True))
            known |= found
            self._keep(asked, found)
        return [known[window] for window in same]

    def _keep(self, asked: Asked, found: Mapping[Window, Around]) -> None:
        with self._lock:
            held = self._kept.setdefault(asked, {})
            self._rows += _rows(around for window, around in found.items() if window not in held)
            held |= found
            self._kept.move_to_end(asked)
            while self._rows > _ROWS_IN_ALL and len(self._kept) > 1:
                _, oldest = self._kept.popitem(last=False)
                self._rows -= _rows(oldest.values())


def _by_window(told: Mapping[str, Iterable[Row]], windows: int) -> list[Around]:
    found: list[dict[str, list[Row]]] = [{name: [] for name in told} for _ in range(windows)]
    for name, rows in told.items():
        for row in rows:
            found[row["change"]][name].append(row)
    return list[Around](found)


def _rows(found: Iterable[Around]) -> int:
    return sum(len(rows) for around in found for rows in around.values())
