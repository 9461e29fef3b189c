"""An .eval of Inspect: an archive with a file for each sample, put together to one log.

Source: its log format, in which `header.json` is the log without its samples, and
`_journal/start.json` how a log begins that was not finished.
"""

from __future__ import annotations

import json
from pathlib import Path, PurePosixPath

from dashboard.sources.files.unpacking.limits import Budget, CountedFile, Refused

_HEADER, _START = PurePosixPath("header.json"), PurePosixPath("_journal/start.json")


def whole_log(folder: Path, entries: list[PurePosixPath], budget: Budget) -> Path | None:
    """The log as one JSON file in the folder to which its entries were unpacked; None if they are
    something else. Raises Refused when its beginning is damaged."""
    head = next((entry for entry in (_HEADER, _START) if entry in entries), None)
    samples = sorted(entry for entry in entries if entry.parts[0] == "samples")
    if head is None or not samples:
        return None
    try:
        about = json.loads((folder / head).read_text("utf-8"))
    except ValueError:
        raise Refused(f"Its {head} is damaged", "Copy or download it again.") from None
    if not isinstance(about, dict) or "eval" not in about:
        return None
    log = folder / "log.json"
    about = {"status": "started", **about}
    with CountedFile(log, budget) as plain:
        plain.write(json.dumps(about)[:-1].encode() + b', "samples": [')
        for number, sample in enumerate(samples):
            plain.write((b",\n" if number else b"\n") + (folder / sample).read_bytes())
        plain.write(b"]}")
    return log
