"""All dimensions: a new one is one declaration here.

They stand in the order in which menus offer them. Where two sets differ, what says how runs ended
is told in this order, too, and of what holds the same runs the first is named.
"""

from __future__ import annotations

from dashboard.causes.rules import ORIGINS
from dashboard.checks.suspicion import CHECKS
from dashboard.ledger.clearances import LOOKED_AT
from dashboard.ledger.judgements import REASONS, VERDICTS
from dashboard.records.schema import ATTRIBUTED, OUTCOMES, OUTPUT_POLICIES, STATUSES, VISIBILITIES
from dashboard.store.dimensions.dimension import Dimension, Kind, Says, Use

FILTER, COMPARE, LIKENESS = Use.FILTER, Use.COMPARE, Use.LIKENESS
VALUE, SETTING, LIST, NUMBER, TEXT = Kind.VALUE, Kind.SETTING, Kind.LIST, Kind.NUMBER, Kind.TEXT
ENDING, MISHAP, WORDS = Says.ENDING, Says.MISHAP, Says.WORDS

_BOTH, _ALL = FILTER | COMPARE, FILTER | COMPARE | LIKENESS
_FINISHED = "finished(run.outcome)"
_TIMED = "run.time_basis = 'export'"
_CLOCK = "run.created_at AT TIME ZONE $zone"
_CALLED = "names(run.tools_called)"
_ERRED = "names(list_filter(run.tools_called, lambda call: call.ok IS FALSE))"
_ANY_ERRED = "list_contains(list_transform(run.tools_called, lambda call: call.ok), false)"
_SAID = "(SELECT said.{} FROM judgements said WHERE said.run_id = run.run_id)"

SEEN_BY_CUSTOMERS = YES, MAYBE, NO = ("yes", "maybe", "no")
"""Whether customers see what a run created (queries/macros/effects.sql); of MAYBE its output is for
them, and it is not known whether it wrote any."""
_ORIGINS = tuple(dict.fromkeys([*ATTRIBUTED[:2], *ORIGINS]))
TURNS = ("first", "second", "third or later")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
HOURS = tuple(f"{hour:02}:00" for hour in range(24))
TIMES_OF_DAY = tuple(f"{hour:02}:00 to {hour + 4:02}:00" for hour in range(0, 24, 4))
DURATIONS = ("under 10 s", "10 s to 1 min", "1 to 5 min", "5 to 30 min", "30 min or more")
_FROM = (10, 60, 300, 1800)
"""Seconds from which on a run belongs to the second band, the third and so on."""


def _one_of(words: tuple[str, ...], place: str, among: str) -> str:
    """SQL: the word at a place, from 0; NULL for runs that are not among those that have one."""
    listed = ", ".join(f"'{word}'" for word in words)
    return f"CASE WHEN {among} THEN [{listed}][({place}) + 1] END"


DIMENSIONS: tuple[Dimension, ...] = (
    Dimension("worker", "Worker", ("worker_id", "worker"), use=_BOTH, having="of {}",
              lacking="not of {}"),
    # How a run ended.
    Dimension("outcome", "Outcome", ("outcome",), use=_BOTH, says=ENDING, words=OUTCOMES),
    Dimension("status", "Status", ("status",), says=ENDING, words=STATUSES),
    Dimension("cause", "Cause", ("cause",), use=_BOTH, says=ENDING, among=_FINISHED,
              only="run.outcome = 'failed'"),
    # Without a judgement of single runs their origin only says what their cause says.
    Dimension("origin", "Origin", ("origin",), use=_BOTH, says=ENDING, among=_FINISHED,
              needs="attributed_to", words=_ORIGINS),
    Dimension("error-type", "Error type", ("error_type",), use=_BOTH, says=ENDING,
              among=_FINISHED),
    Dimension("quality", "Quality", ("judged",), use=COMPARE, says=ENDING,
              among="run.judged IS NOT NULL", words=("good", "bad")),
    # What a reviewer says of it, which is no measurement: no rate is taken of runs chosen by it.
    Dimension("judged", "Judged", ("run_id",), says=ENDING, words=VERDICTS,
              sql=_SAID.format("verdict"), having="judged {}", lacking="not judged {}"),
    Dimension("judged-why", "Why judged bad", ("run_id",), says=ENDING, words=REASONS,
              sql=_SAID.format("why"), having="judged bad: {}",
              lacking="not judged bad: {}"),
    Dimension("looked-at", "Looked at", ("run_id",), LIST, says=ENDING, words=LOOKED_AT,
              sql="(SELECT said.how FROM looked_at said WHERE said.run_id = run.run_id)",
              only="run.run_id IN (SELECT said.run_id FROM looked_at said)",
              plural="Looked at", having="that somebody {}", lacking="that nobody {}"),
    # How its worker was set up, and what it was given.
    Dimension("version", "Version", ("version",), use=_ALL),
    Dimension("model", "Model", ("model",), use=_ALL),
    Dimension("trigger", "Trigger", ("trigger",), use=_ALL),
    Dimension("record-type", "Record type", ("record_type",), use=_ALL),
    Dimension("record", "Record", ("record_id",), titled="record_title"),
    Dimension("task", "Task", ("task_id",), titled="task_title"),
    Dimension("output-mode", "Output mode", ("output_mode",), use=_ALL),
    Dimension("output-location", "Output location", ("output_location",)),
    Dimension("visibility", "Output visibility", ("output_visibility",), words=VISIBILITIES),
    Dimension("on-rerun", "On rerun", ("output_policy",), use=_ALL, words=OUTPUT_POLICIES),
    Dimension("max-iterations", "Max iterations", ("max_iterations",), SETTING, use=_ALL),
    Dimension("worker-status", "Worker status", ("worker_status",), use=_ALL),
    # When it was, where its export says so.
    Dimension("turn", "Run on its task", ("turn",), use=_BOTH, among=_TIMED, words=TURNS,
              sql=_one_of(TURNS, "least(run.turn, 3) - 1", "run.turn IS NOT NULL")),
    Dimension("weekday", "Weekday", ("created_at",), use=_BOTH, among=_TIMED, words=WEEKDAYS,
              sql=_one_of(WEEKDAYS, f"isodow({_CLOCK}) - 1", _TIMED), daily=True),
    Dimension("time-of-day", "Time of day", ("created_at",), use=_BOTH, among=_TIMED,
              words=TIMES_OF_DAY, sql=_one_of(TIMES_OF_DAY, f"hour({_CLOCK}) // 4", _TIMED)),
    Dimension("hour", "Hour", ("created_at",), words=HOURS,
              sql=_one_of(HOURS, f"hour({_CLOCK})", _TIMED)),
    Dimension("duration", "Duration", ("duration_ms",), words=DURATIONS,
              sql=_one_of(DURATIONS, f"len(list_filter({list(_FROM)}, lambda edge:"
              " run.duration_ms >= 1000 * edge))", "run.duration_ms IS NOT NULL")),
    # How much it did.
    Dimension("steps", "Steps", ("steps",), NUMBER, use=COMPARE | LIKENESS),
    Dimension("tokens", "Tokens", ("tokens",), NUMBER, use=COMPARE | LIKENESS),
    Dimension("cost", "Cost", ("cost",), NUMBER, use=COMPARE | LIKENESS),
    Dimension("calls", "Number of tool calls", ("tools_called",), NUMBER, use=COMPARE,
              sql="len(run.tools_called)"),
    Dimension("task-length", "Length of the task, in characters", ("task_text", "task_title"),
              NUMBER, use=COMPARE, sql="length(coalesce(run.task_text, run.task_title))"),
    Dimension("record-length", "Length of the record, in characters", ("record_text",), NUMBER,
              use=COMPARE, sql="length(run.record_text)"),
    # What it could read and call, and what it called.
    Dimension("context", "Context source", ("context_sources",), LIST, use=_ALL,
              plural="Context sources", having="with the context source {}",
              lacking="without the context source {}"),
    Dimension("tool", "Tool category", ("tool_categories",), LIST, use=_ALL,
              plural="Tool categories", having="with the tool category {}",
              lacking="without the tool category {}"),
    Dimension("called", "Tool called", ("tools_called",), LIST, use=_BOTH, sql=_CALLED,
              plural="Tool calls", having="that called {}", lacking="that did not call {}"),
    Dimension("tool-error", "Tool error", ("tools_called",), LIST, use=_BOTH, says=MISHAP,
              sql=_ERRED, only=_ANY_ERRED, having="with a tool error of {}",
              lacking="without a tool error of {}"),
    Dimension("any-tool-error", "Tool errors", ("tools_called",), LIST, use=COMPARE, says=MISHAP,
              sql=f"list_transform({_ERRED}, lambda name: 'any')", lacking="without {} tool error"),
    Dimension("before", "Called in this order", ("tools_called",), LIST, use=COMPARE,
              sql=f"orders({_CALLED}, $tools)", lacking="not called in this order: {}"),
    # What it wrote and created.
    Dimension("check", "Output check", ("comment_preview", "output_text"), LIST, words=CHECKS,
              sql="string_split(run.checks, ' ')", only="run.checks IS NOT NULL",
              plural="Output checks",
              having="of which a check says: {}", lacking="of which no check says: {}"),
    Dimension("effects", "Created something",
              ("effects", "effects_state", "comment_preview", "output_text"),
              words=("created", "none", "unknown"), sql="created(run)"),
    Dimension("customers", "Customers see it", ("output_visibility", "effects"),
              words=SEEN_BY_CUSTOMERS, sql="customers_see(run)",
              having="of which customers see something: {}",
              lacking="but for those of which customers see something: {}"),
    # Words.
    Dimension("word", "Word of the task’s title", ("task_title",), LIST, use=COMPARE, says=WORDS,
              sql=r"regexp_extract_all(lower(run.task_title), '\p{L}{3,}')",
              lacking="without the word {} in the task’s title"),
    Dimension("text", "Text", ("run_id", "worker", "task_title", "record_title", "comment_preview",
              "output_text", "error_message"), TEXT, having="with the text {}",
              lacking="without the text {}"),
)  # fmt: skip
