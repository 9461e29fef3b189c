"""The words of the sample: tasks, comments, and the many shapes of error texts."""

from __future__ import annotations

import json
from random import Random

FIRMS = ("Alder", "Birch", "Cedar", "Dogwood", "Elm", "Fir", "Ginkgo", "Hazel", "Juniper", "Larch")
FORMS = ("Works", "Trading", "Logistics", "Studio", "Foods", "Systems")

TASKS = {
    "invoice": "Remind {firm} of invoice {number}",
    "credit note": "Check credit note {number} of {firm}",
    "lead": "Triage the lead from {firm}",
    "contact form": "Triage contact form {number}",
    "contract": "Summarise the contract with {firm}",
    "standard refund": "Refund for order {number}",
    "disputed refund": "Disputed refund for order {number}",
    "project": "Prepare {firm} project, week {week}",
    "supplier": "Check the record of {firm}",
    "ticket": "Summarise ticket {number}",
    "application": "Answer application {number}",
    "product": "Text for product {number}",
    "expense claim": "Check expense claim {number}",
    "order": "New delivery date of order {number}",
}
TASK_TEXTS = {
    "invoice": "{few} days overdue, EUR {many}. Friendly.",
    "credit note": "EUR {many}. Compare with the order.",
    "lead": "{many} staff, came in by mail.",
    "contact form": "Asks about prices for {few} seats.",
    "contract": "{few} pages. Note the end date.",
    "standard refund": "EUR {many}, paid by card.",
    "disputed refund": "EUR {many}. The customer disagrees.",
    "project": "{few} people. List the open points.",
    "supplier": "New document of {few} pages.",
    "ticket": "{few} messages. Needs an answer.",
    "application": "For job {many}. Polite refusal.",
    "product": "At most {many} words.",
    "expense claim": "{few} receipts, EUR {many}.",
    "order": "Late by {few} days.",
}
COMMENTS = (
    "Done: {task}. Two points to check.",
    "{task}: done, nothing unusual.",
    "Summary of “{task}”. See below.",
    "{task}. Figures and source added.",
)


def firm(chance: Random) -> str:
    return f"{chance.choice(FIRMS)} {chance.choice(FORMS)}"


def task_title(chance: Random, record_type: str, number: int, week: int) -> str:
    return TASKS[record_type].format(firm=firm(chance), number=number, week=week)


def task_text(record_type: str, number: int) -> str:
    """What a task asks for; a function of its number alone."""
    return TASK_TEXTS[record_type].format(few=number % 37 + 2, many=number % 811 + 24)


def comment(chance: Random, task: str) -> str:
    return chance.choice(COMMENTS).format(task=task)


def error(chance: Random, cause: str, record_type: str, number: int) -> tuple[str, str]:
    """An error's type and text for a cause, in one of the shapes that agents' errors come in."""
    hexed = f"{chance.getrandbits(32):08x}"
    kind = record_type.replace(" ", "_")
    seconds = chance.choice((30, 60, 90, 120))
    owner = FIRMS[number % len(FIRMS)]
    shapes: dict[str, tuple[tuple[str, str], ...]] = {
        "record access": (
            ("PermissionError", f"Missing record access: {kind}/{number}"),
            ("403", json.dumps({"status": 403, "error": f"No access to {kind} {number}"})),
        ),
        "record gone": (
            ("NotFoundError", f"The source record {kind}/{number} no longer exists"),
            ("404", f"HTTP 404: {kind} {number} not found (request {hexed})"),
        ),
        "disabled tool": (
            ("ToolNotEnabled", 'Tool category "CRM" is not enabled for this worker: crm.add_note'),
            ("ToolNotEnabled", f"crm.add_note: category CRM is disabled (call {hexed})"),
        ),
        "time-out": (
            ("TimeoutError", f"Timed out after {seconds} s while waiting for the model"),
            ("504", f"HTTP 504 Gateway Timeout after {seconds}000 ms, request {hexed}"),
        ),
        "rate limit": (
            ("429", f"HTTP 429: rate limit exceeded, retry after {seconds} s"),
            ("RateLimitError", json.dumps({"code": "rate_limit", "retry_after": seconds})),
        ),
        "context length": (
            ("ContextLengthError", f"Input of {128_000 + number} tokens exceeds the limit 128000"),
        ),
        "authentication": (("401", f"HTTP 401: token expired for connection {hexed}"),),
        "network": (
            ("ConnectionError", f"ConnectionResetError(104, 'reset by peer') host=api-{hexed[0]}"),
        ),
        "invalid output": (
            ("OutputError", f"Expected JSON object, got text at line 1 column {number % 40}"),
            ("OutputError", "Output misses the required field 'score'"),
        ),
        "closed period": (
            (
                "AgentError",
                f"Month {number % 9 + 1} is closed for bookings on account {number} of '{owner}'",
            ),
        ),
        "no project notes": (
            ("MissingInput", f"Required information is missing: notes of project {number}"),
        ),
        "worker paused": (("WorkerPaused", "Worker is paused"),),
        "iteration limit": (
            ("IterationLimit", "Stopped after 12 iterations without a final answer"),
        ),
    }
    return chance.choice(shapes[cause])
