"""Run lists as people save them, in the languages of their spreadsheets."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dashboard.errors import ExportRefused
from dashboard.records.durations import UNITS, milliseconds
from tests.reading import read, written

AT = "2026-10-11T09:00:00Z"
LISTS = {
    "English": (
        "Run ID,Worker,Status,Created,Task,Task link,Comment preview,Error",
        ("Completed", "Failed", "Canceled"),
    ),
    "German": (
        "Lauf-ID;Mitarbeiter;Status;Erstellt am;Aufgabe;Link zur Aufgabe;Kommentarvorschau;Fehler",
        ("Erfolgreich", "Fehlgeschlagen", "Abgebrochen"),
    ),
    "French": (
        "ID d'exécution;Agent;Statut;Créé le;Tâche;Lien de la tâche;Aperçu;Message d'erreur",
        ("Terminé", "Échoué", "Annulé"),
    ),
    "French without accents": (
        "ID d’execution;Agent;STATUT;CREE LE;Tache;Lien de la tache;Apercu;Erreur",
        ("Reussi", "ECHEC", "annulee"),
    ),
    "Spanish": (
        "ID de ejecución;Agente;Estado;Fecha de creación;Tarea;Enlace;Vista previa;Error",
        ("Completado", "Fallido", "Cancelado"),
    ),
    "Italian": (
        "ID esecuzione;Agente;Stato;Data creazione;Attività;Link attività;Anteprima;Errore",
        ("Completato", "Non riuscito", "Annullato"),
    ),
    "Dutch": (
        "Run-ID;Medewerker;Status;Aangemaakt op;Taak;Taaklink;Opmerking;Foutmelding",
        ("Voltooid", "Mislukt", "Geannuleerd"),
    ),
    "Portuguese": (
        "ID da execução;Agente;Situação;Criado em;Tarefa;Link da tarefa;Comentário;Erro",
        ("Concluído", "Falhou", "Cancelado"),
    ),
    "Polish": (
        "Identyfikator;Pracownik;Stan;Data utworzenia;Zadanie;Link do zadania;Komentarz;Błąd",
        ("Zakończone", "Niepowodzenie", "Anulowano"),
    ),
    "Japanese": (
        "実行ID,エージェント,ステータス,作成日時,タスク,リンク,コメント,エラー",
        ("完了", "失敗", "キャンセル"),
    ),
    "Chinese": (
        "运行ID,智能体,状态,创建时间,任务,任务链接,评论,错误信息",
        ("已完成", "失败", "已取消"),
    ),
    "Chinese with results": (
        "执行编号,机器人,结果,创建日期,任务名称,链接,输出,错误",
        ("成功", "失败", "已取消"),
    ),
    "French by number": (
        "N° d’exécution;Agent;Statut;Date de création;Tâche;Lien;Commentaire;Erreur",
        ("Terminée", "En échec", "Annulée"),
    ),
}


@pytest.mark.parametrize("language", LISTS)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_run_list_is_known_in_its_language(tmp_path: Path, language: str, encoding: str) -> None:
    header, statuses = LISTS[language]
    delimiter = ";" if ";" in header else ","
    rows = [
        delimiter.join([f"r{n}", "Ann", status, "2026-11-16T09:10:00Z", "Pay", "u", "Done.", "No."])
        for n, status in enumerate(statuses)
    ]
    text = "\r\n".join(["Export", "", header, *rows, "Total" + delimiter * 3 + "3"])
    found = read(written(tmp_path, text.encode(encoding)))
    assert found.export.format == "run list" and not found.rejected
    assert [run["status"] for run in found.runs] == ["completed", "failed", "cancelled"]
    run = found.runs[0]
    assert [run[name] for name in ("run_id", "worker", "task_title", "task_url")] == [
        "r0", "Ann", "Pay", "u"]  # fmt: skip
    assert (run["comment_preview"], run["error_message"]) == ("Done.", "No.")
    assert len(found.export.notices) == 2


@pytest.mark.parametrize(
    ("language", "header"),
    [
        ("English", "Run ID,AI worker,Run state,Creation date,Started,Finished,Updated,Duration"),
        ("German", "Lauf-Nr,KI-Mitarbeiter,Status,Erstellungszeit,Gestartet,Beendet,Aktualisiert,"
         "Dauer"),
        ("Spanish", "ID de la ejecución,Agente IA,Estado de la ejecución,Fecha creación,"
         "Hora de inicio,Fecha de fin,Actualizado el,Duración"),
        ("Chinese", "运行ID,智能体,状态,创建时间,开始时间,结束时间,更新时间,耗时"),
        ("English", "Run ID,Bot,Status,CreatedDate,Start date,Stop date,Last updated,Duration"),
        ("Portuguese", "ID da execução,Agente de IA,Status da execução,Data da criação,"
         "Iniciado em,Concluído em,Atualizado em,Duração"),
    ],
)  # fmt: skip
def test_what_else_a_list_tells_is_taken_where_it_is_plain(
    tmp_path: Path, language: str, header: str
) -> None:
    at = [f"2026-11-16T09:1{minute}Z" for minute in range(4)]
    plain = ",".join(["a", "Ann", "done", *at, "1m 2s", "12"])
    other = f"b,Ann,done,{at[0]},09:11,yes,-,62,1.234"
    found = read(written(tmp_path, "\n".join([f"{header},Tokens", plain, other])))
    assert found.export.format == "run list" and not found.rejected
    first, second = found.runs
    assert [str(first[name])[11:16] for name in ("started_at", "finished_at", "updated_at")] == [
        "09:11", "09:12", "09:13"]  # fmt: skip
    assert (first["duration_ms"], first["tokens"], first["extra"]) == (62_000, 12, None)
    assert [second[name] for name in ("started_at", "finished_at", "duration_ms", "tokens")] == [
        None] * 4  # fmt: skip
    kept = json.loads(second["extra"])
    assert sorted(kept.values()) == ["-", "09:11", "1.234", "62", "yes"]


@pytest.mark.parametrize(
    ("column", "created"),
    [
        ("Created (UTC)", "2026-10-05T09:00:00+00:00"),
        ("created_at_utc", "2026-10-05T09:00:00+00:00"),
        ("CreatedUtc", "2026-10-05T09:00:00+00:00"),
        ("CREATED [GMT]", "2026-10-05T09:00:00+00:00"),
        ("Erstellt am (UTC)", "2026-10-05T09:00:00+00:00"),
        ("作成日時 (UTC)", "2026-10-05T09:00:00+00:00"),
        ("Created (Europe/Berlin)", "2026-10-05T07:00:00+00:00"),
        ("Created at (America/New_York)", "2026-10-05T13:00:00+00:00"),
    ],
)
@pytest.mark.parametrize("zone", [None, "Asia/Tokyo"])
def test_a_column_may_name_the_zone_of_its_times(
    tmp_path: Path, column: str, created: str, zone: str | None
) -> None:
    text = f"Run ID,Status,{column}\na,ok,2026-10-05 09:00:00\nb,ok,2026-10-05T09:00:00+09:00\n"
    found = read(written(tmp_path, text), zone=zone)
    assert [run["created_at"].isoformat() for run in found.runs] == [
        created, "2026-10-05T00:00:00+00:00"]  # fmt: skip
    assert found.runs[0]["extra"] is None
    assert found.export.notices == (
        f"Times are read in the zone that their column names: {column}.",
    )


AT, LATER = "2026-10-05T09:00:00Z", "2026-10-05T09:04:00Z"


@pytest.mark.parametrize(
    ("header", "values", "told"),
    [
        ("Job ID,Bot name,Job status,Started on,Ended on", ["Failed", AT, LATER], "Started on"),
        ("id,agent,state,started_at,finished_at", ["failed", AT, LATER], "started_at"),
        ("Ausführungs-ID,Mitarbeiter,Status,Gestartet am,Beendet am", ["Fehler", AT, LATER],
         "Gestartet am"),
        ("Execution ID,Workflow,Status,Start time (UTC),End time (UTC)",
         ["Failed", "2026-10-05 09:00", "2026-10-05 09:04"], "Start time (UTC)"),
        ("Run ID,Agent,Status,Timestamp,Error", ["failed", AT, ""], None),
        ("Run number,Assistant,Outcome,Date,Time", ["Failed", "2026-10-05", "09:00"], None),
        ("Run number,Assistant,Result,Date,Note", ["Failure", AT, ""], None),
        ("Run ID,Robot,Run result,Time,Note", ["ERROR", AT, ""], None),
    ],
)  # fmt: skip
def test_a_list_may_tell_another_time_than_that_of_creation(
    tmp_path: Path, header: str, values: list[str], told: str | None
) -> None:
    found = read(written(tmp_path, f"{header}\n{','.join(['a', 'Ann', *values])}\n"), zone="UTC")
    [run] = found.runs
    assert (run["worker"], run["status"]) == ("Ann", "failed")
    assert run["created_at"].isoformat() == "2026-10-05T09:00:00+00:00"
    said = f"No column says when runs were created; {told} counts for it."
    assert (said in found.export.notices) == (told is not None)


def test_a_status_that_is_an_object_is_no_word_of_a_list(tmp_path: Path) -> None:
    rows = [
        {"runId": n, "state": {"name": "SUCCEEDED"}, "createdAt": "2026-11-16T09:10:00Z"}
        for n in "ab"
    ]
    for name, text in (("e.json", json.dumps(rows)), ("e.jsonl", "\n".join(map(json.dumps, rows)))):
        with pytest.raises(ExportRefused, match=r"\(run list\): Status is missing"):
            read(written(tmp_path, text, name))
    plain = [row | {"state": "SUCCEEDED"} for row in rows]
    assert read(written(tmp_path, json.dumps([*rows, *plain]), "e.json")).read == 4


@pytest.mark.parametrize("called", ["id", "run_uuid", "Job run ID"])
@pytest.mark.parametrize(
    "name",
    ["ts", "executed_at", "run_at", "Ran at", "triggeredAt", "execution_timestamp", "run_timestamp",
     "start_timestamp", "start_ts", "startDatetime", "begin_time", "launched_at", "Run started at",
     "created_ts", "created_timestamp", "requestedAt"],
)  # fmt: skip
def test_times_that_are_plainly_those_of_runs(tmp_path: Path, called: str, name: str) -> None:
    found = read(written(tmp_path, f"{called},final_status,{name}\n1,failed,{AT}\n"))
    assert [(run["run_id"], run["status"]) for run in found.runs] == [("1", "failed")]
    assert found.runs[0]["created_at"].isoformat() == AT.replace("Z", "+00:00")


@pytest.mark.parametrize("name", ["execution_time", "run_time", "inserted_at", "queued_at"])
def test_other_times_are_none_of_a_runs_creation(tmp_path: Path, name: str) -> None:
    with pytest.raises(ExportRefused, match="Created is missing"):
        read(written(tmp_path, f"id,status,{name}\n1,failed,{AT}\n"))


def test_creation_comes_before_other_times(tmp_path: Path) -> None:
    text = f"id,status,ts,requested_at,created_at\n1,ok,{LATER},{LATER},{AT}\n"
    [run] = read(written(tmp_path, text)).runs
    assert run["created_at"].isoformat() == AT.replace("Z", "+00:00")


def test_creation_comes_before_the_start(tmp_path: Path) -> None:
    text = f"Run ID,Status,Started,Created\na,ok,{LATER},{AT}\nb,ok,{LATER},\n"
    found = read(written(tmp_path, text))
    assert [run["created_at"].minute for run in found.runs] == [0, 4]
    assert not found.export.notices


@pytest.mark.parametrize(
    ("status", "result", "meant"),
    [
        ("completed", "failed", "failed"), ("Completed", "Failure", "failed"),
        ("finished", "timed_out", "failed"), ("Beendet", "Fehlgeschlagen", "failed"),
        ("completed", "canceled", "cancelled"), ("completed", "succeeded", "completed"),
        ("completed", "partiallySucceeded", "unknown"), ("inProgress", "", "running"),
        ("completed", "Replied: failed to find more", "completed"), ("failed", "ok", "failed"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("column", ["Result", "outcome", "Ergebnis"])
def test_a_result_beside_the_status_tells_a_bad_end(
    tmp_path: Path, column: str, status: str, result: str, meant: str
) -> None:
    rows = f"Run ID,Status,Created,{column}\na,{status},{AT},{result}\n"
    [run] = read(written(tmp_path, rows)).runs
    assert run["status"] == meant


@pytest.mark.parametrize(
    "result",
    [
        "FAILED", "Error", "Errored", "System Exception", "Business Exception", "startup_failure",
        "JobFailed", "TimedOut", "Time out", "Faulted", "Aborted", "Killed", "Terminated",
        "Completed with errors", "Fehlgeschlagen", "Abgebrochen", "En échec", "Échouée", "Annulé",
        "Fallida", "Cancelado", "Non riuscito", "Errore", "Mislukt", "Falhou", "Niepowodzenie",
        "Błąd", "失敗", "Failure - timeout", "Failed: 3 errors", "FAIL (assert)", "unsuccessfully",
        "❌", "KO", "NOK", "NG", "Misserfolg", "Abbruch", "Fracaso", "Con errores", "Fallimento",
        "異常終了", "エラー終了",
    ],
)  # fmt: skip
def test_a_bad_end_is_known_in_the_words_of_many(tmp_path: Path, result: str) -> None:
    rows = f"Run ID,Status,Created,Result\na,Completed,{AT},{result}\n"
    [run] = read(written(tmp_path, rows)).runs
    assert run["status"] in ("failed", "cancelled")


@pytest.mark.parametrize(
    "result",
    ["Rejected", "Skipped", "Order cancelled", "No errors", "Sent", "Error-free", "Errors: 0"],
)
def test_what_a_run_decided_is_no_end_of_it(tmp_path: Path, result: str) -> None:
    rows = f"Run ID,Status,Created,Outcome\na,Completed,{AT},{result}\n"
    [run] = read(written(tmp_path, rows)).runs
    assert run["status"] == "completed"


def test_a_time_that_is_none_is_no_time_of_a_run(tmp_path: Path) -> None:
    for column, value in (("Started", "09:00"), ("Time", "12s")):
        found = read(written(tmp_path, f"Run ID,Status,{column}\na,ok,{value}\n"))
        assert not found.runs and len(found.rejected) == 1


def test_of_two_columns_that_of_the_plain_name_is_read(tmp_path: Path) -> None:
    text = "Run ID,Status,Created,Created (UTC)\na,ok,2026-10-05 11:00,2026-10-05 09:00\n"
    found = read(written(tmp_path, text), zone="Europe/Paris")
    assert found.runs[0]["created_at"].isoformat() == "2026-10-05T09:00:00+00:00"
    assert found.runs[0]["extra"] == '{"Created (UTC)": "2026-10-05 09:00"}'


@pytest.mark.parametrize(
    ("column", "value", "milliseconds"),
    [
        ("Duration (s)", "12.5", 12_500),
        ("duration_seconds", "3", 3_000),
        ("Dauer (Sek.)", "3", 3_000),
        ("Duration (ms)", "250", 250),
        ("Duration (min)", "2", 120_000),
        ("Duration (hours)", "1.5", 5_400_000),
        ("Duration (h:mm)", "01:30:00", 5_400_000),
        ("Duration (min)", "00:01:30", 90_000),
        ("Duration (h:mm)", "1:30", 5_400_000),
        ("Dauer [hh:mm]", "26:30", 95_400_000),
        ("Duration (mm:ss)", "1:30", 90_000),
        ("Duration (hh:mm:ss)", "00:01:30", 90_000),
        ("Duration (h:mm)", "1:75", None),
        ("Duration (mm:ss)", "75:20", 4_520_000),
        ("Duration (m:ss)", "100:05", 6_005_000),
        ("Duration (min)", "1:30", 90_000),
        ("Duration (h)", "1:30", 5_400_000),
        ("Duration (s)", "7:05", None),
        ("Duration", "1:75:20", None),
        ("Duration (s)", "", None),
        ("Duration (fortnights)", "2", None),
    ],
)
def test_a_column_may_name_the_unit_of_its_durations(
    tmp_path: Path, column: str, value: str, milliseconds: float | None
) -> None:
    text = f"Run ID,Status,Created,{column}\na,ok,2026-10-05T09:00:00Z,{value}\n"
    found = read(written(tmp_path, text))
    assert not found.rejected and found.runs[0]["duration_ms"] == milliseconds


@pytest.mark.parametrize("called", ["Instructions", "system_prompt", "Anweisungen"])
def test_the_instructions_of_a_list_are_its_runs_instructions(tmp_path: Path, called: str) -> None:
    rows = [f'{n},Ann,done,2026-11-16T09:1{n}Z,"Be {how}.\nAlways."' for n, how in enumerate("ab")]
    found = read(written(tmp_path, "\n".join([f"Run ID,Worker,Status,Created,{called}", *rows])))
    assert [run["extra"] for run in found.runs] == [None, None]
    texts = [text["instructions_text"] for text in found.tables["instructions"]]
    assert texts == ["Be a.\nAlways.", "Be b.\nAlways."]


def test_a_label_of_instructions_is_no_text(tmp_path: Path) -> None:
    header = "Run ID,Worker,Status,Created,Instructions"
    found = read(written(tmp_path, f"{header}\n1,Ann,done,2026-11-16T09:10Z,v4"))
    assert [run["instructions_version"] for run in found.runs] == ["v4"]
    assert not found.tables.get("instructions")


@pytest.mark.parametrize(
    ("text", "milliseconds"),
    [
        ("1m 23s", 83_000), ("00:01:23", 83_000), ("PT1M23.5S", 83_500), ("P1DT2H", 93_600_000),
        ("pt5s", 5_000), ("5 MIN", 300_000), ("1,5 s", 1_500), ("1,5 Minuten", 90_000),
        ("2 Std. 5 Min.", 7_500_000), ("3 Sekunden", 3_000), ("2 secondes", 2_000),
        ("1 hora y 5 segundos", 3_605_000), ("2 ore", 7_200_000), ("4 minuty", 240_000),
        ("1時間2分", 3_720_000), ("2 Tage", 172_800_000), ("12", None), ("long", None),
        ("P", None), ("5 moons", None),
    ],
)  # fmt: skip
def test_a_duration_that_is_plainly_one(
    tmp_path: Path, text: str, milliseconds: float | None
) -> None:
    rows = f'Run ID;Status;Created;Dauer\na;ok;2026-11-16T09:10:00Z;"{text}"\n'
    found = read(written(tmp_path, rows))
    assert not found.rejected
    [run] = found.runs
    assert run["duration_ms"] == milliseconds
    left = json.loads(run["extra"] or "{}")
    assert left.get("Dauer") == (text if milliseconds is None else None)


@pytest.mark.parametrize("unit", sorted(UNITS))
def test_every_unit_of_a_duration_is_known(tmp_path: Path, unit: str) -> None:
    (run,) = read(
        written(tmp_path, f"Run ID,Status,Created,Duration\na,ok,2026-11-16T09:10:00Z,2 {unit}\n")
    ).runs
    assert run["duration_ms"] == milliseconds(f"2 {unit}")


@pytest.mark.parametrize("cell", ["~3 min", "1h:20m", '"1,500 s"', "1 fortnight 3 s", "in 5 min"])
def test_what_is_nearly_a_duration_rejects_no_run(tmp_path: Path, cell: str) -> None:
    text = f"Run ID,Status,Created,Duration\na,ok,2026-11-16T09:10:00Z,{cell}\n"
    (run,) = read(written(tmp_path, text)).runs
    assert run["duration_ms"] is None
    assert json.loads(run["extra"])["Duration"] == cell.strip('"')


def test_what_an_error_says_goes_before_whether_there_was_one(tmp_path: Path) -> None:
    for flag, message in (("Error", "Error message"), ("Fehler", "Fehlermeldung")):
        cells = (("true", "no access"), ("E42", ""), ("false", ""), ("None", "boom"))
        rows = [f"{n},ok,2026-05-04T08:00:00Z,{a},{b}" for n, (a, b) in enumerate(cells)]
        text = "\n".join([f"Run ID,Status,Created,{flag},{message}", *rows])
        found = read(written(tmp_path, text + "\n"))
        assert [run["error_message"] for run in found.runs] == ["no access", "E42", None, "boom"]


@pytest.mark.parametrize(
    "name",
    ["Created *", "Created:", "Created ▲", "Created ↓", "* Created", "**Created**", "#Created",
     "\u200bCreated", "Created\ufeff", "CREATED ⬆\ufe0f", "[Created]", "`Created`",
     "[Created at (UTC)]", "Created."],
)  # fmt: skip
def test_marks_around_a_name_are_none_of_it(tmp_path: Path, name: str) -> None:
    text = f"Run ID,Status,{name}\n1,Failed,2026-11-16T09:10:00Z\n"
    [run] = read(written(tmp_path, text)).runs
    assert str(run["created_at"]) == "2026-11-16 09:10:00+00:00"


def test_a_name_without_marks_goes_before_one_with_them(tmp_path: Path) -> None:
    text = "Run ID,Status,Created,Created ▲,# Errors\n1,Failed,2026-11-16T09:10:00Z,x,3\n"
    [run] = read(written(tmp_path, text)).runs
    assert (str(run["created_at"])[:4], run["error_message"]) == ("2026", None)


@pytest.mark.parametrize("other", ["Duration [s]", "Duration (s) *", "\u200bDuration (s)"])
@pytest.mark.parametrize("first", [True, False])
def test_a_name_as_it_is_known_goes_before_others_of_its_kind(
    tmp_path: Path, other: str, *, first: bool
) -> None:
    names = ("Duration (s)", other) if first else (other, "Duration (s)")
    cells = ("2", "9") if first else ("9", "2")
    header = f"Run ID,Workflow,Status,Created at,{','.join(names)}"
    text = f"{header}\n1,Refunds,Failed,2026-10-05T09:10:00Z,{','.join(cells)}\n"
    [run] = read(written(tmp_path, text)).runs
    assert (run["duration_ms"], json.loads(run["extra"])[other]) == (2_000, "9")


def test_a_zone_stands_behind_a_name_also_before_a_mark(tmp_path: Path) -> None:
    text = "Run ID,Status,Created (UTC) ▼,Duration [s]\n1,Failed,2026-11-16 09:10,1.5\n"
    [run] = read(written(tmp_path, text)).runs
    assert (str(run["created_at"]), run["duration_ms"]) == ("2026-11-16 09:10:00+00:00", 1_500)


@pytest.mark.parametrize(
    ("header", "cells", "tokens"),
    [
        ("Input tokens,Output tokens", "10,5", 15), ("Prompt tokens,Completion tokens", "10,0", 10),
        ("Tokens in,tokens_out", "1200.0,3.0", 1203), ("Input tokens,Output tokens", "7,", None),
        ("Input tokens,Output tokens", "1.200,5", None), ("Input tokens,Steps", "7,5", None),
        ("Tokens,Input tokens,Output tokens", "20,10,5", 20),
        ("Tokens,Input tokens,Output tokens", ",10,5", 15),
        ("Tokens,Input tokens,Output tokens", "1.200,10,5", None),
    ],
)  # fmt: skip
def test_tokens_that_went_in_and_came_out_are_their_total(
    tmp_path: Path, header: str, cells: str, tokens: int | None
) -> None:
    text = f"Run ID,Status,Created,{header}\n1,Failed,2026-11-16T09:10:00Z,{cells}\n"
    [run] = read(written(tmp_path, text)).runs
    assert run["tokens"] == tokens
    kept = dict(zip(header.split(","), cells.split(","), strict=True))
    left = json.loads(run["extra"] or "{}")
    assert all(kept[name] == left.get(name, "") for name in kept if name != "Tokens")


@pytest.mark.parametrize(("cell", "tokens"), [("1200.0", 1200), ("0.0", 0), ("1.200", None)])
def test_whole_numbers_as_data_frames_write_them(
    tmp_path: Path, cell: str, tokens: int | None
) -> None:
    text = f"Run ID,Status,Created,Tokens\n1,ok,2026-11-16T09:10:00Z,{cell}\n"
    [run] = read(written(tmp_path, text)).runs
    assert run.get("tokens") == tokens


def test_cost_and_what_was_tried_again(tmp_path: Path) -> None:
    text = f"Run ID,Status,Created,Total cost,Retry of\n1,Failed,{AT},.25,\n2,Done,{AT},3,1\n"
    runs = read(written(tmp_path, text)).runs
    assert [(run["cost"], run["retry_of"]) for run in runs] == [(0.25, None), (3, "1")]


@pytest.mark.parametrize(
    ("header", "cell", "field"),
    [
        ("Trigger", "schedule", "trigger"), ("triggeredBy", "webhook", "trigger"),
        ("Error type", "KeyError", "error_type"), ("failureCategory", "Timeout", "error_type"),
        ("error_log", "Boom", "error_message"), ("Failure message", "Boom", "error_message"),
    ],
)  # fmt: skip
def test_what_started_a_run_and_what_went_wrong(
    tmp_path: Path, header: str, cell: str, field: str
) -> None:
    text = f"Run ID,Status,Created,{header}\n1,Failed,{AT},{cell}\n"
    [run] = read(written(tmp_path, text)).runs
    assert run[field] == cell


def test_a_trigger_that_is_an_object_is_kept(tmp_path: Path) -> None:
    row = {"id": "1", "status": "Failed", "created": AT, "trigger": {"type": "cron"}}
    [run] = read(written(tmp_path, json.dumps([row]), "e.json")).runs
    assert (run["trigger"], json.loads(run["extra"])) == (None, {"trigger": {"type": "cron"}})


@pytest.mark.parametrize("cost", ["$1.50", "0,25", "1.5 €"])
def test_a_cost_that_is_no_plain_number_is_kept(tmp_path: Path, cost: str) -> None:
    (run,) = read(written(tmp_path, f'Run ID,Status,Created,Cost\n1,Done,{AT},"{cost}"\n')).runs
    assert run["cost"] is None and json.loads(run["extra"]) == {"Cost": cost}


@pytest.mark.parametrize("name", ["Time zone", "TZ", "Zeitzone"])
def test_a_zone_of_each_row_that_is_not_read_is_said(tmp_path: Path, name: str) -> None:
    text = f"Run ID,Status,Created,{name}\n1,Done,2026-10-11 09:00,Europe/Berlin\n"
    (said,) = read(written(tmp_path, text), zone="UTC").export.notices
    assert said == (
        f"Times are read in UTC, though {name} names a zone for each row, which is not read."
    )
    assert read(written(tmp_path, text.replace("09:00", "09:00Z"))).export.notices == ()


@pytest.mark.parametrize(
    ("column", "cell", "lasted"),
    [
        ("Elapsed", "1m 2s", 62_000), ("Processing time", "00:01:02", 62_000),
        ("Runtime (s)", "62", 62_000), ("runtime_ms", "62", 62), ("Latency (ms)", "1200", 1_200),
        ("Elapsed seconds", "1.5", 1_500), ("Execution time (ms)", "7", 7),
        ("Run time", "09:05:00", None), ("Execution time", "09:05:00", None),  # of the day
    ],
)  # fmt: skip
def test_durations_by_other_names(
    tmp_path: Path, column: str, cell: str, lasted: float | None
) -> None:
    text = f"Run ID,Status,Created,{column},Token count\n1,Done,{AT},{cell},5\n"
    (run,) = read(written(tmp_path, text)).runs
    assert (run["duration_ms"], run["tokens"]) == (lasted, 5)


@pytest.mark.parametrize("name", ["Token", "Tokenverbrauch", "Total de tokens", "トークン数"])
def test_tokens_are_known_in_other_languages(tmp_path: Path, name: str) -> None:
    [run] = read(written(tmp_path, f"Run ID;Status;Created;{name}\n7;ok;{AT};300\n")).runs
    assert run["tokens"] == 300


def test_how_an_italian_list_says_what_came_of_a_run(tmp_path: Path) -> None:
    text = f"ID esecuzione;Esito;Data di inizio\n1;Riuscito;{AT}\n2;Fallita;{AT}\n"
    assert [run["status"] for run in read(written(tmp_path, text)).runs] == ["completed", "failed"]
    text = f"ID esecuzione;Stato;Esito;Data di inizio\n1;Terminato;Fallito;{AT}\n"
    assert [run["status"] for run in read(written(tmp_path, text)).runs] == ["failed"]


def test_an_end_that_may_be_bad_is_asked(tmp_path: Path) -> None:
    text = f"Run ID,Status,Created,Result\n1,Completed,{AT},Error 500\n2,Completed,{AT},Failed: 0\n"
    assert {run["status"] for run in read(written(tmp_path, text)).runs} == {"unknown"}
