"""How often the runs of each worker called tools of which category.

A page about a worker asks of all of its runs which it never called: to find that reads every call.
"""

from __future__ import annotations

from dashboard.store.derived.sums import Sums

CATEGORIES_CALLED = Sums("categories_called", ("worker_id", "worker", "category"), ("calls",), """
SELECT worker_id, worker, call.category AS category, count(*) AS calls
FROM (SELECT worker_id, worker, unnest(tools_called) AS call FROM {runs})
GROUP BY ALL
""")  # fmt: skip
