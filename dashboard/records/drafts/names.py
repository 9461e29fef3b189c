"""The names of fields of a run in exports, beside those of run lists and of our own format."""

from __future__ import annotations

NAMES: dict[str, tuple[str, ...]] = {
    "run_id": (
        "job id, execution id, build id, build number, session id, trace id, pipeline run id, "
        "workflow run id, dag run id, instance id, job key, ticket id, ticket number, ticket "
        "no, ticket nr, ticketnummer, case id, case number, incident id, incident number, issue "
        "key, issue id, issue number, request id, request number, transaction id, process "
        "instance id, correlation id, vorgangsnummer, vorgangs id, auftragsnummer, job nr, "
        "numéro de ticket, número de ticket, numero ticket, id ejecución, guid, uuid, reference "
        "number, número do chamado, protocolo, número do protocolo, id do caso, id del caso, "
        "número de caso, numero pratica, zaaknummer, fallnummer, aktenzeichen, 受付番号, 案件番号, "
        "管理番号, チケット番号",
        "id, number, no, nr, num, key, nummer, numéro, número, numero, identifier, identifiant, "
        "identificador, identificativo, ref, reference, referenz, référence, referencia, run, "
        "lauf, #, build, execution, ticket, job, case, incident, issue, task id, item id, row id, "
        "record number, código, code, codice, vorgang, fall, auftrag, caso, cas, 番号",
    ),
    "status": (
        "job status, execution status, build status, current status, job state, task status, "
        "run state, ticket status, final status, bearbeitungsstatus, state name, status name, "
        "result name, status label, status value",
        "result, outcome, conclusion, ergebnis, résultat, resultado, risultato, resultaat, "
        "completion status, disposition, end state, final state, exit reason, build "
        "result, situación, esito, desfecho, uitkomst, ausgang, cómo terminó, como terminou, "
        "comment ça s'est terminé, wie es ausging, 処理結果, 実行結果, 処理状況",
        "status code, http status, http status code, http code, response status, response code, "
        "response status code, http response code",
        "exit code, exit status, return code, rc, errorlevel, exit value, rückgabewert, "
        "rückgabecode, code de sortie, code de retour, código de salida, código de saída, "
        "código de retorno, codice di uscita",
        "success, succeeded, successful, is success, ok, passed, done, erfolg, erfolgreich, "
        "réussi, exitoso, exito",
    ),
    "created_at": (
        "creation date, creation time, created date, date of creation, creation timestamp, "
        "opened, opened at, open date, submitted, submitted at, submit time, submit, submission "
        "date, queued at, queue time, queued, enqueued at, requested at, request date, "
        "received, received at, reported, logged at, date opened, eingang, eingegangen, "
        "eingegangen am, eröffnet, eröffnet am, gemeldet am, ouvert le, date d'ouverture, reçu "
        "le, abierto, fecha de apertura, recibido, angestoßen, ausgelöst, angefordert, "
        "eingestellt, 受付日時, 受付日, 登録日時, 依頼日時",
        "started, started at, start, start time, start date, startdate, begin, began, begin "
        "time, begun, execution date, run date, run time, run at, launched, triggered at, fired "
        "at, beginn, begonnen, gestartet, gestartet am, startzeit, startdatum, début, date de "
        "début, démarré, heure de début, inicio, fecha de inicio, hora de inicio, inizio, data "
        "inizio, start tijd",
        "date, time, timestamp, datetime, date time, when, ts, at, event time, datum, zeit, "
        "zeitpunkt, zeitstempel, wann, cuándo, quand, quando, datum uhrzeit, horodatage, fecha, "
        "fecha hora, hora, marca de "
        "tiempo, data, data ora, tijdstip, day, tag, dia, jour, giorno, datum und uhrzeit, fecha y "
        "hora, date et heure, data e ora, data e hora, datum en tijd",
    ),
    "started_at": (
        "started, start, start time, start date, begin, began, begin time, begun, execution "
        "start, started on, launched, beginn, begonnen, gestartet, gestartet am, startzeit, "
        "startdatum, début, date de début, démarré, heure de début, inicio, fecha de inicio, "
        "hora de inicio, inizio, data inizio",
    ),
    "finished_at": (
        "finished, finish, finish time, end, ended, ended at, end time, end date, completed, "
        "completed at, completed on, completion time, completion date, stopped at, stop time, "
        "stop date, stopped, closed, closed at, date closed, close date, resolved, resolved at, "
        "solved, solved at, "
        "done at, concluded at, ende, endzeit, enddatum, beendet, beendet am, abgeschlossen am, "
        "erledigt am, geschlossen am, fin, date de fin, heure de fin, terminé le, fermé le, "
        "fecha de fin, hora de fin, finalizado, fecha de cierre, fine, data fine, einde, fim, data "
        "de fim, término, data de término, hora de término, término em, data de conclusão, "
        "encerrado em, encerramento, cerrado el, chiuso il, afgesloten op, fertig, fertig am, "
        "fertig um, terminado, terminado el, acabado, terminé, terminato, klaar, 完了日, 終了日, "
        "処理完了日時",
    ),
    "updated_at": (
        "updated, updated on, last updated, last update, modified, modified at, last modified, "
        "date modified, changed at, last change, sys updated on, aktualisiert, aktualisiert am, "
        "geändert, geändert am, zuletzt geändert, letzte änderung, mis à jour, modifié le, "
        "dernière modification, actualizado, modificado, última modificación, modificato, "
        "bijgewerkt",
    ),
    "duration_ms": (
        "duration, elapsed, elapsed time, run duration, execution time, execution duration, "
        "processing time, handling time, run time, runtime, latency, time taken, took, wall "
        "time, total time, dauer, laufzeit, bearbeitungszeit, durée, temps d'exécution, "
        "duración, tiempo de ejecución, durata, duur, duração, tempo de execução, tempo di "
        "esecuzione, doorlooptijd",
    ),
    "worker": (
        "ai worker, digital worker, assistant, assistant name, bot, bot name, agent type, "
        "virtual agent, assistent, agent ia, assistente, asistente, asistente virtual, assistente "
        "virtuale, assistant virtuel, agente virtual, robô, automat, automate, autómata, ki, "
        "ボット, ボット名, ロボット, ロボット名, ワーカー名, エージェント名, アシスタント",
        "robot, robot name, roboter, process, process name, workflow, workflow name, pipeline, "
        "pipeline name, dag, dag id, flow, flow name, automation, automation name, scenario, "
        "scenario name, zap, zap name, zap title, state machine, state machine arn, "
        "playbook, process definition name, process definition key, task identifier, function "
        "name, recipe, recipe name, crew, crew name, job name, jobname, job type, script, script "
        "name, release name, process definition, schedule name, app, prozess, prozessname, "
        "ablauf, processus, nom du processus, proceso, nombre del proceso, flujo, processo, "
        "assignee, assignee name, assigned to, assigned, owner, handled by, zugewiesen an, "
        "zuständig, assigné à, asignado a, assegnato a, queue, queue name, job, name",
    ),
    "worker_id": (
        "workflow id, pipeline id, assistant id, bot id, robot id, process id, definition id, "
        "flow id, automation id, scenario id",
    ),
    "retry_of": (
        "retry of, retried from, original run, rerun of, parent run id",
    ),
    "task_id": (
        "task key, ticket id, ticket, item id, work item id, case id, order id, auftrag, "
        "ticketnummer, queue item id",
    ),
    "task_title": (
        "subject, summary, title, short description, task description, ticket title, issue "
        "summary, work item, display name, betreff, titel, thema, kurzbeschreibung, objet, "
        "sujet, titre, résumé, asunto, título, titulo, resumen, oggetto, titolo, onderwerp, "
        "assunto, run name",
    ),
    "task_url": (
        "url, html url, web url, permalink, ticket url, job url, build url",
    ),
    "task_text": (
        "description, details, request, input, prompt, question, beschreibung, descripción, "
        "descrizione, anfrage, eingabe, descrição, beschrijving, solicitação",
    ),
    "comment_preview": (
        "comments, note, notes, last comment, reply, response, answer, output, resolution "
        "notes, close notes, bemerkung, anmerkung, antwort, réponse, observaciones, notas, note "
        "finali, opmerkingen, resposta, respuesta, risposta, antwoord, observação, observações, "
        "備考, メモ, 回答",
    ),
    "error_message": (
        "errors, error text, error details, error description, err msg, errmsg, exception, "
        "exception message, failure reason, failure message, fail reason, failed reason, reason "
        "for failure, status message, status reason, info, message, log message, last error, "
        "exception reason, traceback, stderr, fehlertext, fehlerbeschreibung, fehlergrund, "
        "fehlerursache, grund, raison de l'échec, motif, motivo, motivo del error, detalle del "
        "error, reason, root cause, falha, falla, fallo, motivo da falha, motivo del fallo, "
        "失敗理由, 失敗原因, エラー理由, 原因, descrição do erro, detalhe do erro, "
        "descripción del error, causa, cause, reden, foutreden",
    ),
    "error_type": (
        "error code, error class, exception type, failure type, error category, reason code, "
        "fehlercode, fehlertyp, code d'erreur, código de error, codice errore, foutcode",
    ),
    "model": (
        "llm, llm model, model name, model id, engine, modell, modèle",
    ),
    "instructions_version": (
        "version, prompt version, process version, workflow version, package version, release, "
        "revision, commit, commit sha, git commit, head sha, sha, build version",
    ),
    "instructions_text": (
        "system prompt, instructions",
    ),
    "trigger": (
        "trigger, trigger type, triggered by, run type, start type, event, source, start mode, "
        "mode, launch type, initiated by, started by, auslöser, gestartet von, déclencheur, "
        "disparador, channel, kanal",
    ),
    "record_type": (
        "record type, object type, entity type, entity",
    ),
    "record_id": (
        "record id, record, object id, entity id, invoice number, order number, kundennummer, "
        "rechnungsnummer, customer id",
    ),
    "record_title": (
        "record title, customer, customer name, account, account name, kunde, client, cliente",
    ),
    "tokens": (
        "total tokens, token count, tokens used, tokens total, token usage, total token count",
    ),
    "cost": (
        "total cost, price, amount, charge, kosten, coût, costo, coste, spend",
    ),
    "steps": (
        "step count, iterations, turns, number of steps, num steps, schritte",
    ),
    "score": (
        "rating, grade, reward, bewertung, note qualité, puntuación, satisfaction, csat, "
        "evaluation score, eval score, quality score",
    ),
    "quality": (
        "is correct, correct, is good, acceptable",
    ),
    "quality_reason": (
        "feedback, review comment, judge comment, evaluation comment",
    ),
}  # fmt: skip
"""Per field what it may be called, in groups: those that say it, then those that may mean it. The
fields stand in the order in which columns are given to them."""
