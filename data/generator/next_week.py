"""The week after the sample's, once its findings were decided about: what was done, and what came
of it. Each block says which truth of the sample it answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from typing import Any

from data.generator.late import SILENT
from data.generator.plan import DAY_0, Phase, Worker, harder, then
from data.generator.runs import runs_of
from data.generator.workers import (
    INVOICE,
    LEAD,
    REFUND,
    USUAL,
    WORKERS,
    contract,
    invoice,
    supplier,
    truth_1,
    truth_2,
    truth_3,
    truth_4,
    truth_11,
)

Row = dict[str, Any]
AS_OF = datetime.fromisoformat("2026-11-23T09:10:00+00:00")
FIRST, DECIDED, LAST = 70.0, 70.45, 77.0
"""The first day, when what was decided was done, and the last day, since DAY_0."""

CLOSED_MONTH = "\n6. Never book into a month that is closed: say so in the comment."
# Truth 1 and 7: the sentence that asked for a CRM note is gone, and months that are closed are left
# alone. It helped.
next_invoice = then(
    invoice, DECIDED, version="v3", instructions=INVOICE + CLOSED_MONTH.replace("6.", "5.")
)
next_refund = then(
    truth_4, DECIDED, version="v3", causes=USUAL,
    instructions=REFUND + "\n4. Greet the customer by first name." + CLOSED_MONTH.replace("6", "5"),
)  # fmt: skip
# Truth 9: the lead desk's format is asked for in other words. It hurt.
next_lead = then(
    truth_2, DECIDED, version="v3", kinds=harder(truth_2.kinds, 22), causes={"invalid output": 1},
    instructions=LEAD + "\n4. Answer as one JSON object of the schema crm.lead.v2, nested.",
)  # fmt: skip
# Truth 3: the model is what it was before. It did nothing: it was the edit, or neither.
next_contract = then(truth_3, DECIDED, model=contract.model)
# Truth 6: the access to the records is restored. It helped.
next_supplier = then(supplier, DECIDED)
# Truth 11: every run gets the project notes. It helped.
next_report = then(
    truth_11, DECIDED, kinds=tuple(replace(kind, gap=None) for kind in truth_11.kinds)
)
# Truth 12: nothing starts the paused worker any more. Truth 10: the silent one runs again.
NEXT: dict[str, Phase] = {
    "Invoice follow-up": next_invoice,
    "Refund desk": next_refund,
    "Lead triage": next_lead,
    "Contract summary": next_contract,
    "Supplier records": next_supplier,
    "Weekly report": next_report,
}


# Truth 7: in its first hours, too.
BEGIN = {"Invoice follow-up": truth_1, "Refund desk": truth_4}


def workers_then() -> list[Worker]:
    """The workers of that week, each from its last phase on."""
    found = []
    for worker in (*WORKERS, SILENT):
        now = BEGIN.get(worker.name, worker.phases[-1])
        if worker.name == "Delivery notices":
            now = replace(now, traffic=0.0)
        phases = (replace(now, start=FIRST),)
        if worker.name in NEXT:
            phases += (NEXT[worker.name],)
        found.append(replace(worker, phases=phases, last_day=LAST))
    return found


def runs_then(seed: int) -> list[Row]:
    """The runs of that week, and of the runs that had not ended in the sample how they did."""
    rows: list[Row] = []
    for n, worker in enumerate(workers_then()):
        rows += runs_of(worker, Random(seed + 100 + n), 10_000 * (n + 1) + 5_000, AS_OF)
    # What had run on Monday before the sample was taken stands in the sample.
    begin = DAY_0 + timedelta(days=FIRST, hours=9, minutes=10)
    return [row for row in rows if row["created_at"] >= begin]


def ended(rows: list[Row]) -> list[Row]:
    """How the runs of the sample ended that had not: what hung timed out, the others went well."""
    found = []
    for row in rows:
        if row["status"] not in ("queued", "pending", "running"):
            continue
        hung = AS_OF - row["created_at"] > timedelta(days=10)
        told = (
            {"status": "failed", "error_type": "TimeoutError",
             "error_message": "Timed out after 604800 s while waiting for the model",
             "effects_state": "unknown"}
            if hung
            else {"status": "completed", "comment_preview": f"Done: {row['task_title']}.",
                  "effects_state": "created"}
        )  # fmt: skip
        found.append(row | told | {"finished_at": row["created_at"] + timedelta(minutes=2)})
    return found
