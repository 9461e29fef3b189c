"""What instructions ask for in vain: found in many words, and not where it is only mentioned."""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.lint.finding import (
    OUTPUT,
    QUOTED,
    SOURCE,
    TOOL,
    Finding,
)
from dashboard.lint.lint import LONGEST, MOST, lint, looked_at_whole
from dashboard.lint.setup import Setup
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

# By why they ask for something, or don't: each with all tools missing.
ASKS_BECAUSE = {
    "a negation in a condition, or after the order": [
        ("Create a lead if the customer is not in the CRM yet.", "CRM"),
        ("Issue a refund if the parcel was not delivered.", "commerce"),
        ("Create a task when there is no answer within two days.", "productivity"),
        ("Create an invoice without asking.", "finance"),
        ("Create an invoice, not a quote.", "finance"),
        ("Create a task for orders that are not paid.", "productivity"),
        ("Don't guess, update the CRM record instead.", "CRM"),
    ],
    "sentences end and lines are wrapped in many ways": [
        ("Answer yes or no. Log a note in the CRM.", "CRM"),
        ("read the task. log a note in the CRM. answer in two sentences.", "CRM"),
        ("read the task\nlog a note in the CRM", "CRM"),
        ("When the answer is complete, log\na note in the CRM.", "CRM"),
        ("**Log** a note in the CRM.", "CRM"),
        ("- **Log a note in the `CRM`** when you are done.", "CRM"),
    ],
    "a head that orders, or says when": [
        ("Do the following:\n- log a note in the CRM\n- answer", "CRM"),
        ("If the customer is new:\n- create a lead\n- answer", "CRM"),
        ("## Rules\n- Never guess.\n- Log a note in the CRM.", "CRM"),
        ("Do not:\n- guess\n\nAlways log a note in the CRM.", "CRM"),
        ("Don't forget to:\n- log a note in the CRM", "CRM"),
        ("1. Never:\n- guess\n2. Log a note in the CRM", "CRM"),
        ("Open points become tasks: create one task per point.", "productivity"),
    ],
    "what leads into an order": [
        ("Your job is to create invoices from the hours in the task.", "finance"),
        ("I want you to log a note in the CRM.", "CRM"),
        ("For every enquiry create a lead.", "CRM"),
        ("Explain the price and log a note in the CRM.", "CRM"),
        ("If the customer wants to return it, log a note in the CRM and thank them.", "CRM"),
    ],
    "a tool is named outright": [
        ("Use the workflow tools for escalations.", "workflows"),
        ("Please use the CRM tool to find duplicates.", "CRM"),
        ("Use your scheduling tools.", "scheduling"),
    ],
    "it reads from what is no context source": [
        ("Look up the employee in the HR system.", "HRM"),
        ("Check the calendar for a free slot.", "scheduling"),
        ("Find the contract in the shared folder.", "files"),
        ("Look up the order in the shop.", "commerce"),
    ],
    "plain words": [
        ("Download the attachment.", "files"),
        ("Merge duplicate contacts.", "CRM"),
        ("Onboard the new employee in the HR system.", "HRM"),
        ("Change the delivery address of the order.", "commerce"),
        ("Mark the invoice as paid.", "finance"),
        ("Update the CRM record.", "CRM"),
        ("Book the payment against the open order.", "finance"),
        ("Genehmige den Urlaub, wenn zwei Personen da sind.", "HRM"),
        ("Vereinbare einen Termin mit dem Kunden.", "scheduling"),
        ("Starte den Freigabe-Workflow.", "workflows"),
    ],
}
ASKS_NOTHING_BECAUSE = {
    "a negation holds for its list": [
        "Do not create tasks or book meetings.",
        "Never update the CRM, issue refunds or cancel orders.",
        "You must not cancel orders, issue refunds, or start workflows.",
        "Do not send emails and create invoices on your own.",
        "Under no circumstances send an email or book a meeting.",
        "Never promise to issue a refund or send an email.",
    ],
    "others do it": [
        "Ask the customer to sign the contract and upload the file.",
        "A colleague will check the request and issue a refund.",
        "A colleague will check the request, issue a refund and close the task.",
        "Explain how to reset the password and upload the file.",
        "Customers order products and send emails.",
        "Tell the customer to contact us by email.",
        "Tell the customer they can reply by email.",
        "Say we will answer by email.",
        "Bitte den Kunden, die Rechnung zu bezahlen.",
    ],
    "a condition holds for its list": [
        "If the customer wants to return the item and cancel the order, say that we call.",
        "If they ask us to change the address or cancel the order, ask for the number.",
        "When customers send a photo and open a ticket or create a task, thank them.",
    ],
    "its head forbids it, leaves it to others or gives examples": [
        "Do not:\n- create tasks\n- send emails",
        "**Do not:**\n\n- create tasks\n- send emails",
        "You must not:\n- issue refunds\n- cancel orders",
        "## Never\n- Send an email\n- Book a meeting",
        "**Never**\n- Send an email\n- Book a meeting",
        "Out of scope:\n- Create invoices\n- Cancel orders",
        "1. Never:\n   - Create invoices\n   - If asked:\n     - Cancel orders",
        "1. Never:\n- Create invoices",
        "- Never:\n  - Create invoices",
        "A human will:\n- create the invoice\n- send it to the customer",
        "Examples of requests:\n- Cancel my order\n- Book a meeting",
        "Classify the request as one of: cancel order, create invoice, book meeting.",
        "Recommend one of these actions: issue a refund, cancel the order.",
        "Propose the next step: book a meeting, send an email, or close the task.",
        "List what they have to do, for example create a task, book a meeting or update the CRM.",
        "If the number is missing, write: send us an email.",
        "Do not\ncreate tasks.",
        "- Do not\n  create tasks.",
    ],
    "a noun follows the thing": [
        "Add a task comment with the answer.",
        "Update the task comment if you already wrote one.",
        "Create a meeting summary.",
        "Create an invoice summary from the task description.",
        "Extract the invoice date from the task.",
        "Use product terminology.",
        "Read the product question and answer it.",
        "Use the project code in the title.",
        "Place the order total first.",
        "Handle refund requests politely.",
    ],
    "ordinary words": [
        "Complete the task as described.",
        "Order the items by urgency.",
        "Flag invoices above 1000 EUR in your comment.",
    ],
    "it tells what is done": [
        "Tasks are created when a customer sends us an email.",
        "Tasks are created from emails.",
        "Refunds are issued by the finance team.",
        "A refund is issued by the finance team.",
        "When the parcel is lost, an invoice is created.",
        "The order is cancelled automatically after 14 days.",
        "A new task is assigned to you by the dispatcher.",
    ],
    "it reads what is in the task": [
        "Read the invoice in the task description.",
        "Find the product in the task title.",
        "Check the attached invoice.",
        "Check the invoice attached to the task.",
    ],
}

# Orders as a person writes them, and sentences that only mention a system.
PLAIN = [
    ("Record the call in Salesforce.", TOOL, "CRM"),
    ("Add the deal to HubSpot.", TOOL, "CRM"),
    ("Put the summary into the CRM.", TOOL, "CRM"),
    ("Every reminder must be logged in the CRM.", TOOL, "CRM"),
    ("Answer in two sentences; log it in HubSpot.", TOOL, "CRM"),
    ("Trage die Erinnerung im CRM ein.", TOOL, "CRM"),
    ("Sync the change to the ERP.", TOOL, "finance"),
    ("The invoice must be created in Xero.", TOOL, "finance"),
    ("Use the finance tools to confirm the payment.", TOOL, "finance"),
    ("Check availability in Google Calendar.", TOOL, "scheduling"),
    ("Reschedule the appointment.", TOOL, "scheduling"),
    ("Save the signed contract to SharePoint.", TOOL, "files"),
    ("Update the employee record in Workday.", TOOL, "HRM"),
    ("Prüfe den Urlaub im Personio.", TOOL, "HRM"),
    ("Then issue a refund.", TOOL, "commerce"),
    ("Look the customer up in the CRM.", SOURCE, "CRM"),
    ("Get the stock level from the product catalogue.", SOURCE, "products"),
    ("Post the summary to Slack.", OUTPUT, "message"),
    ("Notify the team in #ops.", OUTPUT, "message"),
    ("Send a WhatsApp message to the driver.", OUTPUT, "message"),
    ("Email the customer a summary.", OUTPUT, "email"),
    ("Schicke dem Kunden eine E-Mail.", OUTPUT, "email"),
    ("Attach a PDF to the ticket.", OUTPUT, "file"),
]
ONLY_MENTIONED = [
    "Write your answer as a task comment.",
    "The customers in the CRM are important.",
    "Do not touch the ledger.",
    "If it is in the CRM already, do nothing.",
    "Summarise the CRM notes on the task.",
    "We sell CRM software.",
    "Complaints about the shop go to Anna.",
    "Our product is a calendar app.",
    "Respect the project plan.",
    "Be careful with file names.",
]

NAMES = [
    (("CRM tools", "finance"), "CRM"), (("crm_tools", "finance"), "CRM"), (("crm.write",), "CRM"),
    (("CRMTools",), "CRM"), (("CRM (read only)",), "CRM"), (("hubspot",), "CRM"),
    (("Finance tools",), "finance"), (("google_calendar",), "scheduling"),
    (("Google Drive",), "files"), (("task management",), "productivity"),
]  # fmt: skip
NEEDS = {
    "CRM": "Log a note in the CRM.",
    "finance": "Create an invoice.",
    "scheduling": "Book a meeting.",
    "files": "Upload the file.",
    "productivity": "Create a task.",
}


BESIDE = Setup((), ("tasks", "projects", "CRM", "finance", "docs", "products"), "task comment")


def kinds(found: tuple[Finding, ...]) -> list[tuple[str, str]]:
    return [(finding.kind, finding.subject) for finding in found]


@pytest.mark.parametrize(("text", "kind", "subject"), ASKS)
def test_what_it_asks_for_is_found_with_its_words(text: str, kind: str, subject: str) -> None:
    found = lint(f"You are an assistant.\n\n3. {text}\n", OFFICE)
    assert kinds(found) == [(kind, subject)]
    assert found[0].words == text


@pytest.mark.parametrize(("text", "kind", "subject"), PLAIN)
def test_a_plain_order_that_names_what_the_worker_lacks(text: str, kind: str, subject: str) -> None:
    assert kinds(lint(text, BARE)) == [(kind, subject)]


@pytest.mark.parametrize("text", [*ASKS_NOTHING, *ONLY_MENTIONED])
def test_what_is_forbidden_supposed_or_mentioned_asks_for_nothing(text: str) -> None:
    assert lint(text, BARE) == ()


@pytest.mark.parametrize("why", ASKS_BECAUSE)
def test_what_asks_for_a_tool_is_found_however_it_is_said(why: str) -> None:
    missed = [
        text for text, name in ASKS_BECAUSE[why] if kinds(lint(text, BESIDE)) != [(TOOL, name)]
    ]
    assert not missed


@pytest.mark.parametrize("why", ASKS_NOTHING_BECAUSE)
def test_what_only_looks_as_if_it_asked_is_passed_over(why: str) -> None:
    nothing = Setup((), ("tasks",), "task comment")
    told = {text: kinds(lint(text, nothing)) for text in ASKS_NOTHING_BECAUSE[why]}
    assert not {text: kinds_found for text, kinds_found in told.items() if kinds_found}


@pytest.mark.parametrize(("held", "name"), NAMES)
def test_names_of_a_set_up_are_known_by_the_words_in_them(held: tuple[str, ...], name: str) -> None:
    assert lint(NEEDS[name], Setup(held, (), None)) == ()
    other = "scheduling" if name != "scheduling" else "files"
    assert kinds(lint(NEEDS[other], Setup(held, (), None))) == [(TOOL, other)]


def test_all_is_everything_and_of_unknown_names_nothing_is_said() -> None:
    every = "\n".join(NEEDS.values())
    for held in (("all",), ("*",), ("All tools",), ("custom:xyz",), ("acme", "custom")):
        assert lint(every, Setup(held, None, None)) == ()
    assert lint("Send the customer an email.", Setup(("*", "CRM"), None, "task comment")) == ()
    assert len(lint(every, Setup((), None, None))) == len(NEEDS)
    for tool in ("e-mail", "gmail", "communication"):
        assert lint("Send the customer an email.", Setup((tool,), None, "task comment")) == ()
    for mode in ("taskComment", "TASK_COMMENT", "Aufgabenkommentar"):
        assert kinds(lint("Reply by email.", Setup(None, None, mode))) == [(OUTPUT, "email")]


def test_a_tool_of_its_name_reads_what_is_no_context_source() -> None:
    text = "Look up the balance in the ledger and say whether it is paid."
    assert kinds(lint(text, Setup((), ("tasks",)))) == [(SOURCE, "finance")]
    assert lint(text, Setup(("finance",), ("tasks",))) == ()


def test_a_message_is_asked_for_in_german_too() -> None:
    assert kinds(lint("Poste die Antwort in Slack.", BARE)) == [(OUTPUT, "message")]
    assert kinds(lint("Write the customer a mail.", BARE)) == [(OUTPUT, "email")]


def test_a_finding_says_what_the_worker_has() -> None:
    (tool,) = lint("Log a note in the CRM.", OFFICE)
    assert (tool.has, tool.against) == (("productivity", "finance"), "productivity; finance")
    assert lint("Log a note in the CRM.", Setup(()))[0].against == "none"


def test_of_a_long_sentence_the_words_around_it_are_quoted() -> None:
    polite = "be polite and patient, " * 400
    (found,) = lint(f"Always {polite}log a note in the CRM, {polite}please.", OFFICE)
    assert "log a note in the CRM" in found.words and len(found.words) < QUOTED + 10
    assert found.words.startswith("… ") and found.words.endswith(" …")


NEGATED = [
    "Trage nichts in das CRM ein.",
    "Schreibe nichts ins CRM.",
    "Trage das nicht in das CRM ein.",
    "Trage keine Daten in das CRM ein.",
    "Nutze niemals das CRM.",
    "Trage nie etwas in das CRM ein.",
    "Im CRM ist nichts zu ändern.",
    "Das CRM darf nicht geändert werden.",
    "Ändere weder das CRM noch den Kalender.",
    "Öffne auf keinen Fall das CRM.",
    "Verzichte auf Einträge im CRM.",
    "Vermeide es, das CRM zu ändern.",
    "Aktualisiere keinesfalls das CRM.",
    "Enter nothing in the CRM.",
    "Write nothing to the CRM.",
    "Update neither the CRM nor the calendar.",
    "At no time update the CRM.",
    "Under no circumstances update the CRM.",
    "Update no record in the CRM.",
    "Make no changes in the CRM.",
    "Refrain from updating the CRM.",
    "Never update the CRM.",
    "Nobody may update the CRM.",
    "N'écris rien dans le CRM.",
    "Ne mets jamais à jour le CRM.",
    "N’utilise pas le CRM.",
    "N'ajoute aucune note dans le CRM.",
    "Ne modifie ni le CRM ni le calendrier.",
    "Évite de modifier le CRM.",
    "No escribas nada en el CRM.",
    "Nunca actualices el CRM.",
    "No uses el CRM.",
    "Jamás actualices el CRM.",
    "No modifiques ningún registro en el CRM.",
    "Tampoco actualices el CRM.",
    "Evita actualizar el CRM.",
    "Actualiza el CRM en ningún caso.",
]
NOT_NEGATED = [
    "Trage den Kunden in das CRM ein.", "Trage noch den Kunden in das CRM ein.",
    "Update the CRM, nothing else.", "Do nothing but update the CRM.", "Actualiza el CRM.",
    "Mets à jour le CRM.", "N'oublie pas de mettre à jour le CRM.",
]  # fmt: skip


@pytest.mark.parametrize("text", [*NEGATED, *NOT_NEGATED])
def test_what_is_negated_in_any_language_asks_for_nothing(text: str) -> None:
    found = lint(text, Setup(tool_categories=("email",), context_sources=("email",)))
    assert bool(found) == (text in NOT_NEGATED)


def test_a_long_text_is_looked_at_up_to_its_limit() -> None:
    order = "\nLog a note in the CRM."
    for letters, found in ((LONGEST - len(order), 1), (LONGEST, 0)):
        text = ("Be brief. " * (LONGEST // 10 + 1))[:letters] + order
        assert len(lint(text, OFFICE)) == found
        assert looked_at_whole(text) == bool(found)


@pytest.mark.parametrize(("text", "kind", "subject"), [row for row in ASKS if row[1] != OUTPUT])
def test_what_the_worker_has_under_any_name_is_no_finding(
    text: str, kind: str, subject: str
) -> None:
    names = (subject.upper(), subject.removesuffix("s"), subject.replace("docs", "documents"))
    for name in names:
        setup = Setup(("productivity", name), (), "task comment")
        assert (kind, subject) not in kinds(lint(text, setup))


def test_of_an_edit_only_what_is_new_is_told() -> None:
    old = "1. Log it in the CRM.\n2. Be brief."
    assert lint("1. Be brief.\n2.  Log it in\tthe CRM.", OFFICE, old) == ()
    assert kinds(lint(f"{old}\n3. Book a meeting.", OFFICE, old)) == [(TOOL, "scheduling")]
    forbidden, wanted = "Do not:\n- book meetings", "Do:\n- book meetings"
    assert lint(forbidden, OFFICE, wanted) == ()
    assert kinds(lint(wanted, OFFICE, forbidden)) == [(TOOL, "scheduling")], "the head is new"


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
        edits = [edit for edit in csv.DictReader(file) if edit["what"] == "instructions"]
    found = {}
    for edit in edits:
        worker = edit["worker_id"]
        found[worker] = lint(
            texts[worker, edit["new"]], workers[worker], texts[worker, edit["old"]]
        )
    assert len(edits) >= 6
    assert {name: kinds(told) for name, told in found.items() if told} == {
        "Invoice follow-up": [(TOOL, "CRM")]
    }
    whole = [key for key, text in texts.items() if lint(text, workers[key[0]])]
    assert whole == [("Invoice follow-up", "v2")]


HOSTILE = [
    "e.g. A ", "no. A", "A. ", "- ", "a:", "and ", "you must ", "create ", "if a, ", "**a** ",
    "Answer in JSON\nWrite a table\n", "Do not: a, b or c\n", "send to a@", "in the CRM ", "_",
    "is be ", "\n ",
]  # fmt: skip


def steps(text: str) -> int:
    """How often the lint of a text calls or returns from anything, as a measure that no load of the
    machine changes."""
    seen = 0

    def count(*_: object) -> None:
        nonlocal seen
        seen += 1

    sys.setprofile(count)
    try:
        lint(text, BARE)
    finally:
        sys.setprofile(None)
    return seen


@pytest.mark.parametrize("part", HOSTILE)
def test_twice_the_text_takes_at_most_about_twice_the_steps(part: str) -> None:
    lint("Warm up.", BARE)
    short, long = (steps(part * (n // len(part))) for n in (2_000, 8_000))
    assert long < 5 * short + 1000


@pytest.mark.parametrize("part", HOSTILE)
def test_no_part_of_a_text_is_searched_over_and_over(part: str) -> None:
    """Steps don't count what happens within one search of a pattern: so it must be done at all."""
    text = part * (LONGEST // len(part))
    assert len(lint(text, BARE)) <= MOST
    assert len(lint(f"create {' ' * LONGEST}", BARE)) == 0


def test_hostile_texts_are_told_in_short() -> None:
    orders = "\n".join(f"Log note {n} in the CRM." for n in range(300))
    for text in ("it is posted " * 1500, "Write " * 4000, orders):
        assert len(lint(text, BARE)) <= MOST
    assert len(lint(orders, BARE)) == MOST


@settings(max_examples=60)
@given(st.text(max_size=300), st.text(max_size=100))
def test_any_text_is_taken(text: str, before: str) -> None:
    for finding in lint(text, BARE, before):
        assert finding.words
    assert lint(text, BARE, text) == ()
