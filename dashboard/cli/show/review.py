"""show review: the week in six sentences, and its findings as one list, worst first."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.analysis.coverage import judged
from dashboard.analysis.review.covered import Word
from dashboard.analysis.review.joining import Item
from dashboard.analysis.review.progress import Handled, Progress
from dashboard.analysis.review.review import MOST, Review
from dashboard.analysis.review.whole import whole_review
from dashboard.cli.arguments import Arguments
from dashboard.cli.printing import Answer, Document, one_line, room, utc
from dashboard.cli.workspace import home_of
from dashboard.ledger.decisions import Decision
from dashboard.ledger.ledger import Ledger
from dashboard.store.filters.filters import Filters
from dashboard.store.reading.history import History
from dashboard.words.decisions import action_word, decision_line, postponed_line
from dashboard.words.freshness import freshness
from dashboard.words.graded import decisions_sentence
from dashboard.words.review import also, brief, kind_label, title, why
from dashboard.words.review_before import before_words
from dashboard.words.review_week import six_sentences
from dashboard.words.several import differing_words
from dashboard.words.values import count

MOST_RUNS = 1_000
"""Ids of runs that an item of the document holds."""


def answer(history: History, filters: Filters, arguments: Arguments) -> Answer:
    whole = whole_review(history, filters, Ledger(home_of(arguments).path).entries())
    found, done, about = whole.found, whole.done, history.about
    said = decisions_sentence(whole.grades, whole.put_off)
    told = six_sentences(found, about, said, judged=judged(about))
    text = text_of(history, found, done, told)
    return lambda: document_of(history, found, done, told), text


def document_of(history: History, found: Review, done: Progress, told: tuple[str, ...]) -> Document:
    """The document of `show review`. items: those that are open, worst first; handled: the others,
    with what each person decided, the newest first, of which the first is the decision."""
    window = found.window
    return {
        "window": window and {"since": utc(window.since), "until": utc(window.until)},
        "sentences": list(told),
        "items": [
            _item(history, item, done.before.get(item.key))
            | {"since_decided": before_words(done, item, history.about.zone) or None}
            for item in done.open
        ],
        "handled": [
            _item(history, one.item, one.words[0])
            | {
                "decisions": [_word(word) for word in one.words],
                "differing": differing_words(one.own) or None,
                "this_review": bool(one.now),
            }
            for one in done.handled
        ],
        "too_early": [
            {"worker": one.change.worker, "what": list(one.change.what), "at": utc(one.change.at)}
            for one in found.too_early
        ],
    }


def _item(history: History, item: Item, word: Word | None) -> Document:
    ids = history.ask("run_ids", item.lead.about, shown=MOST_RUNS)
    seen, about = item.touched, history.about
    touched = history.ask("run_ids", seen.about, shown=MOST_RUNS) if seen else []
    return {
        "key": item.key,
        "kind": item.lead.kind,
        "kinds": list(item.kinds),
        "why": why(item, about.zone, judged=judged(about)),
        "worker": item.lead.worker or None,
        "worker_id": item.lead.worker_id or None,
        "cause": item.cause or None,
        "change": item.change or None,
        "check": item.check or None,
        "excess_failures": item.excess,
        "runs": [row["run_id"] for row in ids],
        "number_of_runs": len(ids) if len(ids) < MOST_RUNS else _runs(history, item.lead.about),
        "customers_may_see": [row["run_id"] for row in touched],
        "customer_visible": item.customer,
        "decision": _word(word),
    }


def _runs(history: History, chosen: Filters) -> int:
    return int(history.ask("how_many", chosen)[0]["runs"])


def _word(word: Word | None) -> Document | None:
    if word is None:
        return None
    if isinstance(word, Decision):
        return {"entry": word.entry, "action": action_word(word), "who": word.who}
    return {"entry": word.entry, "postponed_until": word.until.isoformat(), "who": word.who}


def text_of(history: History, found: Review, done: Progress, told: tuple[str, ...]) -> str:
    """The sentences, then one line an item."""
    about = history.about
    good = judged(about)
    fresh = freshness(history.ask("imports"), about.zone)
    lines = [one_line(sentence, width=room(600)) for sentence in (*told, fresh)]
    shown, rest = done.open[:MOST], done.open[MOST:]
    lines += [""] if shown else []
    lines += [
        one_line(
            f"{kind_label(item.lead.kind)}  {title(item)}: {brief(item, about.zone, judged=good)}"
            f" {also(item)} {before_words(done, item, about.zone)}".rstrip(),
            width=room(400),
        )
        for item in shown
    ]
    if rest:
        lines.append(f"and {count(len(rest), 'smaller group')} (--json lists them)")
    if done.done:
        lines += ["", "Done in this review:", *_handled(done.done, about.zone)]
    return "\n".join(lines)


def _handled(done: Sequence[Handled], zone: str) -> list[str]:
    """One line a word, with all findings that it settles; then where people differ."""
    about: dict[Word, dict[str, None]] = {}
    for one in done:
        for word in one.now:
            about.setdefault(word, {})[title(one.item)] = None
    lines = [f"{', '.join(titles)}: {_line(word, zone)}" for word, titles in about.items()]
    lines += [f"{title(one.item)}: {told}" for one in done if (told := differing_words(one.now))]
    return [one_line(line, width=room(300)) for line in lines]


def _line(word: Word, zone: str) -> str:
    return decision_line(word, zone) if isinstance(word, Decision) else postponed_line(word, zone)
