"""The findings of the review, each in one sentence with its numbers. They hold text of exports."""

from __future__ import annotations

from dashboard.analysis.causes import CauseRow
from dashboard.analysis.impact import Impact
from dashboard.analysis.review import facts
from dashboard.analysis.review.at_once import is_of_many
from dashboard.analysis.review.facts import (
    Activity,
    AmongOthers,
    Fact,
    JudgedBad,
    OfCause,
    OtherBad,
    OtherFailures,
    OtherSuspects,
    Suspects,
    Touched,
    Unended,
    WhilePaused,
)
from dashboard.analysis.review.joining import Item
from dashboard.analysis.verdict import REGRESSED
from dashboard.analysis.worker_weeks import WorkerWeek
from dashboard.words.causes import SEEN_AGAIN
from dashboard.words.changes import finding, label
from dashboard.words.edits import all_changed, is_shift, listed, on
from dashboard.words.lacks import lack_words
from dashboard.words.review_numbers import (
    activity,
    among_others,
    few_others,
    judged_bad,
    lasting,
    other_bad,
    other_suspects,
    others,
    suspects,
    touched,
    unended,
    while_paused,
)
from dashboard.words.review_several import its_causes, more_of, touched_of, unnamed
from dashboard.words.safe_text import isolated
from dashboard.words.values import count, expected_count

GLYPHS = {
    facts.NEW: "✱",
    facts.CAME_BACK: "↺",
    facts.ABOVE: "▲",
    facts.OFTEN: "▴",
    facts.READY: "⚖",
    facts.CUSTOMER: "◉",
    facts.BAD: "!",
    facts.SUSPECT: "?",
    facts.STUCK: "◷",
    facts.SILENT: "○",
    facts.PAUSED: "‖",
    facts.NEWLY: "+",
    facts.LONG: "·",
    facts.CAUSE: "✕",
    facts.OTHERS: "…",
}


def kind_label(kind: str) -> str:
    """A kind of finding as glyph and word."""
    return f"{GLYPHS[kind]} {kind}"


def title(item: Item) -> str:
    """What a finding is about, in few words: a worker, or else a cause."""
    lead = item.lead
    if lead.worker_id:
        return isolated(lead.worker)
    if isinstance(lead.seen, OfCause):
        others = sum(is_of_many(fact) for fact in item.facts) - 1
        more = f" and {count(others, 'more cause')}" if others else ""
        return f"{isolated(lead.seen.row.cause.label)}{more}"
    if lead.kind == facts.OTHERS:
        return _others(item)
    return "Runs without a worker"


def _others(item: Item) -> str:
    """What stands in no finding of its own."""
    named = {
        OtherFailures: "failed runs",
        OtherSuspects: "suspect outputs",
        OtherBad: "runs judged bad",
    }
    held = {type(fact.seen) for fact in item.facts}
    return f"All other {listed([words for kind, words in named.items() if kind in held])}"


def why(item: Item, zone: str, *, judged: bool) -> str:
    """Why a finding is in the list, with its numbers. judged: the export judges completed runs."""
    told = [fact_words(item.lead, item, zone, judged=judged)]
    rest = [fact for fact in item.facts[1:] if not _shared(fact, item)]
    more = unnamed([fact for fact in rest if fact.worker_id and not item.lead.worker_id])
    rest = [fact for fact in rest if fact not in more]
    told.append(its_causes(rest, item.lead))
    told += [_beside(fact, item, zone, judged=judged) for fact in rest]
    told.append(more_of(more))
    told.append(touched_of([fact for fact in item.facts[1:] if _shared(fact, item)]))
    if item.impact:
        told += [lack_words(lack, item.impact) for lack in item.explained.lacks[:1]]
    if isinstance(item.lead.seen, OfCause) and item.lead.seen.lasting:
        told.append(lasting(item.lead.seen.lasting))
    return " ".join(sentence for sentence in told if sentence)


def brief(item: Item, zone: str, *, judged: bool) -> str:
    """The same in one line: what leads alone."""
    return fact_words(item.lead, item, zone, judged=judged)


def also(item: Item) -> str:
    """What a finding is beside its kind; that customers may see of it, where neither its kind nor
    what leads says so; "" for nothing. That it has a cause goes without saying."""
    if others := [kind for kind in item.kinds[1:] if kind != facts.CAUSE]:
        return f"Also {', '.join(map(kind_label, others))}."
    lead = item.lead
    said = lead.kind == facts.CUSTOMER or (isinstance(lead.seen, Suspects) and lead.seen.customers)
    return "Customers may see it." if item.customer and not said else ""


def fact_words(fact: Fact, item: Item, zone: str, *, judged: bool) -> str:
    """One fact of a finding with its numbers, in a sentence that stands alone."""
    match fact.seen:
        case WorkerWeek():
            return _week(fact.seen)
        case AmongOthers():
            return among_others(fact.seen)
        case Impact():
            return _change(fact.seen, item, zone, judged=judged)
        case OfCause():
            return _cause(fact, fact.seen)
        case Touched():
            return touched(fact.seen)
        case Unended():
            return unended(fact.seen, zone)
        case Activity():
            return activity(fact, fact.seen, zone)
        case WhilePaused():
            return while_paused(fact.seen, zone)
        case Suspects():
            return suspects(fact.seen)
        case JudgedBad():
            return judged_bad(fact.seen)
        case OtherFailures() if fact.key != facts.OTHERS:
            return few_others(fact.seen)
        case OtherFailures():
            return others(fact.seen)
        case OtherSuspects():
            return other_suspects(fact.seen)
        case OtherBad():
            return other_bad(fact.seen)


def _beside(fact: Fact, item: Item, zone: str, *, judged: bool) -> str:
    """A further fact of a finding, where what leads does not say it."""
    match fact.seen:
        case WorkerWeek() if is_led_by_shift(item):
            return ""
        case OfCause() if not isinstance(item.lead.seen, OfCause):
            return ""  # told of all together
        case OfCause(row) if not fact.worker_id:
            told = fact_words(fact, item, zone, judged=judged)
            return f"With it came “{isolated(row.cause.label)}”: {told}"
    told = fact_words(fact, item, zone, judged=judged)
    if isinstance(fact.seen, Suspects) and isinstance(item.lead.seen, Suspects | JudgedBad):
        return f"Of nearly the same runs {told}"
    named = fact.worker_id and not item.lead.worker_id
    return f"{isolated(fact.worker)}: {told}" if named and told else told


def _shared(fact: Fact, item: Item) -> bool:
    """Whether a fact is what failed runs wrote, of one of the workers of a finding."""
    return isinstance(fact.seen, Touched) and fact.worker_id != item.lead.worker_id


def is_led_by_shift(item: Item) -> bool:
    """Whether a shift leads, whose sentence tells of the week as well."""
    return isinstance(item.lead.seen, Impact) and is_shift(item.lead.seen.change)


def _week(week: WorkerWeek) -> str:
    usual = expected_count(week.judged.expected or 0.0)
    now = week.week.now
    return f"{now.s:,} of {count(now.n, 'finished run')} failed, usually {usual}."


def _change(found: Impact, item: Item, zone: str, *, judged: bool) -> str:
    if is_shift(found.change):
        since = f"worse since {on(found.change, zone)}, though no edit is recorded"
        if item.week is None:
            return f"{since[0].upper()}{since[1:]}: {finding(found, judged=judged)}"
        return f"{_week(item.week).removesuffix('.')}; {since}."
    name = f"{all_changed(found.change)}, {on(found.change, zone)}"
    verdict = label(found).split(" ", 1)[1]
    said = "" if found.verdict == REGRESSED else f"{verdict}. "
    return f"{name[0].upper()}{name[1:]}: {said}{finding(found, judged=judged)}"


def _cause(fact: Fact, held: OfCause) -> str:
    row = held.row
    runs = count(row.seen.window, "run")
    on_tasks = f" on {count(row.tasks, 'task')}" if row.tasks else ""
    label = f"“{isolated(row.cause.label)}”"
    whose = f" of {label}" if fact.worker_id else ""
    if fact.kind == facts.NEW:
        return f"{runs}{whose}{on_tasks}, {_ever_before(held)}{_by(fact, row)}."
    if fact.kind == facts.CAME_BACK:
        return f"{runs}{whose}{on_tasks}{_by(fact, row)}; {SEEN_AGAIN}."
    if fact.kind == facts.CAUSE:
        apart = f", beside {held.apart:,} that stand with their worker" if held.apart else ""
        return f"{runs} failed{f': {label}' if fact.worker_id else ''}{_by(fact, row)}{apart}."
    if fact.kind == facts.LONG:
        before = f"and some in each of the {count(len(row.seen.weeks), 'week')} before"
        return f"{runs}{whose}{_as_usual(row)}, {before}{_by(fact, row)}."
    return f"{runs}{whose}{on_tasks}{_as_usual(row)}{_by(fact, row)}."


def _ever_before(held: OfCause) -> str:
    """How often a cause was seen before it was new, whose worker's ever it is now."""
    if not held.before:
        return "none ever before"
    mine = held.row.seen.before
    whose = "" if mine == held.before else f" by {'all' if mine else 'other'} workers"
    return f"{held.before:,} ever before{whose}"


def _as_usual(row: CauseRow) -> str:
    return f", usually {expected_count(row.usual.expected)}" if row.usual else ""


def _by(fact: Fact, row: CauseRow) -> str:
    if fact.worker_id or row.workers < 2:
        return ""
    return f", by {count(row.workers, 'worker')}"
