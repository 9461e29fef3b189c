-- How long the finished runs around a change took (logarithms), and how many tools they called.
SELECT
    place,
    count(duration_ms) FILTER (duration_ms > 0) AS timed,
    avg(ln(duration_ms)) FILTER (duration_ms > 0) AS log_mean,
    var_samp(ln(duration_ms)) FILTER (duration_ms > 0) AS log_variance,
    count(tools_called) AS counted,
    avg(len(tools_called)) AS calls_mean,
    var_samp(len(tools_called)) AS calls_variance
FROM windowed
WHERE place IN ('before', 'after') AND finished(outcome)
GROUP BY place
