"""Status words: in any spelling of their systems; a word not in the table is unknown and kept."""

from __future__ import annotations

from pathlib import Path
from unicodedata import normalize

import pytest

from dashboard.records.schema import STATUSES
from dashboard.records.status_table import WORDS
from dashboard.records.statuses import key_of, plain, status_of
from dashboard.records.statuses_abroad import ABROAD
from tests.reading import HEADER, read, written

MEANT = {
    "queued": "queued new Enqueued NOT_STARTED notStarted RUNNABLE JOB_STATE_QUEUED SUBMITTED PREP "
    "Submitting Planned TO_DO",
    "pending": "waiting up_for_retry deferred Paused action_required on-hold WAITING_FOR_RETRY "
    "requires_action PENDING_EXECUTION Suspended up_for_reschedule Idle "
    "Wait+Condition Wait+User Wait+Resource PEND PSUSP ON_ICE QUE_WAIT PEND_MACH RESWAIT wait "
    "REQUEUE_HOLD RESV_DEL_HOLD SPECIAL_EXIT PREPSUSPENDED RESCHEDULED AwaitingConcurrencySlot "
    "PAUSED_PENDING_INPUT TASK_STATE_INPUT_REQUIRED input-required Waiting+for+Lock "
    "JOB_STATE_LICENSE_HOLD Blocked:+quota Pending-Fulfillment PENDING+HUMAN+INPUT FROZEN "
    "WAITING_TO_RESUME Oczekuje 承認待ち",
    "running": "IN_PROGRESS inProgress InProgress Work+in+progress STAGE_OUT Restarting "
    "WORKFLOW_EXECUTION_STATUS_RUNNING Cancelling isRunning JOB_STATE_CANCELLING "
    "EXEC RESIZING PodInitializing KILLING RESTARTED ACTIVATING DEPROVISIONING Running+(step+b) "
    "REATTEMPTING RETRYING_AFTER_FAILURE CancelRequested In+progress+(45%) "
    "Running+(3/5) W+toku 実行中 执行中",
    "completed": "Success OK +done+ SUCCEEDED pass JOB_STATE_SUCCEEDED STATUS_CODE_OK "
    "STATUS_CODE_UNSET TaskInstanceState.SUCCESS succeededWithIssues ✅+Passed CACHED "
    "WORKFLOW_EXECUTION_STATUS_CONTINUED_AS_NEW Closed+complete Ended+OK SUCC "
    "Success+(cached) OK:+passed Resolved-Completed Processed Passed+after+retry Zakonczone "
    "Ukończono 正常終了 已完成 Success+(2+warnings) Completed+with+1+warning Done:+0+errors "
    "Finished+-+no+failures Erfolgreich+(2+warnings) "
    "SUCCEEDED_WITH_RETRIES Completed+without+errors",
    "failed": "Error CRASHED timed-out timeout TimedOut TIMEDOUT Faulted upstream_failed "
    "startup_failure NODE_FAIL OUT_OF_MEMORY OOMKilled CrashLoopBackOff STATUS_CODE_ERROR "
    "WORKFLOW_EXECUTION_STATUS_TIMED_OUT RUN_FAILED JOB_STATE_FAILED <TaskState.FAILED> failed! "
    "Runtime+Error DeadlineExceeded Ended+Not+OK ABEND DONEWITHERROR TaskRunImagePullFailed "
    "CouldntGetTask CreateContainerError InvalidImageName ContainerCannotRun Init:Error "
    "INIT_FAILURE INTERNAL_FAILURE FAILED_WITH_TERMINAL_ERROR RetryableFailure FAILURE_WITH_TASK "
    "failed-with-retry ended_unexpectedly INCIDENT unreachable unsuccessful Unknown+error "
    "Completed+with+errors Failed:+exit+1 Error+(no+route+to+host) JOB_STATE_DISK_FAILURE "
    "ABENDED FAILURE:+3 FAILED(137) Failed+-+timeout ABEND+S0C7 ABEND=U4038 abnormally_terminated "
    "Stopped/Errored Closed+Incomplete Failed+after+3+attempts Timed+out+after+30s "
    "Failed:+retry+limit+exceeded Failed+(3+errors) Error+with+2+warnings Bład "
    "Niepowodzenie 異常終了 失败 \uff26\uff21\uff29\uff2c\uff25\uff24 "
    "\uff34\uff49\uff4d\uff45\uff44\uff2f\uff55\uff54 DeadLettered dead-letter "
    "Exceptioned NotResponding ValidationFailed GUARDRAIL_FAILED CompletedWithExceptions "
    "Input+validation+failed TOOL_FAILED Task+import+failed API+request+failed",
    "cancelled": "Canceled aborted terminated skipped stale PREEMPTED REVOKED CANCELLED+by+1000 "
    "WORKFLOW_EXECUTION_STATUS_TERMINATED RUN_ABORTED not_run JOB_STATE_EXPIRED no-op "
    "CANCL Skipped+(no+changes) Resolved-Withdrawn Skipped+(already+done) "
    "Cancelled+(timeout) Canceled+-+timed+out Cancelled:+upstream+failed Anulowano 中止 "
    "user_cancelled AutoCanceled Skipped+by+condition APPROVAL_REJECTED Denied "
    "SYSTEM_CANCELED Sync+cancelled Manually+cancelled",
    "unknown": "STATE_UNSPECIFIED neutral reticulating 404 0 status run Warning UNSTABLE "
    "partiallySucceeded not+failed failed+to+fail "
    "no+error partial_failure expected-failure 2+failure Failed:+0 Failed+(0) Error:+none "
    "Failed:+no "
    "Success+(with+errors) Completed+(3/5) Success:+no Failed:+retrying Terminated:+Completed "
    "Success+(0) Completed+with+3+issues Stopped:+3+errors Terminated+with+5+failures "
    "Skipped+(4+errors) JOB_STATE_SUCCEEDED+(12+issues) Completed+-+3+errors "
    "Done+-+failed+checks Failed+-+no abender ABEND:+0 Abend+00 "
    "Running:+0 Cancelled+(completed) Killed+(error) Failed+after+all+passed "
    "Failed+after+1+try+then+passed Failed+-+retried+then+passed "
    "Failed+(retry+2+of+3+succeeded) Failed:+fixed+by+hand "
    "Failed+(false+alarm) Fehlgeschlagen+–+danach+erfolgreich Error+(ignored) pending_failure "
    "skipped_error Failed:+0+errors Completed:+3+errors Passed+with+1+failure 0+errors "
    "Completed+(2+warnings;+1+error) no_hold hold+released waiting_timeout retry+on+error "
    "Error+free W never+failed was_failed previously+failed SoftFailed completed_failed "
    "not+cancelled to+be+cancelled failed_cancelled half+cancelled "
    "Nothing+failed hasn't+failed hasn’t+failed Would+have+failed Partly+failed Mostly+failed "
    "neither+failed few+failed Cancel+failed Notification+failed Cleanup+failed Test+failed "
    "First+attempt+failed Task+cleanup+failed isn't+cancelled should+have+cancelled "
    "Order+cancelled Subscription+cancelled Request+canceled Batch+order+cancelled",
}
"""Words as queues, schedulers, CI systems, traces and robots write them; + is a space."""


def test_every_status_has_its_own_words() -> None:
    assert tuple(WORDS) == STATUSES
    words = [plain(word).replace(" ", "") for group in WORDS.values() for word in group]
    assert len(words) == len(set(words))
    assert all(status_of(word) == status for status, group in WORDS.items() for word in group)


def test_what_parts_tell_never_goes_before_the_table() -> None:
    """Also where names stand before a word, and where its first or last part would tell another."""
    for status, group in WORDS.items():
        for word in group:
            for spelled in (f"JOB_STATE_{word}".upper(), f"Run {word}", f"{word} ({word})"):
                assert status_of(spelled) == status, spelled
    assert [status_of(f"{word} by hold error") for word in ("killed", "stopped")] == [
        "cancelled", "cancelled"]  # fmt: skip


def test_words_of_other_languages_mean_one_thing_each() -> None:
    assert tuple(ABROAD) == STATUSES
    meant = {}
    for table in (WORDS, ABROAD):
        for status, words in table.items():
            for word in words:
                assert meant.setdefault(key_of(word), status) == status, word
                for spelled in (word, word.upper(), f" {word}. ", normalize("NFD", word)):
                    assert status_of(spelled) == status, spelled
    assert [status_of(word) for word in ("echoue", "Execucao", "uebersprungen", "TERMINE")] == [
        "failed", "unknown", "unknown", "completed"]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("OK mit Warnungen|Completada con 2 advertencias|Done with warnings", "completed"),
        ("Concluída com sucesso|Executada com sucesso|Conclusa con successo", "completed"),
        ("完了（警告あり）|成功（有警告）", "completed"),  # noqa: RUF001
        ("Failed with warnings|失败（超时）|失敗：タイムアウト", "failed"),  # noqa: RUF001
        ("Fallada|A échoué|エラー発生|Failed\ntimeout", "failed"),
        ("Anulada|Interrotta|Arrêtée|abgebrochen durch Benutzer", "cancelled"),
        ("with warnings|Échec partiel|Erfolgreich (Fehler)", "unknown"),
        ("成功（エラーあり）|完了（失敗）", "unknown"),  # noqa: RUF001
    ],
)  # fmt: skip
def test_words_of_other_languages_with_more_to_say(words: str, status: str) -> None:
    told = words.split("|")
    assert {word: status_of(word) for word in told} == dict.fromkeys(told, status)


@pytest.mark.parametrize("status", STATUSES)
def test_words_of_other_systems(tmp_path: Path, status: str) -> None:
    words = [word.replace("+", " ") for word in MEANT[status].split()]
    rows = "".join(f"{n},{word},2026-11-16T09:10:00Z\n" for n, word in enumerate(words))
    runs = read(written(tmp_path, f"{HEADER}\n{rows}")).runs
    assert {run["raw_status"]: run["status"] for run in runs} == dict.fromkeys(words, status)


def test_a_word_without_end_is_unknown_and_costs_nothing() -> None:
    assert status_of("job " * 100_000 + "failed") == "unknown"
