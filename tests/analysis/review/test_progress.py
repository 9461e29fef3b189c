"""When a finding leaves the list, and when it comes back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from dashboard.analysis.lifecycle import WEEK, Reviewed
from dashboard.analysis.review.covered import Word, stood
from dashboard.analysis.review.facts import (
    ABOVE,
    CUSTOMER,
    KNOWN,
    LONG,
    OTHERS,
    PRESSING,
    READY,
    SUSPECT,
    TO_JUDGE,
    Fact,
    OtherFailures,
    Suspects,
    Touched,
)
from dashboard.analysis.review.joining import Explained, Item
from dashboard.analysis.review.progress import progress
from dashboard.ledger.decisions import (
    OF_CAUSE,
    OF_CHECK,
    OF_FAILURES,
    Decision,
    Done,
    Expectation,
    Postponed,
    Subject,
)
from dashboard.ledger.evidence import Evidence
from dashboard.store.filters.filters import ALL
from dashboard.words.review_before import before_words
from dashboard.words.review_week import by_whom

UNTIL = datetime(2026, 11, 16, tzinfo=UTC)
WINDOW = Reviewed(UNTIL - WEEK, UNTIL, (), 4)
FACT = Fact("cause c of ann", ABOVE, PRESSING, "ann", "Ann", 5.0, ALL, Touched(1, 0), cause="c")
ITEM = Item((FACT,), Explained())
MADE = Decision(
    entry=1,
    at=UNTIL,
    who="Kim",
    subject=Subject(worker_id="ann", cause="c", items=(FACT.key,)),
    action="instructions",
    other="",
    scope="",
    reason="",
    owner="",
    due=None,
    expected=None,
    evidence=Evidence("so", until=UNTIL),
    done=None,
)
LATER = replace(WINDOW, until=UNTIL + 5 * WEEK)
DONE = Done(2, UNTIL + timedelta(days=2), "Kim", changed=True)
BY = Expectation(OF_CAUSE, 5, 1, date(2026, 12, 28))


def is_open(word: Word, window: Reviewed = WINDOW, item: Item = ITEM) -> bool:
    found = progress([item], [word], window, lambda subject: subject.cause)
    assert len(found.open) + len(found.handled) == 1
    assert not found.open or found.before == {item.key: word}
    return bool(found.open)


def test_what_is_decided_leaves_the_list_at_once_and_is_done_in_this_review() -> None:
    assert not is_open(MADE)
    (handled,) = progress([ITEM], [MADE], WINDOW, lambda subject: subject.cause).done
    assert handled.words == handled.now == (MADE,)


@pytest.mark.parametrize(
    ("subject", "concerned"),
    [
        (Subject(worker_id="ann", cause="c"), True),
        (Subject(cause="c"), True),
        (Subject(worker_id="ann"), True),
        (Subject(items=(FACT.key,)), True),
        (Subject(worker_id="bob", cause="c"), False),
        (Subject(worker_id="ann", cause="d"), False),
        (Subject(cause="d"), False),
        (Subject(worker_id="ann", cause="c", runs=("1",)), False),
        (Subject(worker_id="ann", change="k"), False),
        (Subject(items=("cause d",)), False),
        (Subject(worker_id="ann", items=("stuck ann",)), False),
    ],
)
def test_a_decision_is_about_all_that_it_names(subject: Subject, concerned: bool) -> None:
    made = replace(MADE, subject=subject)
    found = progress([ITEM], [made], WINDOW, lambda named: named.cause)
    assert bool(found.handled) == concerned


def test_a_decision_on_a_cause_that_no_run_has_any_more_hides_nothing() -> None:
    made = replace(MADE, subject=Subject(cause="gone"))
    assert progress([ITEM], [made], WINDOW, lambda _: "").open


@pytest.mark.parametrize(
    ("made", "weeks", "comes_back"),
    [
        (MADE, 4, False),
        (MADE, 5, True),
        (replace(MADE, due=date(2026, 11, 25)), 1, False),
        (replace(MADE, due=date(2026, 11, 25)), 2, True),
        (replace(MADE, done=DONE), 4, False),
        (replace(MADE, done=DONE), 5, True),
        (replace(MADE, done=DONE, expected=BY), 6, False),
        (replace(MADE, done=DONE, expected=BY), 7, True),
    ],
)
def test_it_comes_back_when_its_time_is_over(made: Decision, weeks: int, comes_back: bool) -> None:
    assert is_open(made, replace(WINDOW, until=UNTIL + weeks * WEEK)) == comes_back


FLAGGED = replace(FACT, kind=SUSPECT, check="claim", seen=Suspects("claim", 12, 40, None))
OF_FLAGS = Expectation(OF_CHECK, 10, 2, date(2026, 12, 28))


@pytest.mark.parametrize(
    ("made", "fact", "failed", "comes_back"),
    [
        (replace(MADE, done=DONE, expected=OF_FLAGS), FLAGGED, True, True),
        (replace(MADE, done=DONE, expected=OF_FLAGS), FLAGGED, False, False),
        (replace(MADE, done=DONE, expected=OF_FLAGS), FACT, True, False),  # counts other runs
        (replace(MADE, done=DONE, expected=BY), FACT, True, True),
        (replace(MADE, done=DONE, expected=replace(BY, measure=OF_FAILURES)), FACT, True, True),
        (replace(MADE, done=replace(DONE, at=UNTIL + 2 * WEEK), expected=BY), FACT, True, False),
    ],
)
def test_what_clearly_did_not_help_comes_back_before_its_day(
    made: Decision, fact: Fact, failed: bool, comes_back: bool
) -> None:
    item, window = Item((fact,), Explained()), replace(WINDOW, until=UNTIL + WEEK)
    entries = frozenset({made.entry}) if failed else frozenset()
    found = progress([item], [made], window, lambda one: one.cause, entries)
    assert bool(found.open) == comes_back
    if comes_back:
        assert before_words(found, item, "UTC").endswith("; since then not as expected")
    of_then = progress([item], [made], WINDOW, lambda one: one.cause, entries)
    assert of_then.done, "in the review in which it was decided it is done"


def test_what_was_put_off_comes_back_on_its_day() -> None:
    later = Postponed(1, UNTIL, "Kim", MADE.subject, date(2026, 11, 23), "wait", MADE.evidence)
    assert not is_open(later)
    assert is_open(later, replace(WINDOW, until=UNTIL + WEEK))
    for window in (WINDOW, None):
        for looked, comes_back in ((date(2026, 11, 22), False), (date(2026, 11, 23), True)):
            found = progress([ITEM], [later], window, lambda _: "", looked=looked)
            assert bool(found.open) == comes_back, "also without newer data, or any time"
    assert before_words(found, ITEM, "UTC").endswith("until 23 Nov 2026; its day has come")


@pytest.mark.parametrize(
    ("due", "done", "comes_back"),
    [
        (date(2026, 11, 22), None, True),
        (date(2026, 11, 23), None, False),
        (date(2026, 11, 22), DONE, False),
        (None, None, False),
    ],
)
def test_without_times_a_decision_comes_back_when_it_is_overdue(
    due: date | None, done: Done | None, comes_back: bool
) -> None:
    made = replace(MADE, due=due, done=done, evidence=Evidence("so"))
    found = progress([ITEM], [made], None, lambda _: "c", looked=date(2026, 11, 23))
    assert bool(found.open) == comes_back
    if comes_back:
        assert before_words(found, ITEM, "UTC").endswith("due 22 Nov 2026 and not done")


@pytest.mark.parametrize("weeks", [0, 1])
def test_a_decision_comes_back_when_it_is_overdue_whatever_data_was_loaded(weeks: int) -> None:
    made = replace(MADE, due=date(2026, 11, 25))
    window = replace(WINDOW, until=UNTIL + weeks * WEEK)
    for looked, comes_back in ((date(2026, 11, 25), False), (date(2026, 11, 26), True)):
        found = progress([ITEM], [made], window, lambda _: "c", looked=looked)
        assert bool(found.open) == comes_back
        done = replace(made, done=DONE)
        assert not progress([ITEM], [done], window, lambda _: "c", looked=looked).open
    assert before_words(found, ITEM, "UTC").endswith("due 25 Nov 2026 and not done")


def test_what_was_only_to_be_known_stays_away_and_what_goes_on_once_it_was_accepted() -> None:
    known = Item((replace(FACT, kind=READY, tier=TO_JUDGE),), Explained())
    goes_on = Item((replace(FACT, kind=LONG, tier=KNOWN),), Explained())
    assert not is_open(MADE, LATER, known)
    assert is_open(MADE, LATER, goes_on)
    assert not is_open(replace(MADE, action="unchanged"), LATER, goes_on)


def test_a_week_before_a_decision_is_as_it_was() -> None:
    assert is_open(MADE, replace(WINDOW, until=UNTIL - WEEK))


def kept(*facts: Fact, **numbers: int | None) -> Decision:
    """A decision of the week before the window, with facts as they stood then."""
    found = tuple(replace(one, **numbers) for one in stood(facts))  # type: ignore[arg-type]
    until = UNTIL - WEEK
    evidence = Evidence("so", since=until - WEEK, until=until, facts=found)
    items = tuple(fact.key for fact in facts)
    return replace(MADE, subject=Subject(worker_id="ann", items=items), evidence=evidence)


def test_another_finding_of_a_worker_stands_though_something_was_decided_about_it() -> None:
    other = replace(FACT, key="cause d of ann", cause="d")
    found = progress([Item((other,), Explained())], [kept(FACT)], WINDOW, lambda one: one.cause)
    assert found.open and not found.before
    both = Item((FACT, other), Explained())
    found = progress([both], [kept(FACT)], WINDOW, lambda one: one.cause)
    assert found.open == (both,) and found.news[both.key].new == (other,)
    assert not progress([both], [kept(FACT, other)], WINDOW, lambda one: one.cause).open


def test_two_decisions_cover_a_finding_together() -> None:
    other = replace(FACT, key="cause d of ann", cause="d")
    words = [kept(FACT), replace(kept(other), entry=2)]
    found = progress([Item((FACT, other), Explained())], words, WINDOW, lambda one: one.cause)
    assert not found.open and [one.entry for one in found.handled[0].words] == [2, 1]


@pytest.mark.parametrize(
    ("then", "now", "worse"),
    [
        ((3, 100), (10, 100), True),
        ((3, 100), (9, 100), False),
        ((3, 100), (11, 300), False),  # of three times as many
        ((3, 100), (4, 10), False),  # few
        ((30, 100), (44, 100), True),
        ((30, 100), (43, 100), False),
        ((10, 40), (20, 40), True),
        ((30, 100), (3, 100), False),
    ],
)
def test_what_is_clearly_worse_than_it_was_stands(
    then: tuple[int, int], now: tuple[int, int], worse: bool
) -> None:
    fact = replace(FACT, kind=SUSPECT, tier=TO_JUDGE, seen=Suspects("format", *now, usual=None))
    item = Item((fact,), Explained())
    made = kept(fact, runs=then[0], among=then[1])
    found = progress([item], [made], WINDOW, lambda one: one.cause)
    assert bool(found.open) == worse
    if worse:
        told = before_words(found, item, "UTC")
        assert told == (
            "Decided on 16 Nov 2026: update instructions; since then: "
            f"output suspect, {now[0]} of {now[1]} in place of {then[0]} of {then[1]}"
        )


def test_what_presses_now_and_did_not_is_worse_and_one_known_harm_is_enough() -> None:
    calm = replace(FACT, tier=KNOWN)
    assert not progress([Item((calm,), Explained())], [kept(FACT)], WINDOW, lambda _: "").open
    assert progress([ITEM], [kept(calm)], WINDOW, lambda _: "").open
    harm = replace(FACT, kind=CUSTOMER)
    item = Item((harm,), Explained())
    assert progress([item], [kept(harm, runs=0)], WINDOW, lambda _: "").open
    assert not progress([item], [kept(harm, runs=1)], WINDOW, lambda _: "").open


def test_a_word_about_a_worker_covers_later_what_was_found_of_it_then() -> None:
    about = Subject(worker_id="ann")
    alone = replace(MADE, subject=about, evidence=replace(MADE.evidence, until=UNTIL - WEEK))
    assert progress([ITEM], [alone], WINDOW, lambda _: "").open
    assert not progress([ITEM], [replace(kept(FACT), subject=about)], WINDOW, lambda _: "").open


def test_what_is_overdue_says_so() -> None:
    made = replace(MADE, due=date(2026, 11, 25))
    found = progress([ITEM], [made], LATER, lambda one: one.cause)
    told = before_words(found, ITEM, "UTC")
    assert told == "Decided on 16 Nov 2026: update instructions; due 25 Nov 2026 and not done"


def test_other_failures_are_others_every_week() -> None:
    rest = replace(FACT, key=OTHERS, kind=OTHERS, tier=KNOWN, seen=OtherFailures(2, 2, 1))
    item = Item((rest,), Explained())
    made = replace(MADE, action="unchanged", subject=Subject(items=(OTHERS,)))
    assert not is_open(made, WINDOW, item)
    put_off = Postponed(1, UNTIL, "Kim", made.subject, date(2026, 12, 31), "wait", MADE.evidence)
    for word in (made, put_off):
        found = progress([item], [word], replace(WINDOW, until=UNTIL + WEEK), lambda _: "")
        assert found.open == (item,) and not found.before


LEE = replace(MADE, entry=2, who="Lee", action="pause")


def test_what_two_people_decide_about_one_finding_stands_twice_and_counts_for_both() -> None:
    found = progress([ITEM], [MADE, LEE], WINDOW, lambda subject: subject.cause)
    (handled,) = found.done
    assert handled.words == handled.now == (LEE, MADE)
    told = by_whom(found)
    assert told == "Decided or put off so far: Kim 1, Lee 1 (1 of them by several)."
    again = replace(LEE, entry=3, action="context")
    found = progress([ITEM], [MADE, LEE, again], WINDOW, lambda subject: subject.cause)
    assert by_whom(found).count("Lee 1") == 1, "one finding, however often one decides about it"
    found = progress([ITEM], [replace(MADE, who="")], WINDOW, lambda subject: subject.cause)
    assert by_whom(found) == "Decided or put off so far: 1 without a name."


def test_what_was_said_before_and_still_holds_is_no_work_of_this_review() -> None:
    before = replace(MADE, evidence=replace(MADE.evidence, until=UNTIL - WEEK))
    (handled,) = progress([ITEM], [before, LEE], WINDOW, lambda subject: subject.cause).done
    assert handled.now == handled.own == (LEE,) and handled.words == (LEE, before)
    assert not progress([ITEM], [before], WINDOW, lambda subject: subject.cause).done


def test_what_is_new_is_dated_by_what_still_holds() -> None:
    """Something that was said since and does not hold any more is not that since which it is."""
    other = replace(FACT, key="cause d of ann", cause="d")
    item = Item((FACT, other), Explained())
    over = Postponed(
        7, UNTIL + timedelta(days=1), "Lee", MADE.subject, date(2026, 11, 15), "no", MADE.evidence
    )
    found = progress([item], [kept(FACT), over], WINDOW, lambda one: one.cause)
    assert before_words(found, item, "UTC").startswith("Decided on 16 Nov 2026: update instr")


def test_what_is_worse_is_dated_by_the_evidence_that_has_it() -> None:
    one = replace(
        FACT, key="output format ann", kind=SUSPECT, seen=Suspects("format", 40, 50, None)
    )
    item = Item((FACT, one), Explained())
    first = replace(kept(one, runs=3, among=50), at=UNTIL - timedelta(days=6))
    second = replace(kept(FACT), entry=2, action="pause")
    found = progress([item], [first, second], WINDOW, lambda named: named.cause)
    told = before_words(found, item, "UTC")
    assert told == (
        "Decided on 10 Nov 2026: update instructions; since then: output suspect, 40 of 50 in "
        "place of 3 of 50"
    )
    third = replace(FACT, key="cause d of ann", cause="d")
    more = Item((FACT, one, third), Explained())
    found = progress([more], [first, second], WINDOW, lambda named: named.cause)
    assert before_words(found, more, "UTC") == (
        "Decided on 16 Nov 2026: pause worker; since then: above usual, output suspect, 40 of 50 "
        "in place of 3 of 50 on 10 Nov 2026"
    )


GOES_ON = replace(FACT, key="cause c", kind=LONG, tier=KNOWN, worker_id="", worker="")


@pytest.mark.parametrize(
    ("kind", "kept_facts", "fact", "holds"),
    [
        (LONG, True, GOES_ON, True),
        (LONG, False, GOES_ON, True),
        (ABOVE, True, GOES_ON, False),
        (LONG, True, replace(GOES_ON, key="cause cc"), False),
        (LONG, True, replace(GOES_ON, kind=ABOVE, tier=PRESSING), False),
    ],
)
def test_what_goes_on_and_was_told_of_a_worker_is_not_opened_again(
    kind: str, kept_facts: bool, fact: Fact, holds: bool
) -> None:
    then = replace(FACT, kind=kind, tier=KNOWN)
    made = replace(kept(then) if kept_facts else kept(), action="unchanged")
    made = replace(made, subject=Subject(worker_id="ann", items=(FACT.key,)))
    found = progress([Item((fact,), Explained())], [made], WINDOW, lambda _: "")
    assert bool(found.handled) == holds
