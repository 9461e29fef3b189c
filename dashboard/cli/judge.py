"""Judge a run, or take that back."""

from __future__ import annotations

from dashboard import judging
from dashboard.cli.arguments import Arguments
from dashboard.cli.streams import OK, remark
from dashboard.cli.workspace import history_of, home_of
from dashboard.deciding import By
from dashboard.errors import FilterInvalid
from dashboard.ledger.judgements import verdict_words
from dashboard.ledger.ledger import Ledger
from dashboard.words.judgements import IN_NO_RATE
from dashboard.words.safe_text import visible


def judge(arguments: Arguments) -> int:
    """Record that a run is good or bad, and why; or take back what the same person said."""
    history, ledger = history_of(arguments), Ledger(home_of(arguments).path)
    run_id, who = arguments.run_id or "", arguments.who or ""
    verdict, why = arguments.verdict or "", arguments.why or ""
    if arguments.undo:
        if verdict or why:
            raise FilterInvalid("--undo takes back what was said.", remedy="Say nothing with it.")
        new = judging.take_back(ledger, run_id, who)
        remark("Taken back." if new else "It was before.")
        return OK
    if not verdict:
        raise FilterInvalid("Is the run good or bad?", remedy="Write good or bad behind its id.")
    new = judging.judge(ledger, history, run_id, verdict, why, By(who))
    said = visible(f"{run_id}: {verdict_words(verdict, why)}.")
    remark(f"Recorded: {said} {IN_NO_RATE}" if new else f"That was recorded before: {said}")
    return OK
