-- Ids that templates had by the masks of older versions, each with what it is now.
SELECT former, list(template_id ORDER BY template_id) AS now
FROM history.former_templates GROUP BY former ORDER BY former
