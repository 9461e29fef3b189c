"""What counts as success in each format: list it, or say it, with what that changes."""

from __future__ import annotations

from dataclasses import asdict

from dashboard.analysis.success_rules import (
    FormatSuccess,
    SuccessEffect,
    effect,
    formats,
)
from dashboard.cli.arguments import Arguments
from dashboard.cli.printing import Document, json_text, table
from dashboard.cli.streams import OK
from dashboard.cli.workspace import history_of, home_of
from dashboard.errors import UserError
from dashboard.records.success import ENDED, SCORE, WORD, SuccessRule, checked
from dashboard.store.writing.success_rules import require_format, set_success
from dashboard.words.safe_text import visible
from dashboard.words.success import effect_told, good_told, own_words, rule_words, success_words


def success(arguments: Arguments) -> int:
    """List what counts as success, or say it for one format, unless that is a dry run."""
    found = formats(history_of(arguments))
    if arguments.format is None:
        if _says(arguments) or arguments.dry_run:
            raise UserError(
                "Of which format do you say what counts as success?",
                remedy=f"Write its name first, one of {', '.join(one.format for one in found)}.",
            )
        print(json_text([_document(one) for one in found]) if arguments.json else _table(found))
        return OK
    require_format(arguments.format, [one.format for one in found])
    mine = next(one for one in found if one.format == arguments.format)
    if not _says(arguments):
        print(json_text(_document(mine)) if arguments.json else visible(_told(mine)))
        return OK
    return _say(arguments, mine)


def _says(arguments: Arguments) -> bool:
    bounds = (arguments.score_from, arguments.score_to)
    return bool(
        arguments.own
        or arguments.ended
        or arguments.word
        or arguments.score
        or bounds != (None,) * 2
    )


def _rule(arguments: Arguments) -> SuccessRule | None:
    """What the options say; None: the format's own. Raises UserError."""
    rest = SuccessRule(
        arguments.score or (WORD if arguments.word else SCORE),
        arguments.score_from,
        arguments.score_to,
        tuple(arguments.word),
    )
    bare = SuccessRule(SCORE)
    if arguments.own or arguments.ended:
        if rest != bare or (arguments.own and arguments.ended):
            raise UserError("--own and --ended stand alone.", remedy="Say one of them, or a score.")
        return None if arguments.own else SuccessRule(ENDED)
    return checked(rest)


def _say(arguments: Arguments, mine: FormatSuccess) -> int:
    rule = _rule(arguments)
    changes = effect(history_of(arguments), mine.format, rule)
    applied = not arguments.dry_run
    if applied:
        set_success(home_of(arguments), mine.format, rule, mine.rule)
    says = rule_words(rule) if rule else own_words(mine)
    if arguments.json:
        document = {
            "format": mine.format,
            "definition": asdict(rule) if rule else None,
            "says": says,
            "effect": _effect(changes),
            "applied": applied,
            "generation": home_of(arguments).generation(),
        }
        print(json_text(document))
        return OK
    would = "Nothing was changed; without --dry-run it would be so:" if arguments.dry_run else ""
    lines = [f"{mine.format}: {says}", would, *effect_told(changes, rule)]
    print(visible("\n".join(filter(None, lines))))
    return OK


def _document(found: FormatSuccess) -> Document:
    return {
        "format": found.format,
        "runs": found.runs,
        "succeeded": found.succeeded,
        "bad": found.bad,
        "failed": found.failed,
        "judged": found.judged,
        "definition": asdict(found.rule) if found.rule else None,
        "says": success_words(found),
        "own_says": own_words(found),
    }


def _effect(changes: SuccessEffect) -> Document:
    return {
        "runs": changes.runs,
        "become": changes.become,
        "completed": changes.completed,
        "judged": changes.judged,
        "success_rate_before": changes.before,
        "success_rate_after": changes.after,
        "weeks_changed": changes.weeks,
    }


def _told(found: FormatSuccess) -> str:
    lines = [f"{found.format}: {success_words(found)}", f"Good are {good_told(found)}."]
    if found.rule:
        lines.append(f"A person said so; the format’s own: {own_words(found)}")
    return "\n".join(lines)


def _table(found: tuple[FormatSuccess, ...]) -> str:
    rows = [
        (one.format, one.succeeded, one.finished,
         "a person" if one.rule else "the format", success_words(one))
        for one in found
    ]  # fmt: skip
    return table(("format", "good", "of finished", "said by", "success"), rows)
