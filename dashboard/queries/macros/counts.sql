-- Of rows that stand for n runs each (store/reading/choosing.py).

-- How many runs fulfil a test.
CREATE MACRO many(n, test) AS coalesce(sum(n) FILTER (test), 0)::BIGINT;

-- How many works or tasks the rows of runs are of: those that are named, each for so many that are
-- alike, and of rows that stand for the only run of each so many.
CREATE MACRO distinct_of(name, n, alike, test) AS
    coalesce(list_sum(list_transform(
        list(DISTINCT {'name': name, 'alike': alike}) FILTER (test AND name IS NOT NULL),
        lambda one: one.alike
    )), 0)::BIGINT + coalesce(sum(n) FILTER (test AND name IS NULL), 0)::BIGINT;
