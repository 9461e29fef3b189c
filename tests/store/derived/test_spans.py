"""What a worker's runs tell of its changes: late runs, returns, two values at once, turns."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.store.derived.spans import ALONE, AWAY, BESIDE, REPLACED, Island, spans, turns

START = datetime(2026, 1, 1, tzinfo=UTC)
Told = tuple[int, str, str, str]
LETTERS = "abcdefghijklmnopqrstu"


def islands(values: str) -> list[Island]:
    """One run an hour with the value that its letter names."""
    found = []
    for value in sorted(set(values)):
        places = [place for place, other in enumerate(values) if other == value]
        begins = [0, *(n for n in range(1, len(places)) if places[n] - places[n - 1] > AWAY)]
        for begin, end in pairwise([*begins, len(places)]):
            first, last = places[begin], places[end - 1]
            since = START + timedelta(hours=first - 1) if first else None
            until = START + timedelta(hours=last + 1) if last + 1 < len(values) else None
            times = (START + timedelta(hours=first), START + timedelta(hours=last))
            found.append(Island(value, value, first, last + 1, end - begin, *times, since, until))
    return found


def told(values: str) -> list[Told]:
    """Hour, old value, new value, and how the one followed the other."""
    return [
        ((turn.at - START) // timedelta(hours=1), turn.old.name, turn.new.name, turn.how)
        for turn in turns(islands(values))
    ]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ("A" * 100, []),
        ("A" * 100 + "B" * 50, [(100, "A", "B", REPLACED)]),
        ("A" * 100 + "B", [(100, "A", "B", REPLACED)]),
        ("A" * 50 + "B" * 50 + "C" * 50, [(50, "A", "B", REPLACED), (100, "B", "C", REPLACED)]),
        # brought back, even after few runs
        ("A" * 100 + "B" * 8 + "A" * 50, [(100, "A", "B", REPLACED), (108, "B", "A", REPLACED)]),
        ("A" * 10 + "BBBB" + "A" * 10, [(10, "A", "B", REPLACED), (14, "B", "A", REPLACED)]),
        ("A" * 10 + "BBB" + "A" * 10, []),
        ("A" * 100 + "B" * 50 + "AAA", [(100, "A", "B", REPLACED), (150, "B", "A", REPLACED)]),
        ("A" * 100 + "B" * 50 + "AA", [(100, "A", "B", REPLACED)]),
        # to and fro in few runs, which chance explains or doesn't
        ("A" * 6 + ("B" * 6 + "A" * 6) * 2, []),
        (
            "A" * 10 + ("B" * 6 + "A" * 10) * 2,
            [
                (10, "A", "B", REPLACED),
                (16, "B", "A", REPLACED),
                (26, "A", "B", REPLACED),
                (32, "B", "A", REPLACED),
            ],
        ),
        # the steps between two values were made three times before: they take turns
        ("A" * 10 + ("B" * 6 + "A" * 10) * 2 + "B" * 6, []),
        # many values of a run or two name no version
        (
            "AABBCCDD",
            [(2, "A", "B", REPLACED), (4, "B", "C", REPLACED), (6, "C", "D", REPLACED)],
        ),
        ("AABBCCDDEE", []),
        # late runs up to a tenth of the time that the new value is seen
        ("A" * 10 + "BB" + "A" + "B" * 18, [(10, "A", "B", REPLACED)]),
        ("A" * 10 + "BB" + "A" + "B" * 17, []),
        # gaps of five at most, and ten runs with the one value before and the other after
        ("A" * 10 + ("B" * 4 + "A" * 4) * 2 + "B" * 10, [(10, "A", "B", REPLACED)]),
        ("A" * 10 + ("B" * 5 + "A" * 5) * 2 + "B" * 10, []),
        # some runs still have the old value, soon after or long after
        ("A" * 100 + "BB" + "A" + "B" * 6 + "A" + "B" * 200, [(100, "A", "B", REPLACED)]),
        ("A" * 100 + "B" * 80 + "A" + "B" * 100, [(100, "A", "B", REPLACED)]),
        ("A" * 100 + "B" * 20 + "A", [(100, "A", "B", REPLACED)]),
        # a run with a value of its own is nobody's change
        ("A" * 100 + "B" + "A" * 100, []),
        # brought back again and again, each time for days
        (
            "".join(value * 100 for value in "ABACADAEA"),
            [(100 * n, *pair, REPLACED) for n, pair in enumerate(pairwise("ABACADAEA"), start=1)],
        ),
        (
            ("A" * 150 + "B" * 150) * 5,
            [(150 * n, *pair, REPLACED) for n, pair in enumerate(pairwise("AB" * 5), start=1)],
        ),
        # at weekends, or for a day in every second week
        (("A" * 120 + "B" * 48) * 8, []),
        ("A" * 72 + ("B" * 24 + "A" * 336) * 6, []),
        # for more than three days each time, and less than four
        ("A" * 90 + ("B" * 80 + "A" * 120) * 5, []),
        # by turns, from the beginning
        ("AB" * 60, []),
        (("A" * 9 + "B" * 9) * 5, []),
        # by turns in bursts, after one of them alone
        ("A" * 200 + ("A" * 10 + "B" * 10) * 10, [(210, "A", "B", BESIDE)]),
        # beside another, from enough runs of that alone and of its own on
        ("A" * 29 + "AB" * 20, [(30, "A", "B", BESIDE)]),
        ("A" * 28 + "AB" * 20, []),
        ("A" * 40 + "AB" * 10, [(41, "A", "B", BESIDE)]),
        ("A" * 40 + "AB" * 9, []),
        # beside another, for a tenth of the runs
        ("A" * 100 + ("B" + "A" * 9) * 12, [(100, "A", "B", BESIDE)]),
        ("A" * 100 + ("B" + "A" * 10) * 12, []),
        # to and fro, and each time long enough to be somebody's decision
        (
            ("A" * 50 + "B" * 50) * 2 + "A" * 50,
            [
                (50, "A", "B", REPLACED),
                (100, "B", "A", REPLACED),
                (150, "A", "B", REPLACED),
                (200, "B", "A", REPLACED),
            ],
        ),
        # a value of its own for every run, or nearly
        ("".join(map(chr, range(300, 400))), []),
        ("".join(2 * chr(code) for code in range(300, 400)), []),
        # twenty values at once after two others, and one more
        (
            "X" * 50 + "Y" * 50 + LETTERS[:20] * 6,
            [(50, "X", "Y", REPLACED), (100, "Y", LETTERS[0], REPLACED)],
        ),
        ("X" * 50 + "Y" * 50 + LETTERS[:21] * 6, []),
        # a handover that takes its time is one change
        ("A" * 300 + "BBBBA" * 9 + "B" * 300, [(300, "A", "B", REPLACED)]),
        ("A" * 300 + "AAB" * 20 + "AB" * 20 + "ABB" * 20 + "B" * 60, [(302, "A", "B", REPLACED)]),
        (
            "A" * 90 + "AB" * 20 + "B" * 90 + "BC" * 20 + "C" * 90,
            [(91, "A", "B", REPLACED), (221, "B", "C", REPLACED)],
        ),
    ],
)
def test_turns(values: str, expected: list[Told]) -> None:
    assert told(values) == expected


def test_two_versions_side_by_side_until_one_is_left() -> None:
    chance = Random(1)
    mixed = "".join(chance.choice("AB") for _ in range(200))
    (beside,) = told("A" * 200 + mixed)
    assert beside[1:] == ("A", "B", BESIDE) and abs(beside[0] - 200) <= 5
    (taken_over,) = told("A" * 200 + mixed + "B" * 200)
    assert taken_over == (beside[0], "A", "B", REPLACED), "the same change, told better"
    tried, given_up = told("A" * 200 + mixed + "A" * 200)
    assert tried == beside and given_up[1:] == ("B", "A", ALONE) and abs(given_up[0] - 400) <= 5


@pytest.mark.parametrize("share", [0.02, 0.1, 0.3, 0.5])
def test_values_that_vary_from_run_to_run_are_no_change(share: float) -> None:
    chance = Random(7)
    told_of = [
        told("".join("B" if chance.random() < share else "A" for _ in range(400)))
        for _ in range(100)
    ]
    assert sum(map(bool, told_of)) <= 1


@given(st.text("ABC", min_size=1, max_size=120))
def test_spans_hold_every_value_that_lasts_and_turns_are_in_order(values: str) -> None:
    held = spans(islands(values))
    assert held and held[0].place == 0
    assert {island.value for island in held} >= {
        island for island in values if values.count(island) * 2 > len(values)
    }
    found = turns(islands(values))
    assert [turn.at for turn in found] == sorted(turn.at for turn in found)
    assert all(turn.since < turn.at and turn.old.value != turn.new.value for turn in found)
