"""Causes in a real history: from every run's own words, whatever is imported and said later."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from dashboard import marking
from dashboard.causes import rules_file
from dashboard.causes.grouping import NO_REASON
from dashboard.causes.marks import NAMED
from dashboard.causes.rules import CauseRule, Rules
from dashboard.causes.rules_file import read_rules, shipped_rules
from dashboard.errors import FilterInvalid, NotFound
from dashboard.ledger.ledger import Ledger
from dashboard.ledger.undoing import undo
from dashboard.store.derived import error_kinds
from dashboard.store.filters.filters import ALL
from dashboard.store.reading.history import History
from dashboard.store.reading.open_histories import current
from dashboard.store.tables import TOLD_COLUMNS
from dashboard.store.workspace.home import Home
from dashboard.store.writing.cause_rules import apply_rules
from dashboard.store.writing.importing import import_export
from tests.causes.test_rules import GOOD
from tests.store.conftest import NOW, export
from tests.workspaces import SINCE_17

SLOW = "Timed out after 30 s"
CLOSED = "Month {} is closed for bookings"


def failed(run_id: str, message: str | None, **more: Any) -> dict[str, Any]:
    return {"run_id": run_id, "status": "failed", "error_message": message, **more}


def load(home: Home, *runs: dict[str, Any], **more: Any) -> History:
    import_export(home, export(*runs, **more), NOW)
    return reading(home)


def reading(home: Home) -> History:
    history = current(home)
    assert history is not None
    return history


def causes(history: History) -> dict[str, str | None]:
    """Per run its cause."""
    return {
        row["run_id"]: row["cause"]
        for row in history.reader.rows("SELECT run_id, cause FROM caused ORDER BY run_id", {})
    }


def closed(home: Home) -> str:
    """The key of the cause of the closed months."""
    return next(
        cause.key
        for cause in reading(home).causes.by_key.values()
        if any("closed" in kind.template for kind in cause.kinds)
    )


RUNS = (
    failed("slow", SLOW),
    failed("c1", CLOSED.format(1)),
    failed("c2", CLOSED.format(2)),
    failed("typed", None, error_type="max_steps_exceeded"),
    failed("silent", None),
    failed("blank", "  \n "),
    {"run_id": "fine", "error_message": SLOW},
    {"run_id": "open", "status": "running"},
)


def test_every_failed_run_has_one_cause_and_no_other_run_has_one(home: Home) -> None:
    found = causes(load(home, *RUNS))
    assert found["slow"] == "time-out"
    assert found["c1"] == found["c2"] == closed(home)
    assert found["typed"] == "iteration-limit"
    assert found["silent"] == found["blank"] == NO_REASON
    assert found["fine"] is None and found["open"] is None


def test_another_text_gets_another_template_and_the_old_one_its_own_again(home: Home) -> None:
    def template(run: dict[str, Any], day: int) -> str:
        run = run | {"updated_at": datetime(2026, 11, day, tzinfo=UTC)}
        rows = load(home, run).reader.rows("SELECT template_id FROM history.runs", {})
        return str(rows[0]["template_id"])

    first = template(failed("a", SLOW), 1)
    assert template(failed("a", CLOSED.format(3)), 2) != first
    assert template(failed("a", "Timed out after 99 s"), 3) == first


def test_runs_are_filtered_by_cause_template_or_name(home: Home) -> None:
    history = load(home, *RUNS)
    key = closed(home)
    marking.name_cause(Ledger(home.path), history, key, "Closed month")
    history = reading(home)

    def ids(name: str, *, drop: bool = False) -> set[str]:
        chosen = ALL.choosing("cause", [name], drop=drop)
        return {row["run_id"] for row in history.ask("newest_runs", chosen, shown=99, after=0)}

    assert ids("time-out") == {"slow"}
    assert ids(key) == ids("Closed month") == {"c1", "c2"}
    assert ids("nothing") == set()
    assert ids(key, drop=True) == {run["run_id"] for run in RUNS} - {"c1", "c2"}
    assert history.values_of("cause")[key] == "Closed month"


def test_names_survive_new_data_and_the_loss_of_the_history(home: Home) -> None:
    load(home, *RUNS)
    ledger = Ledger(home.path)
    assert marking.name_cause(ledger, reading(home), closed(home), "Closed month", "Ann")
    more = [failed(f"n{n}", f"Month {n} is shut for bookings") for n in range(40)]
    more += [failed(f"m{n}", CLOSED.format(n)) for n in range(9)]
    history = load(home, *more)
    assert history.causes.by_key[closed(home)].label == "Closed month"
    assert causes(history)["c1"] == causes(history)["m3"] == closed(home)
    for path in home.path.glob("runs.*"):
        path.unlink()
    home.pointer.unlink()
    history = load(Home(home.path), *RUNS)
    assert history.causes.by_key[closed(home)].label == "Closed month"


def test_a_merge_a_split_and_their_undo(home: Home) -> None:
    load(home, *RUNS, failed("gw", "HTTP 504 Gateway Timeout"))
    ledger, key = Ledger(home.path), closed(home)
    assert marking.merge_causes(ledger, reading(home), key, "time-out")
    assert causes(reading(home))["c1"] == "time-out"
    assert marking.split_cause(ledger, reading(home), "time-out", "gateway", "At the gateway")
    found = reading(home)
    assert found.causes.by_key[str(causes(found)["gw"])].label == "At the gateway"
    assert causes(found)["slow"] == causes(found)["c1"] == "time-out"
    merge, split = (entry.number for entry in ledger.entries())
    assert undo(ledger, split) and not undo(ledger, split)
    assert causes(reading(home))["gw"] == "time-out"
    assert undo(ledger, merge)
    assert causes(reading(home))["c1"] == key


def test_a_mark_is_written_once(home: Home) -> None:
    load(home, *RUNS)
    ledger, key = Ledger(home.path), closed(home)
    fixed = datetime(2026, 11, 1, tzinfo=UTC)
    for record in (
        lambda: marking.name_cause(ledger, reading(home), "time-out", " Slow  model "),
        lambda: marking.set_origin(ledger, reading(home), "time-out", "context"),
        lambda: marking.expect_fixed(ledger, reading(home), "time-out", fixed),
        lambda: marking.split_cause(ledger, reading(home), key, "month 1"),
        lambda: marking.merge_causes(ledger, reading(home), "iteration-limit", "time-out"),
    ):
        assert [record(), record()] == [True, False]
    assert len(ledger.entries()) == 5


def test_what_can_not_be_recorded_is_refused_in_words(home: Home) -> None:
    history, ledger = load(home, *RUNS), Ledger(home.path)
    for refused, error in (
        (lambda: marking.name_cause(ledger, history, "moon", "x"), NotFound),
        (lambda: marking.name_cause(ledger, history, "time-out", "  "), FilterInvalid),
        (lambda: marking.name_cause(ledger, history, "time-out", "x" * 500), FilterInvalid),
        (lambda: marking.set_origin(ledger, history, "time-out", "weather"), FilterInvalid),
        (lambda: marking.merge_causes(ledger, history, "time-out", "time-out"), FilterInvalid),
        (lambda: marking.split_cause(ledger, history, "time-out", "moon"), FilterInvalid),
        (lambda: undo(ledger, 77), NotFound),
    ):
        with pytest.raises(error):
            refused()
    assert ledger.entries() == ()


def test_own_rules_make_a_new_generation_and_hold_for_later_imports(home: Home) -> None:
    load(home, *RUNS, failed("t", "No tax code 9"))
    before = home.generation()
    assert apply_rules(home, read_rules(GOOD, "mine.toml")) == 3  # slow, typed, and the tax code
    assert home.generation() == before + 1
    assert causes(reading(home))["t"] == "tax"
    assert causes(reading(home))["slow"] not in ("time-out", "tax")
    history = load(home, failed("later", "No tax code 10"))
    assert causes(history)["later"] == "tax"
    assert history.rules.version == 3


def test_a_kind_of_error_is_matched_with_the_rules_by_the_import_that_brings_it(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    matched, match = list[str](), Rules.match

    def noted(rules: Rules, error_type: str, template: str) -> CauseRule | None:
        matched.append(template)
        return match(rules, error_type, template)

    # Rules are tried with their examples when they are read.
    own = read_rules(GOOD, "mine.toml")
    read_rules(GOOD, "the workspace’s rules")
    shipped_rules()
    monkeypatch.setattr(Rules, "match", noted)
    load(home, failed("slow", SLOW), failed("own", "A thing of its own"))
    assert len(matched) == 2
    first = causes(reading(home))
    matched.clear()
    load(home, failed("slower", SLOW), failed("c1", CLOSED.format(1)), failed("silent", None))
    assert len(matched) == 2, "the closed month and the one without a reason"
    assert first.items() <= causes(reading(home)).items()
    matched.clear()
    apply_rules(home, own)
    assert len(matched) == 4, "by other rules all are matched anew"
    matched.clear()
    load(home, failed("later", SLOW))
    assert matched == []


def test_the_rules_of_a_newer_version_hold_for_what_is_there(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(home, failed("slow", SLOW))
    assert causes(reading(home))["slow"] == "time-out"
    newer = rules_file.shipped_text().replace('name = "time-out"', 'name = "too-slow"')
    monkeypatch.setattr(error_kinds, "shipped_text", lambda: newer)
    load(home, failed("later", "Another error"))
    kinds = reading(home).reader.rows("SELECT rule FROM history.error_kinds", {})
    assert {row["rule"] for row in kinds} == {"too-slow", None}


def test_a_history_of_the_first_version_is_brought_up_to_date(home: Home) -> None:
    load(home, *RUNS)
    expected = causes(reading(home))
    old = Home(home.path.with_name("old"))
    shutil.copytree(home.path, old.path)
    with duckdb.connect(str(old.database(1))) as connection:
        connection.execute("ALTER TABLE runs DROP COLUMN template_id")
        connection.execute(
            "DROP TABLE templates; DROP TABLE error_kinds; DROP TABLE former_templates"
        )
        connection.execute(f"{SINCE_17} DROP TABLE conflicts; DROP TABLE with_work")
        for name in ("conflicting", "known"):
            connection.execute(f"ALTER TABLE imports DROP COLUMN {name}")
        for name in ("work", "cluster", "tried", "retried"):
            connection.execute(f"ALTER TABLE runs DROP COLUMN {name}")
        for table in ("runs", "superseded"):
            connection.execute(f"ALTER TABLE {table} DROP COLUMN as_of")
        for name in TOLD_COLUMNS:
            connection.execute(f"ALTER TABLE rejects DROP COLUMN {name}")
        for name in ("old_id", "new_id", "how", "since"):
            connection.execute(f"ALTER TABLE changes DROP COLUMN {name}")
    kept = json.loads(old.manifest(1).read_text())
    told = {name: kept[name] for name in ("runs", "content")}
    told |= {"schema": 1, "bytes": old.database(1).stat().st_size}
    old.manifest(1).write_text(json.dumps(told))
    assert causes(reading(old)) == expected
    assert old.generation() == 2


def test_a_name_survives_masks_of_another_version(home: Home) -> None:
    load(home, *RUNS, failed("other", "No owner of the vat"))
    former = "0" * 16
    old = Home(home.path.with_name("old"))
    shutil.copytree(home.path, old.path)
    with duckdb.connect(str(old.database(1))) as connection:
        connection.execute("UPDATE runs SET template_id = ? WHERE run_id[1] = 'c'", [former])
        connection.execute(
            f"{SINCE_17} DROP TABLE former_templates; DROP TABLE conflicts; DROP TABLE with_work"
        )
        connection.execute(
            "ALTER TABLE imports DROP COLUMN conflicting; ALTER TABLE imports DROP COLUMN known"
        )
        for name in ("work", "cluster", "tried", "retried"):
            connection.execute(f"ALTER TABLE runs DROP COLUMN {name}")
        for table in ("runs", "superseded"):
            connection.execute(f"ALTER TABLE {table} DROP COLUMN as_of")
        for name in TOLD_COLUMNS:
            connection.execute(f"ALTER TABLE rejects DROP COLUMN {name}")
    kept = json.loads(old.manifest(1).read_text())
    told = {name: kept[name] for name in ("runs", "content")}
    told |= {"schema": 4, "bytes": old.database(1).stat().st_size}
    old.manifest(1).write_text(json.dumps(told))
    about = {"cause": former, "templates": [former], "name": "Closed month"}
    Ledger(old.path).append(NAMED, about)
    history = reading(old)
    assert history.causes.by_key[former].label == "Closed month"
    assert causes(history)["c1"] == causes(history)["c2"] == former
    assert causes(load(old, failed("c3", CLOSED.format(7))))["c3"] == former
    assert causes(history)["other"] not in (former, None)


@pytest.mark.parametrize("schema", [11, 12, 13, 14])
def test_a_name_survives_masks_that_changed_twice(home: Home, schema: int) -> None:
    hosts = ("localhost:9200", "myhost:80")
    load(home, *(failed(host, f"{host}: upstream said nothing") for host in hosts))
    first, second = "1" * 16, "2" * 16
    old = Home(home.path.with_name("old"))
    shutil.copytree(home.path, old.path)
    with duckdb.connect(str(old.database(1))) as connection:
        connection.execute(f"{SINCE_17} DROP TABLE with_work")
        connection.execute("UPDATE runs SET template_id = ? WHERE run_id = ?", [second, hosts[0]])
        connection.execute("UPDATE runs SET template_id = 'f' WHERE run_id = ?", [hosts[1]])
        connection.execute("INSERT INTO former_templates VALUES (?, ?)", [first, second])
    kept = json.loads(old.manifest(1).read_text())
    told = {name: kept[name] for name in ("runs", "content")}
    told |= {"schema": schema, "bytes": old.database(1).stat().st_size}
    old.manifest(1).write_text(json.dumps(told))
    Ledger(old.path).append(NAMED, {"cause": first, "templates": [first], "name": "Deaf hosts"})
    history = reading(old)
    assert set(causes(history).values()) == {first}
    assert history.causes.by_key[first].label == "Deaf hosts"
    assert history.causes.find(second) == history.causes.find("f") == first


def test_ten_thousand_messages_that_differ_by_ids_are_one_cause(home: Home, tmp_path: Path) -> None:
    runs = [
        failed(str(n), f"Booking {n * 7919:x}-{n} at 2026-11-16T09:{n % 60:02}:00Z has no owner")
        for n in range(10_000)
    ]
    assert len(load(home, *runs).causes.by_key) == 1
