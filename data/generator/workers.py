"""Twelve workers of the sample. Every planted truth is one block here, but for those of outputs.py
and late.py."""

from __future__ import annotations

from data.generator.plan import Gap, Kind, Phase, Worker, harder, then

USUAL = {
    "record access": 3,
    "record gone": 2,
    "time-out": 3,
    "rate limit": 2,
    "invalid output": 2,
    "network": 1,
    "iteration limit": 1,
    "authentication": 1,
    "context length": 1,
}


def text(role: str, *rules: str) -> str:
    """Instructions: a role and numbered rules."""
    lines = [f"{number}. {rule}" for number, rule in enumerate(rules, start=1)]
    return "\n".join([f"You are the {role}.", "", *lines])


INVOICE = text(
    "invoice follow-up assistant",
    "Read the linked invoice and the open task.",
    "If the invoice is overdue, write a friendly reminder as a task comment.",
    "Name the invoice number, the amount and the days overdue.",
    "Never promise a discount.",
)
invoice = Phase(
    0, "v1", INVOICE, (Kind("invoice", 0.8, 0.92), Kind("credit note", 0.2, 0.9)), USUAL,
    context=("tasks", "finance"), tools=("productivity", "finance"),
)  # fmt: skip
# Truth 1: from day 49 the instructions ask for a CRM note, but the CRM tools are not enabled.
# The success rate falls by 15 points.
truth_1 = then(
    invoice, 49.4, version="v2", kinds=harder(invoice.kinds, 15),
    instructions=INVOICE + "\n5. Log every reminder as a note on the customer in the CRM.",
    causes=USUAL | {"disabled tool": 24},
)  # fmt: skip

LEAD = text(
    "lead triage assistant",
    "Read the new lead and its source.",
    "Score it from 1 to 5 for fit and urgency.",
    "Write the score and one sentence why as a task comment.",
)
lead = Phase(
    0, "v1", LEAD, (Kind("lead", 0.7, 0.79), Kind("contact form", 0.3, 0.77)),
    USUAL | {"invalid output": 14}, context=("tasks", "CRM"), tools=("productivity", "CRM"),
)  # fmt: skip
# Truth 2: from day 50 the instructions give the output format with an example. +12 points.
truth_2 = then(
    lead, 50.45, version="v2", kinds=harder(lead.kinds, -12), causes=USUAL,
    instructions=LEAD + '\n4. Answer as JSON, like {"score": 4, "why": "asks for a date"}.',
)  # fmt: skip

CONTRACT = text(
    "contract summary assistant",
    "Read the contract that is attached to the task.",
    "List parties, term, notice period and price, one line each.",
    "Quote the clause for every number.",
)
contract = Phase(
    0, "v3", CONTRACT, (Kind("contract", 1, 0.93),), USUAL | {"context length": 4},
    context=("tasks", "docs"), tools=("productivity", "docs"),
)  # fmt: skip
# Truth 3: on day 52 instructions and model were changed together. The rate falls by 10 points;
# nobody can say which of the two it was.
truth_3 = then(
    contract, 52.5, version="v4", model="m-small-3", kinds=harder(contract.kinds, 10),
    instructions=CONTRACT + "\n4. Keep the summary under 120 words.",
    causes=USUAL | {"context length": 12},
)  # fmt: skip

REFUND = text(
    "refund desk assistant",
    "Check the order, the payment and the reason given.",
    "Propose approve, decline or ask, with the rule that decides.",
    "Write the proposal as a task comment.",
)
refund = Phase(
    0, "v1", REFUND, (Kind("standard refund", 0.8, 0.95), Kind("disputed refund", 0.2, 0.75)),
    USUAL, context=("tasks", "finance", "CRM"), tools=("productivity", "finance", "commerce"),
)  # fmt: skip
# Truth 4: with the edit of day 45 the desk also began to send disputed refunds here. Within each
# kind of record nothing changed; the edit itself has no effect.
truth_4 = then(
    refund, 45.42, version="v2",
    kinds=(Kind("standard refund", 0.4, 0.95), Kind("disputed refund", 0.6, 0.75)),
    instructions=REFUND + "\n4. Greet the customer by first name.",
)  # fmt: skip

MEETING = text(
    "meeting preparation assistant",
    "Collect the last three notes on the project and the open tasks.",
    "Write an agenda of at most six points as a task comment.",
)
meeting = Phase(
    0, "v1", MEETING, (Kind("project", 1, 0.91),), USUAL,
    context=("tasks", "projects"), tools=("productivity", "scheduling"),
)  # fmt: skip
# Truth 5: an edit of day 62 with about 60 runs since, and no effect: too early to tell.
truth_5 = then(
    meeting, 62.4, version="v2", instructions=MEETING + "\n3. End with the open decisions."
)

SUPPLIER = text(
    "supplier record assistant",
    "Compare the supplier's record with the newest document.",
    "Correct address, bank details and contact where they differ.",
    "Say in a comment what was corrected.",
)
supplier = Phase(
    0, "v2", SUPPLIER, (Kind("supplier", 1, 0.95),), USUAL,
    context=("tasks", "docs", "finance"), tools=("productivity", "docs", "finance"),
)  # fmt: skip
# Truth 6: on day 62 the worker lost access to a third of the records. Nobody edited anything.
truth_6 = then(supplier, 62, kinds=harder(supplier.kinds, 33), causes={"record access": 1})

# Truth 7: from Monday of the last week bookings fail that fall into a month that was closed. As
# many runs fail as before; only this reason is new, and nobody has a name for it.
CLOSED = {"closed period": 12}
truth_7_invoice = then(truth_1, 63, causes=truth_1.causes | CLOSED)
truth_7_refund = then(truth_4, 63, causes=USUAL | CLOSED)

TICKET = text(
    "ticket summary assistant",
    "Read the whole ticket.",
    "Summarise problem, attempts and next step in three sentences.",
)
ticket = Phase(0, "v1", TICKET, (Kind("ticket", 1, 0.94),), USUAL, context=("tasks", "CRM"))
HIRING = text(
    "applicant mail assistant",
    "Thank the applicant and name the next step.",
    "Keep to the template of the position.",
)
hiring = Phase(
    0, "v2", HIRING, (Kind("application", 1, 0.92),), USUAL, tools=("productivity", "HRM")
)
CATALOGUE = text(
    "product text assistant",
    "Write a product text of 60 to 90 words from the data sheet.",
    "Use no superlatives.",
)
catalogue = Phase(
    0, "v1", CATALOGUE, (Kind("product", 1, 0.9),), USUAL | {"invalid output": 5},
    context=("tasks", "products"), tools=("productivity", "products", "files"),
)  # fmt: skip
EXPENSE = text(
    "expense check assistant",
    "Compare the receipt with the claim.",
    "Flag missing receipts and amounts over the limit.",
)
expense = Phase(
    0, "v1", EXPENSE, (Kind("expense claim", 1, 0.93),), USUAL,
    context=("tasks", "finance", "docs"), tools=("productivity", "finance", "files"),
)  # fmt: skip
DELIVERY = text(
    "delivery notice assistant",
    "Read the shipment and the order.",
    "Tell the customer the new date in a comment on the order.",
)
delivery = Phase(
    0, "v1", DELIVERY, (Kind("order", 1, 0.92),), USUAL,
    context=("tasks", "products", "CRM"), tools=("productivity", "commerce"),
)  # fmt: skip
REPORT = text(
    "weekly report assistant",
    "Collect what was finished, what is late and why.",
    "Write one page, late things first.",
)
# Truth 11: nearly half the runs get no access to the source "docs"; those of them that a schedule
# started fail more often than not, for want of the notes. Nobody changed anything.
truth_11 = Phase(
    14, "v1", REPORT,
    (Kind("project", 0.55, 0.95),
     Kind("project", 0.45, 0.95, gap=Gap("docs", failing=0.55, cause="no project notes"))), USUAL,
    context=("tasks", "projects", "docs"), tools=("productivity", "workflows", "docs"),
)  # fmt: skip
# Truth 12: the worker was paused on day 65, and some runs still come; half of them fail.
truth_12 = then(
    delivery, 65.6, worker_status="paused", traffic=0.4,
    kinds=(Kind("order", 1, 0.5),), causes={"worker paused": 1},
)  # fmt: skip

# The edits of the last six workers have no effect, and but for truth 12 none of their rates moves.
WORKERS = (
    Worker("Invoice follow-up", "Reminds customers of overdue invoices.", 22,
           (invoice, truth_1, truth_7_invoice), visibility="customer",
           writes=("comment", "message")),
    Worker("Lead triage", "Scores new leads.", 22, (lead, truth_2), active=("running", "queued")),
    Worker("Contract summary", "Summarises contracts.", 14.5, (contract, truth_3)),
    Worker("Refund desk", "Proposes what to do with refunds.", 14.5,
           (refund, truth_4, truth_7_refund)),
    Worker("Meeting preparation", "Writes agendas.", 10, (meeting, truth_5)),
    Worker("Supplier records", "Keeps supplier records right.", 14, (supplier, truth_6),
           weekend=1.0, triggers=("schedule",), writes=("comment", "update")),
    Worker("Ticket summary", "Summarises tickets.", 10,
           (ticket, then(ticket, 30.5, version="v2",
                         instructions=TICKET + "\n3. Name the customer's own words once.")),
           judged=0.08, active=("pending",)),
    Worker("Applicant mail", "Answers applicants.", 8,  # a whitespace-only edit
           (hiring, then(hiring, 38.4, version="v3", instructions=HIRING.replace(". ", ".  "))),
           visibility="customer", writes=("comment", "message")),
    Worker("Product texts", "Writes product texts.", 9,
           (catalogue, then(catalogue, 40.6, context=("tasks", "products", "docs")))),
    Worker("Expense check", "Checks expense claims.", 9,
           (expense, then(expense, 35.5, tools=("productivity", "finance", "files", "docs")))),
    Worker("Delivery notices", "Tells customers of new dates.", 9,
           (delivery, truth_12), visibility="customer", writes=("comment", "message")),
    Worker("Weekly report", "Writes the weekly report.", 9, (truth_11,)),
)  # fmt: skip
