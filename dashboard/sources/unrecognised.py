"""What is said of a file that fits no format: which it is nearest to, and what that lacks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dashboard.errors import ExportRefused
from dashboard.sources.mapping.mapping import Mapping
from dashboard.sources.mapping.recognise import Contents, lacking
from dashboard.sources.raw.raw import RESERVED, listed
from dashboard.sources.tables.ways import written
from dashboard.started import command


def nearest(views: Iterable[tuple[Mapping, Contents]]) -> tuple[Mapping, Contents]:
    """The format of which the least is missing in what it sees of a file, and what it sees."""
    return min(views, key=lambda view: len(lacking(*view)) / max(view[0].signs, 1))


def unrecognised(
    file: str,
    near: Mapping,
    seen: Contents,
    *,
    lists: Sequence[str] = (),
    linked: bool = False,
) -> ExportRefused:
    """The refusal of a file that fits no format, or not the mapping given.

    near: the format that it fits best, or that mapping; seen: what the file holds as this reads it;
    lists: the ways to the lists in it, which may be what is meant;
    linked: a link leads there, so its words may be none that the person means to show.
    """
    missing = [group[0] for group in lacking(near, seen)]
    needed = [group[0] for group in near.recognise]
    needed += [f"{path} = {words[0]}" for path, words in near.telling]
    by_hand = f"in a mapping file: `{command('map FILE')}` suggests one, `load --map` takes it."
    lacks = f"{', '.join(missing)} {'is' if len(missing) == 1 else 'are'} missing"
    here = [written(way) for way in near.records if written(way) in lists]
    found = f"Found{f' under {here[0]}' if here and near.builtin else ''}: {_columns(seen, linked)}"
    if not near.builtin:
        what = f"This does not fit the mapping {near.file}: {lacks}. {found}. "
        what += f"Needed: {', '.join(needed)}"
        remedy = "Add the missing column to the export, or correct the mapping file."
    elif len(missing) <= near.signs / 2 and near.signs - len(missing) > 1:
        what = f"This does not fit the nearest known format ({near.name}): {lacks}. {found}. "
        what += f"Needed: {', '.join(needed)}"
        remedy = f"Add the missing column to the export, or say which column it is {by_hand}"
    else:
        what = f"This does not fit any known format. {found}"
        remedy = f"Say which columns are the id, the status and the time of a run {by_hand}"
    way = (
        f" Lists in it: {listed(lists, 8)}; the mapping file names that of the runs, like "
        f'records = "{lists[0]}".'
        if lists and not linked
        else ""
    )
    return ExportRefused(what, where=file, remedy=f"{remedy}{way}")


def _columns(seen: Contents, linked: bool) -> str:
    """What a file holds; of one that a link leads to only how much."""
    keys = [key for key in seen.keys if key not in RESERVED]
    if not linked:
        return listed(keys) or "no columns"
    columns = "1 other column" if len(keys) == 1 else f"{len(keys):,} other columns"
    return f"{columns}, in a file that a link leads to"
