-- How runs ended.

-- A run that ended by itself, well or not.
CREATE MACRO finished(outcome) AS outcome IN ('succeeded', 'bad', 'failed');

-- One that did what it was to do, whether that was any good or not.
CREATE MACRO completed(outcome) AS outcome IN ('succeeded', 'bad');
