"""In how many runs each tool had an error: what filters and sets to compare offer.

To find that reads every call of all runs.
"""

from __future__ import annotations

from dashboard.store.derived.sums import Sums
from dashboard.store.dimensions.known import named

TOOL_ERROR = "tool-error"
"""The dimension whose values these are."""
_DIMENSION = named(TOOL_ERROR)
TOOL_ERRORS = Sums("tool_errors", ("value",), ("runs",), f"""
SELECT value, count(*) AS runs
FROM (SELECT {_DIMENSION.values} AS value FROM {{runs}} run WHERE {_DIMENSION.only})
WHERE value IS NOT NULL GROUP BY value
""")  # fmt: skip
