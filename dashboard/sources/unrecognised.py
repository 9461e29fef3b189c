"""What is said of a file that fits no format: which it is nearest to, and what that lacks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dashboard.errors import ExportRefused
from dashboard.sources.mapping.mapping import Mapping
from dashboard.sources.mapping.recognise import Contents, lacking
from dashboard.sources.raw.raw import RESERVED, listed
from dashboard.sources.tables.ways import written
from dashboard.sources.told_by_id import id_rule, says_which_run
from dashboard.started import command

_AS_ONE = (
    " Does it say more of runs that stand in another file? Load both as one, in a folder or a zip."
)
_AGE = (
    " Its {} tells times only as seen from when it was printed: have the command print JSON, as "
    "`gh run list --json databaseId,workflowName,status,conclusion,createdAt,updatedAt` does."
)
_COLONS = (
    " Its names stand between colons, which times hold, too, so that its cells can’t be told: have "
    "it written with commas or tabs."
)
_AGES = ("age", "alter", "âge", "edad")


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
    here = [written(way) for way in near.records if written(way) in lists]
    found = f"Found{f' under {here[0]}' if here and near.builtin else ''}: {_columns(seen, linked)}"
    by_hand = f"in a mapping file: `{command('map FILE')}` suggests one, `load --map` takes it."
    if lists and not linked:
        by_hand += f" Lists in it: {listed(lists, 8)}; the mapping file names that of the runs, "
        by_hand += f'like records = "{lists[0]}".'
    if near.builtin and len(missing) > 1 and (rule := id_rule(near)):
        by_hand += _AS_ONE if says_which_run(rule, near, seen) else ""
    if near.builtin and (age := next((key for key in seen.keys if key.lower() in _AGES), None)):
        by_hand += _AGE.format(age)
    if len(seen.keys) == 1 and seen.keys[0].count(":") > 1:
        by_hand += _COLONS
    if near.builtin and (len(missing) > near.signs / 2 or near.signs - len(missing) < 2):
        return ExportRefused(
            f"This does not fit any known format. {found}",
            where=file,
            remedy=f"Say which columns are the id, the status and the time of a run {by_hand}",
        )
    fits = f"the nearest known format ({near.name})" if near.builtin else f"the mapping {near.file}"
    return ExportRefused(
        f"This does not fit {fits}: {', '.join(missing)} {'is' if len(missing) == 1 else 'are'} "
        f"missing. {found}. Needed: {', '.join(needed)}",
        where=file,
        remedy=f"Add the missing column to the export, or say which column it is {by_hand}",
    )


def _columns(seen: Contents, linked: bool) -> str:
    """What a file holds; of one that a link leads to only how much."""
    keys = [key for key in seen.keys if key not in RESERVED]
    if not linked:
        return listed(keys) or "no columns"
    columns = "1 other column" if len(keys) == 1 else f"{len(keys):,} other columns"
    return f"{columns}, in a file that a link leads to"
