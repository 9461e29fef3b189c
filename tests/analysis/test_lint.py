"""What instructions ask for in vain: found in many words, and not where it is only mentioned."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.analysis.finding import (
    ALWAYS,
    FORMATS,
    OUTPUT,
    SOURCE,
    TOOL,
    Finding,
)
from dashboard.analysis.lint import MOST, lint
from dashboard.analysis.setup import Setup
from dashboard.sample import sample_folder

OFFICE = Setup(("productivity", "finance"), ("tasks", "finance"), "task comment")
BARE = Setup(("productivity",), ("tasks",), "task comment")

ASKS = [
    ("Log every reminder as a note on the customer in the CRM.", TOOL, "CRM"),
    ("You must add a note to the CRM after each run.", TOOL, "CRM"),
    ("A note is added to the CRM.", TOOL, "CRM"),
    ("Make sure every reminder is logged in the CRM.", TOOL, "CRM"),
    ("Make sure to update the customer record.", TOOL, "CRM"),
    ("If the invoice is overdue, log a note in the CRM.", TOOL, "CRM"),
    ("Don't forget to log the call in HubSpot.", TOOL, "CRM"),
    ("It is important to log the reminder in the CRM.", TOOL, "CRM"),
    ("Read the ticket and create a new lead.", TOOL, "CRM"),
    ("Protokolliere jede Erinnerung als Notiz im CRM.", TOOL, "CRM"),
    ("Ajoute une note dans le CRM.", TOOL, "CRM"),
    ("Create a calendar event for the call.", TOOL, "scheduling"),
    ("Ensure that a follow-up meeting is scheduled.", TOOL, "scheduling"),
    ("Lege einen Termin im Kalender an.", TOOL, "scheduling"),
    ("Issue a refund if the reason is valid.", TOOL, "commerce"),
    ("Place an order for the missing parts.", TOOL, "commerce"),
    ("Upload the file to the drive.", TOOL, "files"),
    ("Create a Google doc with the summary.", TOOL, "docs"),
    ("Update the employee's record.", TOOL, "HRM"),
    ("Approve the leave request.", TOOL, "HRM"),
    ("Start the approval workflow.", TOOL, "workflows"),
    ("Update the product price.", TOOL, "products"),
    ("Check the price in the product catalogue.", SOURCE, "products"),
    ("Look up the customer in the CRM.", SOURCE, "CRM"),
    ("Read the project plan before you answer.", SOURCE, "projects"),
    ("Search the wiki for the policy.", SOURCE, "docs"),
    ("Search for the contract in the documents.", SOURCE, "docs"),
    ("Send the customer an email.", OUTPUT, "email"),
    ("Reply by email.", OUTPUT, "email"),
    ("Post it in Slack.", OUTPUT, "message"),
    ("Save the result as a PDF file.", OUTPUT, "file"),
    ("Update the record directly, write no comment.", OUTPUT, "record update"),
]

ASKS_NOTHING = [
    "Never write to the CRM.",
    "Do not use the CRM.",
    "Don't send emails.",
    "Never promise a refund.",
    "Summarise without opening the CRM.",
    "Customers from the CRM export come first.",
    "Tell the CRM team.",
    "The comment is read by the CRM team.",
    "The CRM is maintained by sales.",
    "If the CRM note is missing, say so.",
    "When a refund was issued, say so.",
    "If the customer asks to cancel the order, say that a colleague will call.",
    "The customer may ask for a refund.",
    "Explain why the meeting was moved.",
    "Mention that the calendar is attached.",
    "Mention the meeting date.",
    "Say whether an invoice is open.",
    "Write the summary for the accounting department.",
    "List the open questions about the order.",
    "Write in the style of a friendly email.",
    "Summarise the email thread.",
    "Write a short summary of the product.",
    "Add a comment with the product name.",
    "Add the invoice number to the comment.",
    "Write a friendly reminder as a task comment.",
    "Read the linked task.",
    "Create a task for the owner.",
    "Order the points by urgency.",
    "Start with the most important point.",
    "Close with a thank you.",
    "Use British English.",
    "Keep the summary under 120 words.",
    "Be polite.",
    "Write a reply that the customer can send by email.",
]

CONTRADICT = [
    ("Answer as JSON.", "Write the answer as a bullet list.", FORMATS),
    ("Respond in plain text.", "Return a JSON object with score and why.", FORMATS),
    ("Give the result as a Markdown table.", "Answer in one paragraph of prose.", FORMATS),
    ("Output JSON only.", "Add a short summary in plain text below.", FORMATS),
    ("Write the summary as prose.", "Give the summary as a table.", FORMATS),
    ("Always greet the customer by first name.", "Never greet by first name.", ALWAYS),
    ("Always mention the price.", "Do not mention the price.", ALWAYS),
    ("Never name the supplier.", "Always name the supplier.", ALWAYS),
    ("Never name the supplier.", "Always name the supplier in the subject line.", ALWAYS),
]

AGREE = [
    ("Answer as JSON.", "Answer as JSON with two fields."),
    ("Write a table in Markdown.", "Use Markdown."),
    ("Always ask before sending.", "Never send before asking."),
    ("Always mention the price.", "Never mention a discount."),
    ("Always send a reminder.", "Never send a reminder without an invoice number."),
    ("Read the CSV export.", "Answer as JSON."),
    ("Write the summary as prose.", "Give the line items as a table."),
    (
        "Always mention the invoice number.",
        "Never mention the invoice number of another customer.",
    ),
    ("Always send the customer a summary.", "Never send the customer a summary twice."),
]


def kinds(found: tuple[Finding, ...]) -> list[tuple[str, str]]:
    return [(it.kind, it.subject) for it in found]


@pytest.mark.parametrize(("text", "kind", "subject"), ASKS)
def test_what_it_asks_for_is_found_with_its_words(text: str, kind: str, subject: str) -> None:
    found = lint(f"You are an assistant.\n\n3. {text}\n", OFFICE)
    assert kinds(found) == [(kind, subject)]
    assert found[0].words == text


@pytest.mark.parametrize("text", ASKS_NOTHING)
def test_what_is_forbidden_supposed_or_mentioned_asks_for_nothing(text: str) -> None:
    assert lint(text, BARE) == ()


@pytest.mark.parametrize(("text", "kind", "subject"), [it for it in ASKS if it[1] != OUTPUT])
def test_what_the_worker_has_under_any_name_is_no_finding(
    text: str, kind: str, subject: str
) -> None:
    names = (subject.upper(), subject.removesuffix("s"), subject.replace("docs", "documents"))
    for name in names:
        setup = Setup(("productivity", name), (), "task comment")
        assert (kind, subject) not in kinds(lint(text, setup))


@pytest.mark.parametrize(("one", "other", "kind"), CONTRADICT)
def test_instructions_that_contradict_themselves(one: str, other: str, kind: str) -> None:
    for text in (f"1. {one}\n2. {other}", f"{other} {one}"):
        (found,) = lint(text, Setup())
        assert found.kind == kind and {found.words, found.against} == {one, other}


@pytest.mark.parametrize(("one", "other"), AGREE)
def test_instructions_that_only_look_as_if_they_did(one: str, other: str) -> None:
    assert lint(f"{one}\n{other}", Setup()) == ()


def test_of_an_edit_only_what_is_new_is_told() -> None:
    old = "1. Log it in the CRM.\n2. Be brief."
    assert lint("1. Be brief.\n2.  Log it in\tthe CRM.", OFFICE, old) == ()
    assert kinds(lint(f"{old}\n3. Book a meeting.", OFFICE, old)) == [(TOOL, "scheduling")]
    assert kinds(lint("Answer as JSON.\nUse bullet points.", OFFICE, "Answer as JSON.")) == [
        (FORMATS, "JSON and bullet list")
    ]


def test_what_is_not_known_of_the_worker_says_nothing() -> None:
    assert lint("Log it in the CRM. Send the customer an email.", Setup()) == ()
    assert lint("Send the customer an email.", Setup((), (), "carrier pigeon")) == ()


def test_the_sample_s_only_finding_is_the_planted_one() -> None:
    texts, workers = {}, {}
    for line in (sample_folder() / "instructions.ndjson").read_text().splitlines():
        held = json.loads(line)
        texts[held.get("worker_id") or held["worker"], held["instructions_version"]] = held[
            "instructions_text"
        ]
    for line in (sample_folder() / "workers.ndjson").read_text().splitlines():
        held = json.loads(line)
        workers[held.get("worker_id") or held["worker"]] = Setup(
            tuple(held["tool_categories"]), tuple(held["context_sources"]), held["output_mode"]
        )
    with Path(sample_folder() / "changes.csv").open() as file:
        edits = [it for it in csv.DictReader(file) if it["what"] == "instructions"]
    found = {}
    for it in edits:
        worker = it["worker_id"]
        found[worker] = lint(texts[worker, it["new"]], workers[worker], texts[worker, it["old"]])
    assert len(edits) >= 6
    assert {name: kinds(it) for name, it in found.items() if it} == {
        "Invoice follow-up": [(TOOL, "CRM")]
    }
    whole = [key for key, text in texts.items() if lint(text, workers[key[0]])]
    assert whole == [("Invoice follow-up", "v2")]


def test_hostile_texts_are_read_in_time_and_told_in_short() -> None:
    for text in ("it is posted " * 1500, "write it as a table. " * 900, "Write " * 4000):
        assert len(lint(text, BARE)) <= MOST
    formats = "\n".join(f"Write part {n} as a table.\nAnswer only as JSON." for n in range(400))
    assert len(lint(formats, Setup())) == 1
    orders = "\n".join(f"Always name it {n}.\nNever name it {n}." for n in range(300))
    assert len(lint(orders, Setup())) == MOST


@settings(max_examples=60)
@given(st.text(max_size=300), st.text(max_size=100))
def test_any_text_is_taken(text: str, before: str) -> None:
    for it in lint(text, BARE, before):
        assert it.words
    assert lint(text, BARE, text) == ()
