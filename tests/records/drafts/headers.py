"""Headers of real kinds of exports, each with four rows of the kind, and what its columns are."""

from __future__ import annotations

from typing import NamedTuple

KINDS = {
    "number": ("8123", "8124", "8125", "8126"),
    "key": ("OPS-1", "OPS-2", "OPS-3", "OPS-4"),
    "guid": tuple(f"3f2a{n}b00-0000-4000-8000-00000000000{n}" for n in range(4)),
    "naive": tuple(f"2026-11-1{n} 09:10:00" for n in range(4)),
    "later": tuple(f"2026-11-1{n} 09:20:00" for n in range(4)),
    "utc": tuple(f"2026-11-1{n}T09:10:00Z" for n in range(4)),
    "days": tuple(f"1{n}.11.2026" for n in range(4)),
    "o'clock": ("9:10", "9:20", "10:00", "10:05 PM"),
    "dotted": tuple(f"1{n}.11.2026 09:10" for n in range(4)),
    "slashed": tuple(f"1{n + 3}/11/2026 9:10" for n in range(4)),
    "seconds": ("1794300000", "1794300100", "1794300200", "1794300300"),
    "millis": ("1794300000000", "1794300100000", "1794300200000", "1794300300000"),
    "figures": ("60", "61", "59", "60"),
    "decimals": ("0.5", "1.25", "0.75", "0.5"),
    "comma": ("0,5", "1,25", "0,75", "0,5"),
    "spelt": ("1m 2s", "58s", "2m 1s", "58s"),
    "clock": ("0:01:02", "0:00:58", "0:02:01", "0:00:58"),
    "people": ("Ann", "Ann", "Bob", "Bob"),
    "words": ("low", "high", "low", "low"),
    "titles": ("Send invoice 7", "Send reminder 8", "Close deal 9", "Close deal 9"),
    "errors": ("", "Record not found", "", ""),
    "links": tuple(f"https://x.example/{n}" for n in range(4)),
    "yes": ("true", "false", "true", "true"),
    "nothing": ("", "", "", ""),
    "ok": ("Success", "Failed", "Success", "Success"),
    "german": ("erfolgreich", "fehlgeschlagen", "erfolgreich", "erfolgreich"),
    "french": ("terminé", "échoué", "terminé", "terminé"),
    "spanish": ("completado", "fallido", "completado", "completado"),
    "ended": ("completed", "completed", "completed", "completed"),
    "http": ("200", "500", "429", "200"),
    "exits": ("0", "137", "0", "1"),
    "bits": ("1", "0", "1", "1"),
    "ja": ("ja", "nein", "Ja", "ja"),
    "signs": ("✅", "❌", "✔️", "✅"),
    "partly": ("succeeded", "failed", "partiallySucceeded", "succeeded"),
    "together": tuple(f"2026111{n}" for n in range(4)),
    "odd": ("Zu", "Offen", "Zu", "Zu"),
}


class Header(NamedTuple):
    """An export: its columns with the kind of values in each; fields: what they are read as, one
    of several that fit alike with a bar between them."""

    system: str
    columns: dict[str, str]
    fields: dict[str, str]

    @property
    def csv(self) -> str:
        """The export with its four rows."""
        rows = zip(*(KINDS[kind] for kind in self.columns.values()), strict=True)
        lines = (";".join(row) for row in (self.columns, *rows))
        return "\n".join(lines) + "\n"


def header(system: str, columns: str, **fields: str) -> Header:
    """columns: "Name=kind, …"."""
    pairs = (pair.strip().rpartition("=") for pair in columns.split(","))
    return Header(system, {name: kind for name, _, kind in pairs}, fields)


HEADERS = [
    # ticketing
    header("ServiceNow incidents",
           "Number=key, Opened=naive, Short description=titles, State=odd, Priority=words,"
           "Assigned to=people, Closed=later, Updated=later, Close notes=errors",
           run_id="Number", created_at="Opened", task_title="Short description", status="State",
           worker="Assigned to", finished_at="Closed", updated_at="Updated",
           comment_preview="Close notes"),
    header("Jira issues",
           "Issue key=key, Summary=titles, Status=ok, Assignee=people, Created=naive,"
           "Resolved=later, Description=titles, Priority=words",
           run_id="Issue key", task_title="Summary", status="Status", worker="Assignee",
           created_at="Created", finished_at="Resolved", task_text="Description"),
    header("Zendesk tickets",
           "Ticket ID=number, Subject=titles, Ticket status=ended, Requested at=naive,"
           "Agent=people, Channel=words, Satisfaction=figures",
           run_id="Ticket ID", task_title="Subject", status="Ticket status", worker="Agent",
           created_at="Requested at", trigger="Channel", score="Satisfaction"),
    header("Freshdesk tickets",
           "Ticket Id=number, Subject=titles, Status=ok, Created time=naive, Resolved at=later,"
           "Agent=people",
           run_id="Ticket Id", task_title="Subject", status="Status", created_at="Created time",
           finished_at="Resolved at", worker="Agent"),
    header("a help desk in German",
           "Ticketnummer=number, Betreff=titles, Status=german, Eröffnet am=dotted,"
           "Bearbeiter=people, Fehlertext=errors",
           run_id="Ticketnummer", task_title="Betreff", status="Status", created_at="Eröffnet am",
           worker="Bearbeiter", error_message="Fehlertext"),
    header("a log with days and times of day",
           "Ref=key, Bot=people, Outcome=ok, Startdatum=days, Startzeit=o'clock, Ended=days,"
           "Time ended=o'clock, Elapsed=clock",
           run_id="Ref", worker="Bot", status="Outcome", created_at="Startdatum+Startzeit",
           started_at="Startdatum+Startzeit", finished_at="Ended+Time ended",
           duration_ms="Elapsed"),
    header("a help desk in Portuguese",
           "Protocolo=number, Robô=people, Dia=days, Horário=o'clock, Situação do chamado=ok,"
           "Falha=errors, Resposta=titles",
           run_id="Protocolo", worker="Robô", status="Situação do chamado",
           created_at="Dia+Horário", error_message="Falha", comment_preview="Resposta"),
    header("orders in Spanish",
           "Id del caso=key, Asistente virtual=people, Fecha=days, Hora=o'clock,"
           "Estado del pedido=spanish, Motivo del fallo=errors",
           run_id="Id del caso", worker="Asistente virtual", status="Estado del pedido",
           created_at="Fecha+Hora", error_message="Motivo del fallo"),
    header("a log in Italian",
           "Numero pratica=number, Assistente=people, Giorno=days, Orario=o'clock, Esito=ok,"
           "Causa=errors",
           run_id="Numero pratica", worker="Assistente", status="Esito",
           created_at="Giorno+Orario", error_message="Causa"),
    header("a log in French",
           "Numéro de ticket=number, Assistant virtuel=people, Jour=days, Heure=o'clock,"
           "Statut de la demande=french, Cause=errors",
           run_id="Numéro de ticket", worker="Assistant virtuel", status="Statut de la demande",
           created_at="Jour+Heure", error_message="Cause"),
    # RPA
    header("UiPath jobs",
           "Key=guid, Process=people, State=ok, Started=utc, Ended=utc, Source=words, Info=errors",
           run_id="Key", worker="Process", status="State", created_at="Started",
           started_at="Started", finished_at="Ended", trigger="Source", error_message="Info"),
    header("UiPath jobs with robots",
           "Id=number, Process=people, Robot=people, State=ok, StartTime=utc, EndTime=utc",
           run_id="Id", worker="Process|Robot", status="State", created_at="StartTime",
           started_at="StartTime", finished_at="EndTime"),
    header("UiPath queue items",
           "Reference=key, Queue=people, Status=ok, Created=utc, Retry of=errors,"
           "Exception Reason=errors, Exception Type=words",
           run_id="Reference", worker="Queue", status="Status", created_at="Created",
           error_message="Exception Reason", error_type="Exception Type", retry_of="Retry of"),
    header("Automation Anywhere",
           "Activity Id=guid, Bot name=people, Status=ended, Start time=naive, End time=later,"
           "Duration (sec)=figures, Message=errors",
           run_id="Activity Id", worker="Bot name", status="Status", created_at="Start time",
           started_at="Start time", finished_at="End time", duration_ms="Duration (sec)",
           error_message="Message"),
    header("Blue Prism sessions",
           "Session Number=number, Process=people, Resource=words, Status=ok, Start Time=naive,"
           "End Time=later",
           run_id="Session Number", worker="Process", status="Status", created_at="Start Time",
           started_at="Start Time", finished_at="End Time"),
    header("Power Automate",
           "Run ID=guid, Flow name=people, Status=ok, Start time=utc, End time=utc,"
           "Duration=clock, Error message=errors, Trigger=words",
           run_id="Run ID", worker="Flow name", status="Status", created_at="Start time",
           started_at="Start time", finished_at="End time", duration_ms="Duration",
           error_message="Error message", trigger="Trigger"),
    # CI
    header("Jenkins builds",
           "buildNumber=number, jobName=people, result=ok, timestamp=millis, durationMs=figures,"
           "url=links",
           run_id="buildNumber", worker="jobName", status="result", created_at="timestamp",
           duration_ms="durationMs", task_url="url"),
    header("GitLab pipelines",
           "id=number, ref=words, sha=words, status=ok, source=words, created_at=utc,"
           "updated_at=utc, web_url=links",
           run_id="id", status="status", trigger="source", created_at="created_at",
           updated_at="updated_at", task_url="web_url", instructions_version="sha"),
    header("Azure DevOps runs",
           "Build ID=number, Pipeline=people, Status=ended, Result=ok, Queue time=utc,"
           "Start time=utc, Finish time=utc",
           run_id="Build ID", worker="Pipeline", status="Status|Result", created_at="Queue time",
           started_at="Start time", finished_at="Finish time"),
    header("CircleCI workflows",
           "workflow_id=guid, workflow_name=people, status=ok, created_at=utc, stopped_at=utc,"
           "duration=figures",
           run_id="workflow_id", worker="workflow_name", status="status", created_at="created_at",
           finished_at="stopped_at", duration_ms="duration?"),
    header("Buildkite",
           "build.number=number, pipeline.name=people, build.state=ok, build.created_at=utc,"
           "build.finished_at=utc",
           run_id="build.number", worker="pipeline.name", status="build.state",
           created_at="build.created_at", finished_at="build.finished_at"),
    # schedulers
    header("cron wrapper",
           "job_key=guid, script=people, exit_status=odd, begun=seconds, elapsed_s=decimals,"
           "stderr=errors",
           run_id="job_key", worker="script", status="exit_status", created_at="begun",
           started_at="begun", duration_ms="elapsed_s", error_message="stderr"),
    header("Slurm accounting",
           "JobID=number, JobName=people, State=ok, Submit=naive, Start=naive, End=later,"
           "Elapsed=clock",
           run_id="JobID", worker="JobName", status="State", created_at="Submit",
           started_at="Start", finished_at="End", duration_ms="Elapsed"),
    header("Control-M",
           "Order ID=key, Job Name=people, Status=ok, Start Time=naive, End Time=later,"
           "Run Time=clock",
           worker="Job Name", status="Status", created_at="Start Time", run_id="Order ID",
           started_at="Start Time", finished_at="End Time", duration_ms="Run Time"),
    header("Airflow runs in another shape",
           "dag_run_id=key, dag_id=people, state=ok, execution_date=utc, start_date=utc,"
           "end_date=utc, run_type=words",
           run_id="dag_run_id", worker="dag_id", status="state", started_at="start_date",
           created_at="execution_date|start_date", finished_at="end_date", trigger="run_type"),
    header("Windows task scheduler",
           "InstanceId=guid, TaskName=titles, Result=ok, Started=naive",
           run_id="InstanceId", task_title="TaskName", status="Result", created_at="Started",
           started_at="Started"),
    header("Zapier history",
           "Task ID=guid, Zap name=people, Status=ok, Date=utc",
           run_id="Task ID", worker="Zap name", status="Status", created_at="Date"),
    header("Make scenarios",
           "executionId=guid, scenarioName=people, status=ok, startedAt=utc, operations=figures,"
           "durationMs=figures",
           run_id="executionId", worker="scenarioName", status="status", created_at="startedAt",
           started_at="startedAt", duration_ms="durationMs"),
    header("AWS Step Functions",
           "executionArn=key, stateMachineArn=people, status=ok, startDate=utc, stopDate=utc",
           run_id="executionArn", worker="stateMachineArn", status="status",
           created_at="startDate", started_at="startDate", finished_at="stopDate"),
    # traces of assistants
    header("a trace store",
           "traceId=guid, agentName=people, status=ok, startTime=millis, latencyMs=figures,"
           "totalTokens=figures, totalCost=decimals, modelName=words, promptVersion=words",
           run_id="traceId", worker="agentName", status="status", created_at="startTime",
           started_at="startTime", duration_ms="latencyMs", tokens="totalTokens",
           cost="totalCost", model="modelName", instructions_version="promptVersion"),
    header("an agent log",
           "session_id=guid, assistant=people, success=yes, ts=seconds, turns=figures,"
           "response=titles, prompt=titles, reward=figures",
           run_id="session_id", worker="assistant", status="success", created_at="ts",
           steps="turns", comment_preview="response", task_text="prompt", score="reward"),
    # spreadsheets
    header("a sheet in German",
           "Nr.=number, Bot=people, Ergebnis=german, Datum=dotted, Bemerkung=errors,"
           "Dauer (min)=comma",
           run_id="Nr.", worker="Bot", status="Ergebnis", created_at="Datum",
           comment_preview="Bemerkung", duration_ms="Dauer (min)"),
    header("a sheet in Spanish",
           "Número=number, Agente=people, Resultado=spanish, Fecha de inicio=slashed,"
           "Fecha de fin=slashed, Mensaje de error=errors, Asunto=titles",
           run_id="Número", worker="Agente", status="Resultado", created_at="Fecha de inicio",
           started_at="Fecha de inicio", finished_at="Fecha de fin",
           error_message="Mensaje de error", task_title="Asunto"),
    header("a sheet in French",
           "Référence=key, Nom de l'agent=people, Statut=french, Date de début=slashed,"
           "Durée=spelt, Objet=titles, Message d'erreur=errors",
           run_id="Référence", worker="Nom de l'agent", status="Statut",
           created_at="Date de début", started_at="Date de début", duration_ms="Durée",
           task_title="Objet", error_message="Message d'erreur"),
    header("a sheet with two dates",
           "ID=number, Bot=people, Result=ok, Date 1=naive, Date 2=later",
           run_id="ID", worker="Bot", status="Result", created_at="Date 1|Date 2"),
    header("a sheet without names for anything",
           "Vorfall=key, Wer=people, Was geschah=ok, Wann genau=utc",
           run_id="Vorfall", status="Was geschah", created_at="Wann genau"),
    header("a sheet without ids",
           "Date=naive, Customer=people, Status=ok, Comment=errors",
           run_id="Date&Customer", created_at="Date", record_title="Customer", status="Status",
           comment_preview="Comment"),
    header("a sheet with yes and no",
           "Case Number=number, Worker=people, OK?=yes, Logged at=naive, Time taken (s)=figures",
           run_id="Case Number", worker="Worker", created_at="Logged at", status="OK?",
           duration_ms="Time taken (s)"),
    header("a sheet with an empty column of errors",
           "Run=number, Worker=people, Status=ended, Created (UTC)=naive, Errors=nothing",
           run_id="Run", worker="Worker", status="Status", created_at="Created (UTC)",
           error_message="Errors"),
    header("an export in camelCase",
           "runKey=key, workerName=people, currentStatus=ok, creationDate=utc, lastUpdated=utc,"
           "errorCode=words, errorMessage=errors, taskName=titles, taskLink=links",
           run_id="runKey", worker="workerName", status="currentStatus", created_at="creationDate",
           updated_at="lastUpdated", error_type="errorCode", error_message="errorMessage",
           task_title="taskName", task_url="taskLink"),
    header("Zendesk Explore",
           "Ticket ID=number, Assignee name=people, Ticket status=ok,"
           "Ticket created - Timestamp=naive, Ticket solved - Timestamp=later",
           run_id="Ticket ID", worker="Assignee name", status="Ticket status",
           created_at="Ticket created - Timestamp", finished_at="Ticket solved - Timestamp"),
    header("own fields of Salesforce",
           "Id=key, Status__c=ok, CreatedDate=utc, Error_Message__c=errors",
           run_id="Id", status="Status__c", created_at="CreatedDate",
           error_message="Error_Message__c"),
    header("answers of a service",
           "request_id=guid, endpoint=people, status_code=http, timestamp=utc, latency_ms=figures",
           run_id="request_id", status="status_code", created_at="timestamp",
           duration_ms="latency_ms"),
    header("exit codes of a batch",
           "job_id=number, job_name=people, exit_code=exits, start=utc, end=utc",
           run_id="job_id", worker="job_name", status="exit_code", created_at="start",
           started_at="start", finished_at="end"),
    header("a day beside its moment",
           "at=utc, date=days, status=ok",
           status="status", created_at="at|date"),
    header("1 and 0",
           "id=number, robot=people, success=bits, when=utc",
           run_id="id", worker="robot", status="success", created_at="when"),
    header("ja und nein",
           "Vorgangsnummer=number, Bot=people, Erfolg=ja, Zeitstempel=naive",
           run_id="Vorgangsnummer", worker="Bot", status="Erfolg", created_at="Zeitstempel"),
    header("signs",
           "ID=number, Bot=people, Status=signs, Date=utc",
           run_id="ID", worker="Bot", status="Status", created_at="Date"),
    header("a number of another name",
           "Task History ID=number, Zap=people, Status=ok, Date=utc",
           run_id="Task History ID", worker="Zap", status="Status", created_at="Date"),
    header("un robot",
           "Nº=number, Robot=people, Estado=spanish, Fecha inicio=naive, Fecha fin=later",
           run_id="Nº", worker="Robot", status="Estado", created_at="Fecha inicio",
           started_at="Fecha inicio", finished_at="Fecha fin"),
    header("um robô",
           "Código=number, Robô=people, Situação=ok, Início=naive, Término=later",
           run_id="Código", worker="Robô", status="Situação", created_at="Início",
           started_at="Início", finished_at="Término"),
    header("Vorgänge",
           "Vorgang=number, Automat=people, Ausgang=odd, Angestoßen=naive, Fertig=later",
           run_id="Vorgang", worker="Automat", status="Ausgang", created_at="Angestoßen",
           finished_at="Fertig"),
    header("casos",
           "N.º de caso=number, Asistente=people, Cómo terminó=odd, Cuándo=naive, Minutos=figures",
           run_id="N.º de caso", worker="Asistente", status="Cómo terminó", created_at="Cuándo",
           duration_ms="Minutos"),
    header("受付",
           "受付番号=number, ボット名=people, 処理結果=odd, 受付日時=naive, 失敗理由=errors",
           run_id="受付番号", worker="ボット名", status="処理結果", created_at="受付日時",
           error_message="失敗理由"),
    header("builds that ended in one way and came out in others",
           "buildNumber=number, status=ended, result=partly, queueTime=utc, reason=people",
           run_id="buildNumber", status="status|result", created_at="queueTime"),
    header("requests",
           "request_id=number, status=http, request_created_at=utc",
           run_id="request_id", status="status", created_at="request_created_at"),
    header("a mainframe",
           "Job ID=number, State machine=people, Status=ok, Run date=together",
           run_id="Job ID", worker="State machine", status="Status", created_at="Run date"),
    header("an id beside words that are all different",
           "ID запуска=number, Агент=people, Статус=odd, Создано=utc, Код=key",
           run_id="ID запуска", created_at="Создано"),
    header("objects of an API",
           "runId=number, agent.name=people, state.name=ok, createdAt=utc",
           run_id="runId", worker="agent.name", status="state.name", created_at="createdAt"),
]  # fmt: skip
