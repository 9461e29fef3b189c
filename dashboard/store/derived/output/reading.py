"""What the checks find in outputs that they read, kept with the runs so that each is read once."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb

from dashboard.checks.claim_words import PATTERN
from dashboard.checks.format import missed
from dashboard.checks.given_names import GIVEN_NAMES
from dashboard.checks.known import FIELDS, OF_THE_WORK, output_of
from dashboard.checks.read import named_nowhere, said_done
from dashboard.checks.requests import requests
from dashboard.checks.suspicion import UNSOURCED, Suspicion
from dashboard.store.derived.output import instructions
from dashboard.store.derived.touched import ANEW
from dashboard.store.derived.unsettled import UNSETTLED
from dashboard.store.held_rows import held
from dashboard.store.tables import is_empty
from dashboard.store.workspace.reader import Row

_BATCH = 2_000
_FOUND = {"place": "BIGINT", "read_checks": "VARCHAR"}

_BY_ID = "t.id = r.instructions_id"
_BY_LABEL = "r.instructions_id IS NULL AND t.worker_id = r.worker_id AND t.version = r.version"
_OUTPUT = "coalesce(r.output_text, r.comment_preview)"
_FIELDS = ("output_text", "comment_preview", "effects_state", "extra", *FIELDS)
_KNOWN = ", ".join(f"r.{name}::VARCHAR" for name in FIELDS)
_NAMES = (
    r"@|https?://|\b(Mr|Mrs|Ms|Miss|Dr|Prof|Herrn?|Frau|Monsieur|Madame|Mme|Señora?|Sra?)\b|"
    r"(GmbH|AG|KG|Ltd|LLC|Inc|Corp|PLC|SARL|SAS|S\.A\.|S\.L\.|B\.V\.|SpA|Oy|AB)($|\W)|さん|様|氏|"
    r"(?m:^)\s*(Dear|Hi|Hello|Hallo|Liebe[rs]?|Hola|Querid[oa]|Estimad[oa]|Bonjour|Ch(er|ère))\s|"
    rf"\b({'|'.join(GIVEN_NAMES)}) [A-ZÀ-Ž]"
)
_WITH_OUTPUT = f"({{new}}) AND r.status = 'completed' AND {_OUTPUT} IS NOT NULL"
_OF_WORK = f"coalesce({', '.join(f'r.{name}' for name in OF_THE_WORK)}) IS NOT NULL"
_HELD_AGAINST = (
    f"(r.tools_called IS NOT NULL OR {_OF_WORK} OR EXISTS (FROM named_texts WHERE asks <> ''))"
)
"""Whether there is anything that an output can be held against."""
_ANY = f"SELECT 1 FROM runs r WHERE {_WITH_OUTPUT} AND {_HELD_AGAINST} LIMIT 1"
# An output that plainly holds nothing that a check could tell is not read: most are not. Most have
# nothing of all that is looked for, or digits alone, which one look tells.
_LOOKED_AT = f"""
CREATE OR REPLACE TEMP TABLE to_read AS
SELECT place, instructions_text, asked,
    holds = 'words' AND tools_called IS NOT NULL AND regexp_matches(output, $claims) AS claims,
    CASE WHEN holds IS NULL OR NOT of_work THEN false
        WHEN holds = 'words' AND regexp_matches(output, $names) THEN true
        ELSE len(list_filter(
            regexp_extract_all(output, '[0-9]{{{{2,}}}}'),
            lambda digits: NOT contains(concat_ws(' ', {_KNOWN}), digits)
        )) > 0 END AS names
FROM (
    SELECT r.*, r.rowid AS place, coalesce(by_id.text, by_label.text) AS instructions_text,
        coalesce(by_id.asks, by_label.asks, '') <> '' AS asked,
        {_OUTPUT} AS output, {_OF_WORK} AS of_work,
        CASE WHEN r.tools_called IS NULL AND NOT of_work THEN NULL
            WHEN NOT regexp_matches(output, $claims_or_names || '|[0-9][0-9]') THEN NULL
            WHEN NOT regexp_matches(output, $claims_or_names) THEN 'digits'
            ELSE 'words' END AS holds
    FROM runs r
    LEFT JOIN (FROM named_texts WHERE id IS NOT NULL) by_id
        ON {_BY_ID.replace("t.", "by_id.")}
    LEFT JOIN (FROM named_texts WHERE id IS NULL) by_label
        ON {_BY_LABEL.replace("t.", "by_label.")}
    WHERE {_WITH_OUTPUT}
) r
WHERE asked OR holds IS NOT NULL AND (claims OR names)
"""
_TO_READ = f"""
SELECT to_read.*, {", ".join(f"r.{name}" for name in _FIELDS)}, cuts.letters
FROM to_read JOIN runs r ON r.rowid = to_read.place
LEFT JOIN preview_cuts cuts ON cuts.import_id = r.import_id
"""
_NEW = f"r.import_id > $before OR r.read_checks = '{ANEW}'"
_ASKED_ANEW = f"""
    OR EXISTS (FROM asked_anew t WHERE {_BY_ID}) OR EXISTS (FROM asked_anew t WHERE {_BY_LABEL})
"""
_FORGET = f"""
UPDATE runs r SET read_checks = NULL, {UNSETTLED}
WHERE r.read_checks IS NOT NULL AND ({{new}})
"""
_KEEP = f"""
UPDATE runs SET read_checks = found_checks.read_checks, {UNSETTLED} FROM found_checks
WHERE runs.rowid = found_checks.place
"""
_BEFORE = "SELECT coalesce(max(import_id), 0) FROM checked"


def refresh(connection: duckdb.DuckDBPyConnection) -> None:
    """Read what is to be read, and keep what was found: `read_checks`, the kinds of findings with a
    space between, of what stands nowhere the kinds of things; NULL for none."""
    instructions.refresh(connection)
    new = _NEW + ("" if is_empty(connection, "asked_anew") else _ASKED_ANEW)
    (before,) = connection.execute(_BEFORE).fetchone() or (0,)
    bound = {"before": before}
    found: list[tuple[int, str]] = []
    if connection.execute(_ANY.format(new=new), bound).fetchone():
        claims = f"(?im:{PATTERN})"
        patterns = {"claims": claims, "names": _NAMES, "claims_or_names": f"{claims}|{_NAMES}"}
        connection.execute(_LOOKED_AT.format(new=new), bound | patterns)
        found = list(_found(connection.execute(_TO_READ)))
        connection.execute("DROP TABLE to_read")
    connection.execute(_FORGET.format(new=new), bound)
    if found:
        with held(connection, "found_checks", _FOUND, found):
            connection.execute(_KEEP)
    for name in ("named_texts", "asked_anew"):
        connection.execute(f"DROP TABLE {name}")


def _found(reading: duckdb.DuckDBPyConnection) -> Iterator[tuple[int, str]]:
    """The places of runs in which something was found, with what."""
    names = [column[0] for column in reading.description]
    while rows := reading.fetchmany(_BATCH):
        for row in rows:
            values = dict(zip(names, row, strict=True))
            if kinds := {
                one.kind if one.check == UNSOURCED else one.check for one in _read(values)
            }:
                yield values["place"], " ".join(sorted(kinds))


def _read(values: Row) -> Iterator[Suspicion]:
    """What the checks tell that may tell something."""
    output, instructions = output_of(values, values["letters"]), values["instructions_text"]
    if output and values["asked"]:
        yield from missed(requests(instructions), output)
    if output and values["names"]:
        yield from named_nowhere(values, instructions, output)
    if output and values["claims"]:
        yield from said_done(values, output)
