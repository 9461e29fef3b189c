-- The settings kept with the history.
SELECT name, value FROM history.settings
