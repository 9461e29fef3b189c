-- Whose fault it was that the chosen runs turned out bad, as far as somebody wrote it.
SELECT attributed_to AS origin, count(*) AS runs FROM open_or_bad
WHERE outcome = 'bad' AND attributed_to IS NOT NULL
GROUP BY ALL ORDER BY runs DESC, origin
