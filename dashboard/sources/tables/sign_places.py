"""Where a sign stands in bytes, one piece of a file after the other."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Bytes = npt.NDArray[np.uint8]
Places = npt.NDArray[np.int64]


class SignPlaces:
    """Finds signs in memory that is kept: to be given fresh memory for each piece would take
    several times as long as to compare."""

    def __init__(self) -> None:
        self._alike = np.empty(0, np.bool_)

    def of(self, sign: int, found: Bytes) -> Places:
        """Where the sign stands, in order."""
        if len(found) > len(self._alike):
            self._alike = np.empty(len(found), np.bool_)
        return np.flatnonzero(np.equal(found, sign, out=self._alike[: len(found)]))
