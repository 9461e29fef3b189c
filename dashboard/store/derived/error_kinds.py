"""Templates of error texts, and the kinds of errors that failed runs have."""

from __future__ import annotations

from collections.abc import Callable

import duckdb

from dashboard.causes.error_template import template_of
from dashboard.causes.masks import template_id
from dashboard.causes.rules import Rules
from dashboard.causes.rules_file import read_rules, shipped_rules
from dashboard.store.derived.unsettled import UNSETTLED
from dashboard.store.held_rows import held

RULES = "cause rules"
"""The setting that holds the text of a person's own rules; without it the shipped ones hold."""

_NEW_TEXTS = """
SELECT DISTINCT error_type, error_message FROM runs
WHERE template_id IS NULL AND (error_type IS NOT NULL OR error_message IS NOT NULL)
"""
_GIVE_IDS = f"""
UPDATE runs SET template_id = found.template_id, {UNSETTLED} FROM found
WHERE runs.template_id IS NULL
    AND runs.error_type IS NOT DISTINCT FROM found.error_type
    AND runs.error_message IS NOT DISTINCT FROM found.error_message
"""
_KEEP_TEMPLATES = """
INSERT INTO templates
SELECT DISTINCT template_id, template FROM found
WHERE template_id <> '' AND template_id NOT IN (SELECT template_id FROM templates)
"""
_KINDS = """
CREATE TEMP TABLE kinds AS
SELECT found.*, error_kinds.rule, error_kinds.runs IS NOT NULL AS is_known
FROM (
    SELECT coalesce(error_type, '') AS error_type, coalesce(template_id, '') AS template_id,
        count(*) AS runs
    FROM runs WHERE outcome = 'failed' GROUP BY 1, 2
) found LEFT JOIN error_kinds USING (error_type, template_id)
"""
"""The kinds of errors, with the rules that are known to match them."""
_NEW_KINDS = """
SELECT error_type, template_id, coalesce(template, '')
FROM kinds LEFT JOIN templates USING (template_id) WHERE NOT is_known
"""
_COUNT = """
DELETE FROM error_kinds;
INSERT INTO error_kinds
SELECT error_type, template_id, runs, rule FROM kinds WHERE is_known
UNION ALL
SELECT error_type, template_id, runs, matched.rule
FROM kinds JOIN matched USING (error_type, template_id)
ORDER BY ALL;
DROP TABLE kinds
"""
_FORGET_KINDS = "DELETE FROM error_kinds"
_FORGET = f"""
CREATE TEMP TABLE masked_before AS
SELECT DISTINCT error_type, error_message, template_id FROM runs WHERE template_id <> '';
UPDATE runs SET template_id = NULL, {UNSETTLED};
DELETE FROM templates
"""
# What a template was two versions ago leads on to what it is now: names may hang on that, too.
_REMEMBER = """
CREATE TEMP TABLE renamed AS
SELECT DISTINCT old.template_id AS former, now.template_id
FROM masked_before old JOIN runs now
    ON now.error_type IS NOT DISTINCT FROM old.error_type
    AND now.error_message IS NOT DISTINCT FROM old.error_message
WHERE now.template_id <> old.template_id;
INSERT INTO former_templates
SELECT former, template_id FROM (
    SELECT former, template_id FROM renamed
    UNION
    SELECT earlier.former, renamed.template_id
    FROM former_templates earlier JOIN renamed ON renamed.former = earlier.template_id
)
WHERE former <> template_id AND (former, template_id) NOT IN (
    SELECT (former, template_id) FROM former_templates
)
ORDER BY ALL;
DROP TABLE masked_before;
DROP TABLE renamed
"""
_FOUND = dict.fromkeys(("error_type", "error_message", "template_id", "template"), "VARCHAR")
_MATCHED = dict.fromkeys(("error_type", "template_id", "rule"), "VARCHAR")


def refresh(connection: duckdb.DuckDBPyConnection) -> None:
    """Give new error texts their templates, then count the kinds of errors; the rules that hold are
    matched with those of which there were none before."""
    _give_templates(connection)
    _count(connection, rules_of)


def mask_anew(connection: duckdb.DuckDBPyConnection) -> None:
    """Give all error texts the templates of this version, and keep which they had before."""
    connection.execute(_FORGET)
    connection.execute(_FORGET_KINDS)  # these may be other rules, too
    refresh(connection)
    connection.execute(_REMEMBER)


def rules_of(connection: duckdb.DuckDBPyConnection) -> Rules:
    """The rules that hold in a workspace: a person's own, else the shipped ones."""
    row = connection.execute("SELECT value FROM settings WHERE name = ?", [RULES]).fetchone()
    return read_rules(row[0], "the workspace’s rules") if row else shipped_rules()


def _give_templates(connection: duckdb.DuckDBPyConnection) -> None:
    texts = connection.execute(_NEW_TEXTS).fetchall()
    if not texts:
        return
    templates = [template_of(error_type, message) for error_type, message in texts]
    rows = [
        (*text, template_id(template) if template else "", template)
        for text, template in zip(texts, templates, strict=True)
    ]
    with held(connection, "found", _FOUND, rows):
        connection.execute(_GIVE_IDS)
        connection.execute(_KEEP_TEMPLATES)


def match_anew(connection: duckdb.DuckDBPyConnection, rules: Rules) -> None:
    """Match all kinds of errors with other rules."""
    connection.execute(_FORGET_KINDS)
    _count(connection, lambda _: rules)


def _count(
    connection: duckdb.DuckDBPyConnection, rules: Callable[[duckdb.DuckDBPyConnection], Rules]
) -> None:
    """Count the kinds of errors anew. rules: gives those that new ones are matched with."""
    connection.execute(_KINDS)
    new = connection.execute(_NEW_KINDS).fetchall()
    matched = list[tuple[str, str, str | None]]()
    if new:
        match = rules(connection).match
        for error_type, id_, template in new:
            rule = match(error_type, template)
            matched.append((error_type, id_, rule.name if rule else None))
    with held(connection, "matched", _MATCHED, matched):
        connection.execute(_COUNT)
