"""Counts, headings, keys and words that instructions ask for: asked where it is said plainly, told
only where it is certain."""

from __future__ import annotations

import time

import pytest

from dashboard.checks.format import missed
from dashboard.checks.requests import requests
from dashboard.checks.suspicion import Output

P1 = "The invoice of Alder is late and the customer was told by mail on Monday morning today."
P2 = "We asked them to pay within a week, and we will look at this invoice again next Monday."
CASES = [
    ("Write exactly three bullet points.", "- a b\n- c d\n- e f", "- a b\n- c d\n- e f\n- g h"),
    ("Write exactly three bullet points.", "Done: - alder - birch - elm", "- a b\n- c d"),
    (
        "Always answer with exactly 3 bullets, each at most 12 words.",
        "* a\n* b\n* c",
        "The invoice is late.",
    ),
    ("Use at least two bullet points.", "- a\n- b\n- c", "- only one thing"),
    ("Give three bullet points.", "1. a\n2. b\n3. c", "- a\n- b\n- c\n- d"),
    ("Summarise in three bullet points.", "- a\n- b\n- c", "- a\n- b"),
    ("Use between 2 and 4 bullet points.", "- a\n- b", "- a\n- b\n- c\n- d\n- e"),
    ("At most four bullets.", "- a\n  - b\n  - c\n- d\n  - e", "- a\n- b\n- c\n- d\n- e"),
    ("Write a numbered list of five steps.", "1. a\n2. b\n3. c\n4. d\n5. e", "1. a\n2. b\n3. c"),
    ("Return a numbered list with exactly 3 items.", "1) a\n2) b\n3) c", "1) a\n2) b\n3) c\n4) d"),
    (
        "Write exactly two sentences.",
        "It is late. We asked.",
        "It is late. We asked. Nobody knows.",
    ),
    ("Write exactly two sentences.", "It costs 3.5 EUR! Why?", "It is late"),
    ("Use at least three sentences.", "It is late. We asked. They pay.", "It is late. We asked."),
    (
        "Your comment must have at least 10 words.",
        "one two three four five six seven eight nine ten",
        "Only four words here.",
    ),
    ("Write exactly 5 words.", "One two three four five", "One two three four five six"),
    ("Write no fewer than 6 words.", "One two three four five six", "One two"),
    ("Write exactly two paragraphs.", f"{P1}\n\n{P2}", P1.split(" and")[0]),
    ("Write exactly two paragraphs.", f"Dear all,\n\n{P1}\n\n{P2}\n\nAnn", f"{P1}\n\n{P2}\n\n{P1}"),
    ("Answer in one paragraph.", f"{P1} {P2}", f"{P1}\n\n{P2}"),
    ("Write at most two paragraphs.", P1, f"{P1}\n\n{P2}\n\n{P1}"),
    ("Answer in one line.", "The invoice is late.", "The invoice is late.\nWe asked."),
    ("Write one line only.", "The invoice is late.", "The invoice is late.\nWe asked."),
    ("The comment is a single line.", "Late.", "Late.\nAsked."),
    (
        "Return JSON with keys `score`, `why` and `next`.",
        '{"score": 1, "why": "x", "next": "y"}',
        '{"score": 1, "why": "x"}',
    ),
    (
        "Answer as JSON with the keys a, b, c.",
        '```json\n{"a":1,"b":2,"c":3}\n```',
        '{"a": 1, "c": 2}',
    ),
    (
        "Return a JSON object with the fields id, total and status.",
        '[{"id":1,"total":2,"status":"x"}]',
        '{"id": 1, "status": "x"}',
    ),
    (
        'Return JSON in this form: {"score": 1, "reason": ""}.',
        '{"score": 4, "reason": "ok"}',
        '{"score": 4}',
    ),
    (
        "Answer as JSON. Use the keys score (1-5) and reason in your JSON.",
        '{"score": 4, "reason": "ok"}',
        '{"value": 4}',
    ),
    (
        "Use the headings Problem, Cause and Next step.",
        "## Problem\nx\n## Cause\ny\n## Next step\nz",
        "## Problem\nx\n## Next step\nz",
    ),
    ("Include a section called Risks.", "Summary\n\nRisks: none", "Summary: all is well."),
    ("Use these sections: Summary, Open points.", "Summary\na\nOpen points\nb", "Summary\na"),
    ('Include a section "Open questions".', "Open questions: none", "All well."),
    (
        "Write a table with the columns Name and Amount.",
        "| Name | Amount |\n|--|--|\n| a | 3 |",
        "| Name | Sum |\n|--|--|\n| a | 3 |",
    ),
    ("Start with the word URGENT.", "URGENT: pay", "Please pay"),
    ("Start every comment with Summary: and then the facts.", "Summary: all well", "All well"),
    ("End with DONE.", "All well. Done.", "All well."),
    (
        "Begin with a subject line.",
        "Subject: Invoice\n\nDear Ann",
        "Dear Ann,\nyour invoice is late.",
    ),
    ("Include a subject line.", "Your invoice 2041\n\nDear Ann, pay.", "Dear Ann,\n\nplease pay."),
    ("Schreibe genau drei Stichpunkte.", "- a\n- b\n- c", "- a\n- b"),
    ("Mindestens drei Sätze.", "Eins ist da. Zwei ist da. Drei ist da.", "Eins ist da."),
    (
        "Écris exactement deux phrases.",
        "Une chose. Une autre.",
        "Une chose. Deux choses. Trois choses.",
    ),
    ("Escribe exactamente tres viñetas.", "- a\n- b\n- c", "- a"),
    ("Genau zwei Absätze.", f"{P1}\n\n{P2}", f"{P1}\n\n{P2}\n\n{P1}"),
    ("Use at least 2 bullets. Use at most 3 bullets.", "- a\n- b", "- a"),
]
ASKS_NOTHING = [
    "Write exactly three bullet points per section.",
    "Write two bullet points on risks and one on next steps.",
    "Give at least two points for politeness.",
    "Give the lead three points if it is urgent.",
    "Write three bullet points if there is much to say.",
    "Add one line with the total.",
    "Write one line per supplier.",
    "In each section, write exactly two sentences.",
    "Begin with exactly one sentence that sums up.",
    "The input JSON has the keys a, b and c.",
    "Use the headings of the template.",
    "Use clear headings.",
    "Include a section about what you found.",
    "Start with the word that fits best.",
    "Start with A: or B:.",
    "Keep the subject line short.",
    "Add a subject line to every ticket you create.",
    "Use the subject line of the customer's mail.",
    "Quote at least two sentences of the customer.",
    "Do not write exactly three bullets.",
    "Try to write exactly three bullets.",
    "Ask at most one question.",
    "Check at least three sources.",
    "Return the JSON file with the keys a, b.",
    "Never return JSON with keys a and b.",
    "List exactly the items that are open.",
    "Offer at least two dates.",
    "The keys a, b and c open the door.",
    "Use the columns Name and Amount of the spreadsheet.",
    "Compare at least two paragraphs of the contract.",
    "Write at least one sentence about every supplier.",
    "Wait exactly two lines.",
    "Summarise what the customer said in one line of the CRM.",
    "Write a two-line title.",
    "Send one line to Slack.",
    "Start with thanks.",
    "End with a question.",
    "Use Headings and Sections where needed.",
    "Include a section on Pricing and one on Terms.",
    "Read at least 100 words of the contract.",
    "Use sections A to D.",
    "Translate exactly two sentences.",
]


@pytest.mark.parametrize(("instructions", "good", "bad"), CASES)
def test_an_output_that_misses_what_was_asked_is_told_and_one_that_keeps_it_is_not(
    instructions: str, good: str, bad: str
) -> None:
    asked = requests(instructions)
    assert asked, "nothing was asked, so nothing is tried"
    assert not list(missed(asked, Output(good)))
    (found,) = missed(asked, Output(bad))
    assert found.check == "format" and found.said.rstrip(".…") in instructions
    assert all(0 <= start < end <= len(bad) for start, end in found.spans)
    if not found.spans and found.kind != "start":
        assert not list(missed(asked, Output(bad, cut=True))), "its end could decide"


@pytest.mark.parametrize("instructions", ASKS_NOTHING)
def test_what_is_not_plainly_of_the_whole_output_asks_nothing(instructions: str) -> None:
    assert requests(instructions) == ()


@pytest.mark.parametrize(
    "instructions", ["Return JSON with the keys you need.", "Answer as JSON with keys as below."]
)
def test_keys_that_are_not_named_are_not_looked_for(instructions: str) -> None:
    assert [one.kind for one in requests(instructions)] == ["JSON"]


def test_how_many_there_are_is_counted_and_what_is_too_much_is_marked() -> None:
    text = "- one\n- two\n  - a part of two\n- three\n- four"
    (found,) = missed(requests("Write exactly three bullet points."), Output(text))
    assert (found.count, [text[start:end] for start, end in found.spans]) == (4, ["- four"])
    (few,) = missed(requests("Write exactly three bullet points."), Output("- one\n- two"))
    assert (few.count, few.spans) == (2, ())


@pytest.mark.parametrize(
    "part",
    ["json keys a, ", "use the headings Aa bb, ", "start a b with ", "at least ", "return json {"],
)
def test_long_texts_are_read_in_time(part: str) -> None:
    begun = time.process_time()
    requests(part * (100_000 // len(part)))
    assert time.process_time() - begun < 20
