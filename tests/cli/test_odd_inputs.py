"""Odd inputs: each is taken rightly or refused in a few words, at a cost like its size."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dashboard.errors import ExportRefused
from tests.cli.conftest import Run
from tests.reading import HEADER, ROW, read, written

AT = "2026-11-16T09:10:00Z"
GOOD = {"run_id": "a", "status": "ok", "created_at": AT}
MAPPED = '[fields]\nrun_id = "i"\nstatus = "s"\ncreated_at = "t"\n'
RULE = '[[rule]]\nname = "a"\nlabel = "A"\norigin = "unknown"\n'


def deep(levels: int) -> str:
    """A run with lists in lists beside its fields."""
    return json.dumps(GOOD)[:-1] + ', "x": ' + "[" * levels + "]" * levels + "}\n"


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.csv", "run_id,Status,status,created_at\n", ["Status, status", "more than once"]),
        ("a.csv", "Run ID,Status,STATUS,Created\na,ok,ok,x\n", ["Status, STATUS"]),
        ("a.csv", ",".join(f"c{n}" for n in range(100_000)) + "\n1\n", ["100,000 columns"]),
        ("a.csv", "x" * 5_000_000 + ",b\n1,2\n", ["a name of 5,000,000 characters", "can be read"]),
        ("a.json", "x" * 5_000_000, ["neither a list nor an object of JSON"]),
        ("a.json", "[" * 100_000, ["nested too deeply"]),
        ("a.json", '{"runs": [], "runs": []}', ["“runs” stands twice"]),
        ("a.json", '{"' + "k" * 1_000_000 + '": 1}', ["Found: kkk"]),
        ("a.json", json.dumps({"as_of": "2999-01-01T00:00:00Z", "runs": [GOOD]}), ["as_of"]),
        ("a.json", json.dumps({"as_of": "9999-12-31T23:59:59Z", "runs": [GOOD]}), ["as_of"]),
        ("a.json", json.dumps({"as_of": "1970-01-01T00:00:00Z", "runs": [GOOD]}), ["as_of"]),
        ("a.json", '{"as_of": ' + "[" * 500 + "]" * 500 + ', "runs": [{}]}', ["no columns"]),
        ("a.csv", "\n" * 10_000, ["no rows"]),
        ("a.csv", ",,,\n" * 10, ["no rows"]),
        ("a.ndjson", "".join(json.dumps(GOOD | {f"k{n}": 1}) + "\n" for n in range(10_010)),
         ["more than 10,000 different keys", "line"]),
    ],
)  # fmt: skip
def test_what_cannot_be_an_export_is_refused_in_a_few_words(
    worker_runs: Run, tmp_path: Path, name: str, content: str, says: list[str]
) -> None:
    assert worker_runs("load", written(tmp_path, content, name)) == 2
    for word in says:
        assert word in worker_runs.err
    assert len(worker_runs.err) < 4_000 and not worker_runs.home.exists()


@pytest.mark.parametrize("name", ["x" * 50_000, "b/" * 20_000 + "x"])
def test_a_path_that_is_too_long_is_refused_in_a_few_words(worker_runs: Run, name: str) -> None:
    assert worker_runs("load", name) == 2
    assert "File name too long." in worker_runs.err and len(worker_runs.err) < 400


def test_a_link_to_a_folder_shows_nothing_of_what_is_there(
    worker_runs: Run, tmp_path: Path
) -> None:
    folder, link = tmp_path / "folder", tmp_path / "link"
    folder.mkdir()
    (folder / "secret.txt").write_text("x")
    link.symlink_to(folder)
    assert worker_runs("load", link) == 2
    assert "This is a link to a folder that holds no runs" in worker_runs.err
    assert "secret" not in worker_runs.err
    assert worker_runs("load", folder) == 2 and "secret.txt" in worker_runs.err
    (folder / "runs.csv").write_text("password,hunter2\na,b\n")
    assert worker_runs("load", link) == 2 and "hunter2" not in worker_runs.err
    (folder / "runs.csv").write_text("run_id,status,created_at\n1,ok,2026-11-10T09:00:00Z\n")
    assert worker_runs("load", link) == 0


def test_a_link_shows_nothing_of_where_it_leads(worker_runs: Run, tmp_path: Path) -> None:
    for n, content in enumerate(["secret:x:0:0\nmore:x:1:1\n", '{"secret": 1}\n']):
        written(tmp_path, content, f"elsewhere{n}")
        for name in (f"link{n}.csv", f"link{n}.json", f"link{n}"):
            (tmp_path / name).symlink_to(tmp_path / f"elsewhere{n}")
            assert worker_runs("load", tmp_path / name) == 2
            assert "secret" not in worker_runs.err


ZONES = ["localtime", "Factory", "posixrules", "UTC0", "posix/UTC", "europe/berlin", "+01:00",
         "", "..", "/etc/localtime", "x" * 100_000]  # fmt: skip


def test_zones_are_names_of_the_iana_list_wherever_they_enter(loaded: Run, tmp_path: Path) -> None:
    path = written(tmp_path, '[{"i": 1, "s": "ok", "t": "2026-11-16 09:10"}]', "e.json")
    for zone in ZONES:
        mapping = written(tmp_path, MAPPED + f'[times]\nzone = "{zone}"\n', "m.toml")
        for command in (
            ("load", path, "--zone", zone),
            ("load", "--map", mapping, path),
            *([("zone", zone)] if zone else []),
        ):
            assert loaded(*command) == 2, command
            assert "time zone" in loaded.err and len(loaded.err) < 300_000


@pytest.mark.parametrize(
    "text",
    [
        "n = " + "9" * 5_000,
        "n = 0x" + "f" * 5_000,
        "x = " + "[" * 5_000,
        "x = " + "{a=" * 3_000,
        MAPPED + "ignore = 5\n",
        "ignore = [['a']]\n" + MAPPED,
        "name = 2026-01-01\n" + MAPPED,
        "[recognise]\ncolumns = [[]]\n" + MAPPED,
        "[times]\nunit = ['s']\n" + MAPPED,
        "[times]\ndates = {a = 1}\n" + MAPPED,
        "[times]\nwhen_absent = ['import']\n" + MAPPED,
        "[success]\ngood_at_least = nan\n" + MAPPED,
        "[success]\ngood_at_least = 1" + "0" * 400 + "\n" + MAPPED,
        MAPPED + "tokens = { path = 'x', scale = inf }\n",
        MAPPED + "tokens = { path = 'x', scale = 0x" + "f" * 4_000 + " }\n",
        MAPPED + "tokens = { constant = 0x" + "f" * 4_000 + " }\n",
        MAPPED + "model = { constant = 2026-01-01 }\n",
        MAPPED + "model = { path = 'x', values = { a = 2026-01-01 } }\n",
        MAPPED + "model = { path = 'x', where = { a = [[1]] } }\n",
        MAPPED + "model = { when = [{ has = 'x', then = [1] }] }\n",
        MAPPED + "model = { when = [{ path = 'x', equals = {a = 1}, then = 'b' }] }\n",
        MAPPED + "tool_categories = { path = 'x', split = '' }\n",
        MAPPED + "started_at = { path = 'x', unit = ['s'] }\n",
        MAPPED + "model = 5\n",
        "fields = [1]\n",
    ],
)
def test_mapping_files_with_wrong_values_are_refused(
    worker_runs: Run, tmp_path: Path, text: str
) -> None:
    path = written(tmp_path, '[{"i": 1, "s": "ok", "t": "2026-11-16T09:10:00Z"}]', "e.json")
    assert worker_runs("load", "--map", written(tmp_path, text, "m.toml"), path) == 2
    assert "m.toml" in worker_runs.err and len(worker_runs.err) < 4_000


@pytest.mark.parametrize(
    "pattern", ["(?=a)a", "(?<!a)b", r"(a)\1", "(a", "[z-a]", "(a{1000}){1000}", "*a", "é("]
)
@pytest.mark.parametrize("of", ["mapping", "rules"])
def test_what_is_no_pattern_is_said_in_words(
    worker_runs: Run, tmp_path: Path, of: str, pattern: str
) -> None:
    if of == "rules":
        text = f"version = 1\n{RULE}texts = ['{pattern}']"
        assert worker_runs("rules", written(tmp_path, text, "r.toml")) == 2
    else:
        text = MAPPED + f"model = {{ path = 'm', match = '{pattern}' }}\n"
        path = written(tmp_path, json.dumps([GOOD]), "e.json")
        assert worker_runs("load", "--map", written(tmp_path, text, "m.toml"), path) == 2
    assert "is no pattern: " in worker_runs.err and "what looks ahead" in worker_runs.err
    assert "b'" not in worker_runs.err and 'b"' not in worker_runs.err


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("version = " + "9" * 5_000, "digits"),
        ("x = " + "[" * 5_000, "deep"),
        ("version = 1\nrule = [5]", "no rule"),
        ('version = "a"\n' + RULE + "texts = ['x']", "'a', and must be a whole number"),
        ("version = 1.5\n" + RULE + "texts = ['x']", "1.5, and must be a whole number"),
        ("version = true\n" + RULE + "texts = ['x']", "must be a whole number"),
        ("version = [1]\n" + RULE + "texts = ['x']", "must be a whole number"),
        (RULE + "texts = ['x']", "The version is missing"),
        ("version = 1\n" + RULE + "texts = 5", "no list"),
        ("version = 1\n" + RULE + "texts = ['x']\nexamples = 5", "no list"),
        ("version = 1\n" + RULE + "texts = ['x']\ncheck = 5", "check"),
        ("version = 1\n" + RULE + "texts = ['(?=a)b']", "ahead"),
        ("version = 1\n" + RULE + "texts = ['(a)\\1']", "no pattern"),
        ("version = 1\n" + RULE + "texts = ['(a{1000}){1000}']", "no pattern"),
        ("version = 1\n" + RULE + f"texts = ['{'(a|b)' * 9_000}']", "too long"),
        ("version = 1\n" + RULE.replace('"unknown"', "2026-01-01") + "texts = ['x']", "origin"),
        ("version = 1\n" + RULE.replace('"A"', "[1]") + "texts = ['x']", "label"),
    ],
)
def test_rules_with_wrong_values_are_refused(
    worker_runs: Run, tmp_path: Path, text: str, says: str
) -> None:
    assert worker_runs("rules", written(tmp_path, text, "r.toml")) == 2
    assert says in worker_runs.err and "r.toml" in worker_runs.err
    assert len(worker_runs.err) < 4_000


def test_a_pattern_of_a_rule_takes_time_like_the_text(worker_runs: Run, tmp_path: Path) -> None:
    rows = f"{HEADER},error_message\na,failed,{AT},{'a' * 900}b\n"
    worker_runs("load", written(tmp_path, rows))
    rules = written(tmp_path, "version = 1\n" + RULE + "texts = ['(a+)+$']\n", "r.toml")
    assert worker_runs("rules", rules) == 0
    assert "1 rule, version 1: 0 failed runs moved." in worker_runs.out


def test_ids_that_differ_only_in_half_characters_stay_two(worker_runs: Run, tmp_path: Path) -> None:
    lines = [json.dumps(GOOD | {"run_id": f"x{half}"}) for half in ("\ud800", "\udfff", "\ufffd")]
    path = written(tmp_path, "\n".join(lines), "e.ndjson")
    assert worker_runs("load", path) == 0 and "3 new" in worker_runs.err
    assert worker_runs("show", "run", "x\\ud800") == 0


HALVES = ("\ud800", "\udbff", "\udc00", "\udc01", "\udfff", "\ufffd", "é\udc00", "\udc00\udc00")


@pytest.mark.parametrize("name", ["e.ndjson", "e.json"])
def test_names_that_stand_in_for_ids_are_told_apart_as_ids_are(
    worker_runs: Run, tmp_path: Path, name: str
) -> None:
    rows = [
        GOOD | {"run_id": str(n), "worker": f"W{half}", "task_url": f"https://t/{half}"}
        for n, half in enumerate(HALVES)
    ]
    rows += [
        row | {"run_id": f"x{row['run_id']}", "worker": f"Lost{half}", "created_at": "2026-13-45"}
        for row, half in zip(rows, HALVES, strict=True)
    ]
    text = json.dumps(rows) if name == "e.json" else "\n".join(map(json.dumps, rows))
    assert worker_runs("load", written(tmp_path, text, name)) == 1
    assert f"All runs of {len(HALVES)} workers were rejected" in worker_runs.err
    workers = worker_runs.json("show", "workers")
    assert len({row["worker_id"] for row in workers}) == len(workers) == len(HALVES)
    assert "W\\udc01" in {row["worker_id"] for row in workers}
    assert len(worker_runs.json("show", "tasks")) == len(HALVES)


def test_a_name_too_long_for_an_id_stands_in_for_none(worker_runs: Run, tmp_path: Path) -> None:
    rows = [GOOD, GOOD | {"run_id": "b", "worker": "x" * 100_001}]
    path = written(tmp_path, "\n".join(map(json.dumps, rows)), "e.ndjson")
    assert worker_runs("load", path) == 1
    worker_runs("rejects")
    assert "worker" in worker_runs.out and "an id of 100,001 characters" in worker_runs.out


@pytest.mark.parametrize(("name", "letters"), [("e.csv", 2_000_000), ("e.ndjson", 20_000_000)])
def test_a_text_of_many_megabytes_is_cut_with_a_mark(
    worker_runs: Run, tmp_path: Path, name: str, letters: int
) -> None:
    run = GOOD | {"output_text": "x" * letters}
    text = f"{','.join(run)}\n{','.join(run.values())}\n" if name == "e.csv" else json.dumps(run)
    assert worker_runs("load", written(tmp_path, text, name)) == 0
    kept = worker_runs.json("show", "run", "a")["output_text"]
    assert kept == "x" * 100_000 + f" … [cut here: {letters:,} characters in the export]"


@pytest.mark.parametrize("word", ["1.000", "-1.000", "12.500.000", " 1.000 "])
def test_a_point_between_thousands_is_no_decimal_point(tmp_path: Path, word: str) -> None:
    result = read(written(tmp_path, f"{HEADER},tokens\n{ROW},{word}\n"))
    assert result.runs == [] and "between its thousands" in result.rejected[0].reason


def test_numbers_of_json_have_only_decimal_points(tmp_path: Path) -> None:
    line = json.dumps(GOOD)[:-1] + ', "tokens": 1.000}'
    assert read(written(tmp_path, line, "e.ndjson")).runs[0]["tokens"] == 1


@pytest.mark.parametrize("levels", [150, 201, 500, 975, 976, 977, 978, 979, 980, 5_000, 100_000])
@pytest.mark.parametrize("shape", ["{}", "[{}]"])
def test_deep_brackets_spoil_one_row(tmp_path: Path, levels: int, shape: str) -> None:
    text = shape.replace("{}", deep(levels) + ("," if "[" in shape else "") + json.dumps(GOOD))
    result = read(written(tmp_path, text, "e.json" if "[" in shape else "e.ndjson"))
    assert len(result.runs) == (2 if levels == 150 else 1)
    assert all("nested too deeply" in row.reason for row in result.rejected)


def test_a_key_twice_in_one_object_is_a_rejected_row(tmp_path: Path) -> None:
    twice = json.dumps(GOOD)[:-1] + ', "status": "failed"}'
    inner = json.dumps(GOOD)[:-1] + ', "x": {"y": 1, "y": 1}}'
    result = read(written(tmp_path, "\n".join([twice, inner, json.dumps(GOOD)]), "e.ndjson"))
    assert result.ids == ["a"]
    assert [row.reason for row in result.rejected] == [
        "the key “status” stands twice in one object", "the key “y” stands twice in one object",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["e.csv", "e.ndjson", "e.json"])
def test_columns_in_capitals_are_the_columns(tmp_path: Path, name: str) -> None:
    run = {"RUN_ID": "a", "STATUS": "FAILED", "CREATED_AT": AT, "Error_Message": "no", "Foo": "1"}
    lists = {"e.ndjson": json.dumps(run), "e.json": json.dumps([run])}
    csv = f"{','.join(run)}\n{','.join(run.values())}\n"
    [found] = read(written(tmp_path, lists.get(name, csv), name)).runs
    assert (found["run_id"], found["status"], found["error_message"]) == ("a", "failed", "no")
    assert json.loads(found["extra"]) == {"Foo": "1"}


@pytest.mark.parametrize("folder", [False, True])
def test_what_stands_around_the_rows_may_be_in_capitals(tmp_path: Path, folder: bool) -> None:
    about = {"AS_OF": AT, "Note": "All of Berlin."}
    worker = {"WORKER": "w", "MODEL": "m"}
    if folder:
        written(tmp_path, json.dumps(about), "export.json")
        written(tmp_path, json.dumps([worker]), "workers.json")
        path = written(tmp_path, json.dumps({"RUNS": [GOOD]}), "runs.json").parent
    else:
        export = {**about, "RUNS": [GOOD], "Workers": [worker]}
        path = written(tmp_path, json.dumps(export), "e.json")
    result = read(path)
    assert result.export.as_of and result.export.as_of.isoformat() == AT.replace("Z", "+00:00")
    assert result.export.note == "All of Berlin."
    assert result.ids == ["a"]
    assert [one["model"] for one in result.tables["workers"]] == ["m"]


@pytest.mark.parametrize("name", ["e.json", "export.json"])
def test_what_stands_around_the_rows_twice_is_refused(tmp_path: Path, name: str) -> None:
    written(tmp_path, f"{HEADER}\n{ROW}\n", "runs.csv")
    text = json.dumps({"as_of": AT, "AS_OF": AT, "runs": [GOOD]})
    path = written(tmp_path, text, name)
    with pytest.raises(ExportRefused, match="“as_of” stands twice in one object, once in capitals"):
        read(path.parent if name == "export.json" else path)


def test_a_row_with_a_key_in_both_is_rejected(tmp_path: Path) -> None:
    lines = [json.dumps(GOOD | {"STATUS": "failed"}), json.dumps(GOOD)]
    result = read(written(tmp_path, "\n".join(lines), "e.ndjson"))
    assert len(result.runs) == 1 and "in capitals" in result.rejected[0].reason


def test_a_run_list_with_two_spellings_of_one_column_is_refused(tmp_path: Path) -> None:
    """Its names are ours, in any case: none of the two is the exact one."""
    row = {"Run ID": "a", "Status": "ok", "STATUS": "failed", "Created": AT}
    result = read(written(tmp_path, json.dumps([row]), "e.json"))
    assert result.runs == [] and "Status, STATUS" in result.rejected[0].reason
    with pytest.raises(ExportRefused, match="Worker, WORKER"):
        read(written(tmp_path, f"Run ID,Status,Created,Worker,WORKER\na,ok,{AT},v,w\n"))


@pytest.mark.parametrize("capitals", [False, True])
@pytest.mark.parametrize("kind", ["csv", "json"])
@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("changes", {"worker": "w", "changed_at": AT, "what": "model", "old": "a", "new": "b"}),
        ("changes", {"worker_id": "w", "changed_at": AT, "what": "model", "note": "n"}),
        ("workers", {"worker": "w", "model": "m", "description": "d"}),
        ("workers", {"worker_id": "w", "instructions_text": "t", "instructions_id": "i"}),
        ("instructions", {"worker": "w", "instructions_text": "t", "author": "a"}),
        ("instructions", {"worker_id": "w", "instructions_text": "t", "instructions_id": "i"}),
    ],
)
def test_every_table_may_have_its_columns_in_capitals(
    tmp_path: Path, capitals: bool, kind: str, table: str, row: dict[str, str]
) -> None:
    written(tmp_path, f"{HEADER},worker\n{ROW},w\n", "runs.csv")
    keys = [key.upper() if capitals else key for key in row]
    values = dict(zip(keys, row.values(), strict=True))
    lists = {"json": json.dumps([values]), "csv": f"{','.join(keys)}\n{','.join(row.values())}\n"}
    written(tmp_path, lists[kind], f"{table}.{kind}")
    [found] = read(tmp_path).tables[table]
    assert found["worker_id"] == "w"
    wanted = {key: value for key, value in row.items() if key not in ("worker", "changed_at")}
    assert {key: found[key] for key in wanted} == wanted
    assert not found.get("extra")


@pytest.mark.parametrize("blank", ["\n", " \n", ",,\n", '"",""\n'])
def test_blank_lines_before_a_header_are_nothing(tmp_path: Path, blank: str) -> None:
    result = read(written(tmp_path, blank * 150 + f"{HEADER}\n{ROW}\nb,ok\n"))
    assert result.ids == ["a"] and result.rejected[0].line == 153


@pytest.mark.parametrize("first", ['"It said:', "It said:"])
def test_a_long_text_without_its_quotes_is_told_in_one_line(tmp_path: Path, first: str) -> None:
    body = "".join(f"line {n}, and more\n" for n in range(10_050))
    rows = f"{ROW},w,m,{first}\n{body}b,ok,{AT},w,m,fine\n"
    result = read(written(tmp_path, f"{HEADER},worker,model,comment_preview\n{rows}"))
    assert result.ids == (["b"] if '"' in first else ["a", "b"])
    last = result.rejected[-1]
    assert last.reason.startswith("this and the 10,049 lines after it") and last.line == 3
    assert len(result.rejected) == (2 if '"' in first else 1)


def test_rows_that_lack_one_cell_are_still_counted_one_by_one(tmp_path: Path) -> None:
    result = read(written(tmp_path, f"{HEADER}\n{ROW}\n" + "b,ok\n" * 20))
    assert len(result.rejected) == 20


FALLBACK = MAPPED + '[times]\nwhen_absent = "as_of"\n'


def test_a_run_without_a_time_may_take_that_of_the_export(worker_runs: Run, tmp_path: Path) -> None:
    mapping = written(tmp_path, 'as_of = "made.at"\nrecords = "r"\n' + FALLBACK, "m.toml")
    rows = [{"i": 1, "s": "error"}, {"i": 2, "s": "ok", "t": "2026-11-15T00:00:00Z"}]
    path = written(tmp_path, json.dumps({"made": {"at": AT}, "r": rows}), "e.json")
    runs = read(path, mapping).runs
    assert [run["created_at"].day for run in runs] == [16, 15]
    assert [run["time_basis"] for run in runs] == ["as_of", "export"]
    assert worker_runs("load", "--map", mapping, path) == 0
    assert "1 of 2 runs has no time in the export and stands at the export’s own" in worker_runs.err


NO_TIMES = ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00+01:00", "0001-01-01 00:00:00",
    "0001-01-01", "0000-00-00 00:00:00", "", " ", "null", "N/A", "-", None)  # fmt: skip


@pytest.mark.parametrize("stated", NO_TIMES)
def test_a_time_that_means_none_is_no_time_of_an_export(
    worker_runs: Run, tmp_path: Path, stated: str | None
) -> None:
    about = {"as_of": stated, "made": {"at": stated}}
    text = json.dumps(about | {"runs": [GOOD], "r": [{"i": 1, "s": "ok"}]})
    path = written(tmp_path, text, "e.json")
    assert read(path).export.as_of is None
    mapping = written(tmp_path, 'as_of = "made.at"\nrecords = "r"\n' + FALLBACK, "m.toml")
    assert worker_runs("load", "--map", mapping, path) == 2
    assert "and none is told" in worker_runs.err


@pytest.mark.parametrize("stated", [one for one in NO_TIMES if one])
def test_one_file_that_states_no_time_leaves_that_of_the_others(
    tmp_path: Path, stated: str
) -> None:
    mapping = written(tmp_path, 'as_of = "made.at"\nrecords = "r"\n' + FALLBACK, "m.toml")
    folder = tmp_path / "export"
    folder.mkdir()
    for name, time in (("a.json", stated), ("b.json", AT)):
        row = {"i": name, "s": "ok"}
        written(folder, json.dumps({"made": {"at": time}, "r": [row]}), name)
    exported = read(folder, mapping).export.as_of
    assert exported and exported.isoformat() == AT.replace("Z", "+00:00")


def test_an_export_without_a_time_has_none_to_give(worker_runs: Run, tmp_path: Path) -> None:
    path = written(tmp_path, '[{"i": 1, "s": "error"}]', "e.json")
    assert worker_runs("load", "--map", written(tmp_path, FALLBACK, "m.toml"), path) == 2
    assert 'as_of = "metadata.generated_at"' in worker_runs.err


def test_a_line_break_in_the_name_of_a_file_begins_no_line(
    tmp_path: Path, worker_runs: Run
) -> None:
    good = written(tmp_path, f"{HEADER}\n{ROW}\n", "of\nMay.csv")
    bad = written(tmp_path, "a,b\n1,2\n", "of\nJune.csv")
    assert worker_runs("load", good) == 0
    assert "of May.csv: 1 row read" in worker_runs.err
    assert worker_runs("load", bad) == 2
    assert "of June.csv: This does not fit" in worker_runs.err


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ({"error": {"code": 401, "message": "Unauthorized"}}, "Unauthorized"),
        ({"detail": "Not authenticated"}, "Not authenticated"),
        ({"message": "Not Found", "documentation_url": "x", "status": "404"}, "Not Found"),
        ({"errors": [{"message": "no such\nfield"}], "data": None}, "no such field"),
        ({"message": "Not Found", "status": "NOT_FOUND", "code": 404}, "Not Found"),
    ],
)
def test_what_a_service_answered_is_no_export(
    tmp_path: Path, worker_runs: Run, answer: dict[str, object], said: str
) -> None:
    assert worker_runs("load", written(tmp_path, json.dumps(answer), "export.json")) == 2
    assert f"what a service answered: {said}\nExport it again" in worker_runs.err


@pytest.mark.parametrize(
    "record",
    [
        {"code": "E1", "request_id": "r-17", "type": "run", "status": "failed", "error": "late"},
        {"name": "x", "status": "completed", "path": "/a", "title": "Report", "timestamp": "9:00"},
        {"name": "nightly", "status": "failed", "message": "timed out", "timestamp": "9:00"},
        {"error": {"message": 5}},
        {"errors": [{"message": {"text": "x"}}]},
    ],
)
def test_a_record_that_tells_of_an_error_is_no_answer_of_a_service(
    tmp_path: Path, worker_runs: Run, record: dict[str, object]
) -> None:
    assert worker_runs("load", written(tmp_path, json.dumps(record), "export.json")) == 2
    assert "a service answered" not in worker_runs.err and "Traceback" not in worker_runs.err
    assert "map FILE" in worker_runs.err


@pytest.mark.parametrize(
    "answer",
    [
        {}, {"data": [], "meta": {"totalItems": 0}}, {"total_count": 0, "workflow_runs": []},
        {"data": {"count": 0, "results": []}}, {"resourceSpans": []}, {"content": [], "page": 1},
    ],
)  # fmt: skip
def test_an_answer_that_lists_nothing_has_no_rows(
    tmp_path: Path, worker_runs: Run, answer: dict[str, object]
) -> None:
    assert worker_runs("load", written(tmp_path, json.dumps(answer), "export.json")) == 2
    assert "The export has no rows" in worker_runs.err


def test_a_run_that_has_an_error_is_no_answer(tmp_path: Path, worker_runs: Run) -> None:
    run = {"uuid": "a", "state": "x", "error": "boom", "tags": []}
    assert worker_runs("load", written(tmp_path, json.dumps(run), "export.json")) == 2
    assert "This does not fit" in worker_runs.err


def test_rows_of_which_none_can_be_taken_are_rejected_and_not_denied(
    tmp_path: Path, worker_runs: Run
) -> None:
    row = '{"Status":"failed","run_id":"a","status":"ok","created_at":"2026-05-04T08:00:00Z"}\n'
    worker_runs("load", written(tmp_path, row * 2, "twins.ndjson"))
    assert "2 rows read" in worker_runs.err and "2 rejected" in worker_runs.err
    assert "no rows" not in worker_runs.err
