-- How runs ended.

-- A run that ended by itself, well or not.
CREATE MACRO finished(outcome) AS outcome IN ('succeeded', 'bad', 'failed');

-- One that did what it was to do, whether that was any good or not.
CREATE MACRO completed(outcome) AS outcome IN ('succeeded', 'bad');

-- Where a run stands among the tries of its work (store/retries.py), the greatest is the latest: at
-- one time a run that finished after one that didn't, good after bad after failed, so that work that
-- was done then counts as done; of runs that ended alike the last by its id.
CREATE MACRO place(tried, outcome, run_id) AS (
    tried, coalesce(list_position(['failed', 'bad', 'succeeded'], outcome), 0), run_id
);
