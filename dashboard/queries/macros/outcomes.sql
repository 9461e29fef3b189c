-- How runs ended.

-- A run that ended by itself, well or not.
CREATE MACRO finished(outcome) AS outcome IN ('succeeded', 'bad', 'failed');

-- One that did what it was to do, whether that was any good or not.
CREATE MACRO completed(outcome) AS outcome IN ('succeeded', 'bad');

-- One that may yet end otherwise, or of which it is not known how it ended.
CREATE MACRO not_ended(outcome) AS outcome IN ('queued', 'pending', 'running', 'unknown');

-- What a piece of work (store/derived/retries.py) is: a task of a worker; or, where none is named, a
-- run with its retries.
CREATE MACRO task_of(work) AS work ->> 1;
CREATE MACRO first_run_of(work) AS CASE WHEN work ->> 1 IS NULL THEN work ->> 0 END;

-- Whether a run is of a task that it doesn't name: a retry belongs to the task of the run that it tried
-- again (store/derived/retries.py), whatever task it names.
CREATE MACRO of_unnamed_task(retried, retry_of, work, task_id) AS
    (retried OR retry_of IS NOT NULL) AND task_of(work) IS NOT NULL
    AND task_of(work) IS DISTINCT FROM task_id;

-- Where a run stands among the tries of its work (store/derived/retries.py), the greatest is the latest: at
-- one time a run that finished after one that didn't, good after bad after failed, so that work that
-- was done then counts as done; of runs that ended alike the last by its id.
CREATE MACRO place(tried, outcome, run_id) AS (
    tried, coalesce(list_position(['failed', 'bad', 'succeeded'], outcome), 0), run_id
);

-- Whether a run is among the last tries of its work or task, with one time.
CREATE MACRO at_last(tried, retried, whole) AS
    NOT retried AND tried.at = max(tried.at) FILTER (NOT retried) OVER (PARTITION BY whole);

-- Of all runs of a work or task: whether it can't be told which is the last. One of several stands at
-- the time of its import, or one of the last at that of its export.
CREATE MACRO last_is_untold(time_basis, retried, at_last) AS
    coalesce(bool_or(time_basis = 'import' AND NOT retried), false)
        AND count(*) FILTER (NOT retried) > 1
    OR coalesce(bool_or(time_basis = 'as_of' AND at_last), false)
        AND count(*) FILTER (at_last) > 1;

-- Where a task stands that has so many runs of these, the worst first: those that never ended last, else
-- those never solved first, of which no run may yet solve it, then by the part that was solved, and
-- of one part what ended most often.
CREATE MACRO worse(finished, solved, not_ended) AS (
    finished = 0, solved / greatest(finished, 1), solved = 0 AND not_ended > 0, -finished
);
