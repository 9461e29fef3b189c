"""What was said of an open finding before, and what is other since then."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from dashboard.analysis.review.covered import News, Word, Worse, stood
from dashboard.analysis.review.facts import PRESSING
from dashboard.analysis.review.joining import Item
from dashboard.analysis.review.progress import Progress
from dashboard.dates import day
from dashboard.ledger.decisions import Decision
from dashboard.words.decisions import action_word
from dashboard.words.safe_text import isolated


def before_words(done: Progress, item: Item, zone: str) -> str:
    """Of an open finding: "Decided on 16 Nov 2026: pause worker, done 16 Nov 2026; since then:
    paused but running"; "" where nothing was said of it."""
    word = done.before.get(item.key)
    if word is None:
        return ""
    news = done.news.get(item.key)
    return f"{_said(word, zone)}; {_news(news, zone) if news else _waiting(word, done)}"


def _said(word: Word, zone: str) -> str:
    local = ZoneInfo(zone)
    on = day(word.at.astimezone(local))
    if not isinstance(word, Decision):
        return f"Put off on {on} until {day(word.until)}"
    told = f"Decided on {on}: {isolated(action_word(word))}"
    return f"{told}, done {day(word.done.at.astimezone(local))}" if word.done else told


def _news(news: News, zone: str) -> str:
    told = list(dict.fromkeys(fact.kind for fact in news.new))
    told += [_worse(one) + _since(one, news, zone) for one in news.worse]
    return f"since then: {', '.join(told)}"


def _since(found: Worse, news: News, zone: str) -> str:
    """Since when something is worse, where that is not since the word that is told."""
    if found.word == news.since:
        return ""
    return f" on {day(found.word.at.astimezone(ZoneInfo(zone)))}"


def _worse(found: Worse) -> str:
    """ "judged bad, 9 runs in place of 3"."""

    then, (now,) = found.then, stood([found.fact])
    if now.runs is None or then.runs is None or now.runs <= then.runs:
        return f"{now.kind}, now clearly worse" if now.tier == PRESSING else now.kind
    of_now = f" of {now.among:,}" if now.among else ""
    of_then = f" of {then.among:,}" if then.among else ""
    return f"{now.kind}, {now.runs:,}{of_now} in place of {then.runs:,}{of_then}"


def _waiting(word: Word, done: Progress) -> str:
    """Why something that was said does not keep a finding away any more, where it covers it."""
    if not isinstance(word, Decision):
        return "its day has come"
    if word.settled:
        return "to be looked at again"
    if word.done is None:
        return f"due {day(word.due)} and not done" if word.due else "not done yet"
    if word.entry in done.failed:
        return "since then not as expected"
    return "what was expected is to be looked at" if word.expected else "it stands again"
