"""What an import takes of the processor beside plain DuckDB on the same file, as a ratio.

    uv run python -m tests.benchmarks.import_ratio [rows]

Plain DuckDB reads the file with the columns given and writes a table to a file; it checks, folds,
rejects and derives nothing. Each is a process of its own, so that the seconds are all that it took,
and the memory its own.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.wide_export import write_csv, write_ndjson

_MEASURED = """
import resource, sys
from pathlib import Path
from tests.benchmarks import import_ratio
getattr(import_ratio, sys.argv[1])(Path(sys.argv[2]), Path(sys.argv[3]))
own, children = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
seconds = sum((own.ru_utime, own.ru_stime, children.ru_utime, children.ru_stime))
print(seconds, max(own.ru_maxrss, children.ru_maxrss) / 2**20)
"""


def plain(path: Path, folder: Path) -> None:
    """DuckDB alone."""
    import duckdb

    from dashboard.records.schema import RUN_COLUMNS
    from dashboard.store.column_types import DUCKDB_TYPES
    from tests.benchmarks.wide_export import COLUMNS

    types = {column.name: DUCKDB_TYPES[column.kind] for column in RUN_COLUMNS}
    columns = {name: types.get(name, "VARCHAR") for name in COLUMNS}
    if path.suffix == ".csv":  # lists and objects are JSON in a cell
        columns = {n: "VARCHAR" if kind.endswith("[]") else kind for n, kind in columns.items()}
        read = f"read_csv('{path}', header = true, auto_detect = false, columns = {columns}"
        read += ", store_rejects = true)" if "damaged" in path.name else ")"
    else:
        read = f"read_json('{path}', format = 'newline_delimited', columns = {columns}"
        read += ", ignore_errors = true)" if "damaged" in path.name else ")"
    with duckdb.connect(str(folder / "plain.duckdb")) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        connection.execute(f"CREATE TABLE runs AS SELECT * FROM {read}")


def ours(path: Path, folder: Path) -> None:
    """The import into an empty workspace."""
    from dashboard.loading import load
    from dashboard.records.rows import Answers
    from dashboard.store.workspace.home import Home

    home = Home(folder / "home")
    done = load(home, path, mapping=None, answers=Answers(), progress=lambda read: None)
    print(done.sentence, file=sys.stderr)


def measured(what: str, path: Path) -> tuple[float, float]:
    """Processor seconds, and the most memory in GiB."""
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        command = [sys.executable, "-c", _MEASURED, what, str(path), folder]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    seconds, memory = done.stdout.split()[-2:]  # DuckDB may have drawn its progress before
    return float(seconds), float(memory)


def main(rows: int) -> None:
    """Print the table."""
    print(f"{rows:,} rows                 plain DuckDB         import   ratio   peak memory")
    with tempfile.TemporaryDirectory() as folder:
        for name, write, damaged in (
            ("clean.ndjson", write_ndjson, False),
            ("damaged.ndjson", write_ndjson, True),
            ("clean.csv", write_csv, False),
            ("damaged.csv", write_csv, True),
        ):
            path = Path(folder) / name
            write(path, rows, damaged=damaged)
            floor, _ = measured("plain", path)
            seconds, memory = measured("ours", path)
            size = path.stat().st_size / 2**30
            print(
                f"{name:15} {size:5.2f} GiB {floor:10.1f} s {seconds:12.1f} s"
                f" {seconds / floor:7.2f} {memory:9.2f} GiB",
                flush=True,
            )
            path.unlink()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200_000)
