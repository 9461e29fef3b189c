-- Moments by the clocks of a zone.

-- The hour, day or week that was on the clock.
CREATE MACRO bucket(moment, unit, zone) AS date_trunc(unit, moment AT TIME ZONE zone);

-- When that hour began, which tells the two apart that a change of clocks makes alike; NULL for a
-- day or a week.
CREATE MACRO instant(moment, unit, zone) AS CASE WHEN unit = 'hour' THEN moment - (
    moment AT TIME ZONE zone - date_trunc('hour', moment AT TIME ZONE zone)
) END;
