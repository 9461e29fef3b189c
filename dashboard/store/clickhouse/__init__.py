"""ClickHouse, a server that answers in place of this machine: the same questions in its SQL.

A generation is published to a store (publishing.py) and read there (clickhouse_reader.py), through
one connection (server.py) to where WORKER_RUNS_STORE says (address.py). The questions stay in
dashboard/queries in DuckDB's dialect; what else stands in this folder translates them with sqlglot
(translation.py) and reads the answers (answers.py).
"""
