"""ClickHouse, for histories that one machine does not carry: the same questions in its SQL.

The questions stay in dashboard/queries in DuckDB's dialect. Here they are translated, by sqlglot
and by what stands in this folder. No page and no command reads a history from ClickHouse yet.
"""
