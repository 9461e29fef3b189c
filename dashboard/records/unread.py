"""What a broken row tells of its run, to say what was lost with it: nothing of it is counted."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.records.canonical import RowMaker
from dashboard.records.rows import UNREAD, Told
from dashboard.sources.raw import Record


def told_by(maker: RowMaker, readings: Sequence[Record]) -> Told:
    """What a row tells that can be read in these ways, or in none.

    Its status only where it is a word that we know, the same in all readings that have one. Of
    several readings the first tells its id, which mostly stands before any text, and none tells a
    worker, who might be a piece of a text.
    """
    told = [maker.told(reading) for reading in readings] or [maker.told({})]
    known = [one for one in told if one.raw_status and one.status != "unknown"]
    if maker.is_runs and len({one.status for one in known}) != 1:
        known = [told[0]._replace(status=UNREAD, quality=None)]
    found = (known or told)[0]
    if len(told) == 1:
        return found
    return found._replace(run_id=told[0].run_id, worker_id=None, worker=None)
