-- Moments by the clocks of a zone.

-- The hour, day or week that was on the clock.
CREATE MACRO bucket(moment, unit, zone) AS date_trunc(unit, moment AT TIME ZONE zone);

-- When that hour began, which tells the two apart that a change of clocks makes alike; NULL for a
-- day or a week.
CREATE MACRO instant(moment, unit, zone) AS CASE WHEN unit = 'hour' THEN moment - (
    moment AT TIME ZONE zone - date_trunc('hour', moment AT TIME ZONE zone)
) END;

-- When a run ended, as far as that is told; least() passes over NULL.
CREATE MACRO ended_at(run) AS coalesce(
    run.finished_at,
    coalesce(run.started_at, run.created_at)
        + to_milliseconds(CASE WHEN run.duration_ms IS NOT NULL
            THEN least(run.duration_ms, 1e11)::BIGINT END)
);

-- The days by UTC, as numbers, on which the runs nearest to a moment can be, where one is known on
-- either side that is the nearest or of its local day, which may be part of three.
CREATE MACRO days_beside(since, moment, until) AS list_distinct([
    epoch_us(since) // 86400000000, epoch_us(since) // 86400000000 + 1,
    epoch_us(moment) // 86400000000,
    epoch_us(until) // 86400000000 - 1, epoch_us(until) // 86400000000
]);
