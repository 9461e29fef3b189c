-- How many entries of logs change nothing.
SELECT count(*) AS changes FROM known WHERE idle
