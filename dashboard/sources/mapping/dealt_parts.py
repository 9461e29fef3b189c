"""The parts of runs in temporary files, since an export may be larger than memory: all of a run in
the same one, so that runs are put together a file at a time."""

from __future__ import annotations

import pickle  # only of what this module itself has written
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from typing import IO, Any, NamedTuple
from zlib import crc32

from dashboard.sources.raw.raw import RawRow

_FILES = 64


class RunPart(NamedTuple):
    """A row that belongs to a run; place: its place in the order of the run, then of the file;
    name: what tells it from the others, None where nothing does; age: greater of a newer one."""

    place: tuple[Any, ...]
    row: RawRow
    name: str | None
    age: tuple[Any, ...]


class DealtParts:
    """Parts by the keys of their runs, and those of which it is not told yet whose they are."""

    def __init__(self, files: Sequence[IO[bytes]], untold: IO[bytes]) -> None:
        self._files = files
        self._untold = untold

    def put(self, key: str, part: RunPart) -> None:
        """Deal a part to the run of that key."""
        file = self._files[crc32(key.encode("utf-8", "surrogatepass")) % _FILES]
        pickle.dump((key, part), file, pickle.HIGHEST_PROTOCOL)

    def put_untold(self, name: str, part: RunPart) -> None:
        """Keep a part until its name tells whose it is."""
        pickle.dump((name, part), self._untold, pickle.HIGHEST_PROTOCOL)

    def untold(self) -> Iterator[tuple[str, RunPart]]:
        """The names and the parts that were kept so, in their order."""
        return _written(self._untold)

    def runs(self) -> Iterator[list[RunPart]]:
        """The parts of each run in the order in which they were dealt, once all were."""
        for file in self._files:
            runs = defaultdict[str, list[RunPart]](list)
            for key, part in _written(file):
                runs[key].append(part)
            yield from runs.values()


@contextmanager
def dealing() -> Iterator[DealtParts]:
    """No parts yet, in files that are there as long as the context lasts."""
    with ExitStack() as stack:
        files = [stack.enter_context(tempfile.TemporaryFile()) for _ in range(_FILES)]
        yield DealtParts(files, stack.enter_context(tempfile.TemporaryFile()))


def _written(file: IO[bytes]) -> Iterator[Any]:
    """What was written to a file, from its beginning."""
    file.seek(0)
    with suppress(EOFError):
        while True:
            yield pickle.load(file)  # noqa: S301
