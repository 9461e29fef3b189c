-- How many runs have a value, per column (store/derived/known.py).
SELECT name, runs FROM history.filled
