"""Templates of error texts, and the kinds of errors that failed runs have."""

from __future__ import annotations

import hashlib

import duckdb

from dashboard.causes.error_template import template_of
from dashboard.causes.masks import template_id
from dashboard.causes.rules_file import SHIPPED, read_rules, shipped_text
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
_BY_OTHERS = """
DELETE FROM error_kinds;
DELETE FROM matched_by;
INSERT INTO matched_by VALUES ($digest)
"""
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
    """Give new error texts their templates, then count the kinds of errors."""
    _give_templates(connection)
    count_kinds(connection)


def mask_anew(connection: duckdb.DuckDBPyConnection) -> None:
    """Give all error texts the templates of this version, and keep which they had before."""
    connection.execute(_FORGET)
    connection.execute("DELETE FROM error_kinds")
    refresh(connection)
    connection.execute(_REMEMBER)


def count_kinds(connection: duckdb.DuckDBPyConnection) -> None:
    """Count the kinds of errors anew. Those of which there were none before are matched with the
    rules that hold, and all where these are others than before."""
    text, where = _rules(connection)
    digest = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
    if connection.execute("SELECT digest FROM matched_by").fetchall() != [(digest,)]:
        connection.execute(_BY_OTHERS, {"digest": digest})
    connection.execute(_KINDS)
    matched = list[tuple[str, str, str | None]]()
    if new := connection.execute(_NEW_KINDS).fetchall():
        rules = read_rules(text, where)
        for error_type, id_, template in new:
            rule = rules.match(error_type, template)
            matched.append((error_type, id_, rule.name if rule else None))
    with held(connection, "matched", _MATCHED, matched):
        connection.execute(_COUNT)


def _rules(connection: duckdb.DuckDBPyConnection) -> tuple[str, str]:
    """The text of the rules that hold in a workspace, a person's own, else the shipped ones; and
    what errors call it."""
    row = connection.execute("SELECT value FROM settings WHERE name = ?", [RULES]).fetchone()
    return (str(row[0]), "the workspace’s rules") if row else (shipped_text(), SHIPPED)


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
