"""The status words of run lists in German, French, Spanish, Italian, Dutch and Portuguese.

data/SCHEMA.md shows this table. A word that means one thing in one of these languages and another
in another is not in it.
"""

from __future__ import annotations

ABROAD: dict[str, tuple[str, ...]] = {
    "queued": (
        "in Warteschlange", "eingereiht", "geplant", "neu", "erstellt", "en file d'attente",
        "planifié", "programmé", "nouveau", "créé", "en cola", "programado", "nuevo", "creado",
        "in coda", "pianificato", "programmato", "nuovo", "creato", "in wachtrij", "gepland",
        "nieuw", "aangemaakt", "na fila", "agendado", "novo", "criado",
    ),
    "pending": (
        "ausstehend", "wartend", "wartet", "pausiert", "angehalten", "zurückgestellt", "en attente",
        "en pause", "suspendu", "bloqué", "pendiente", "en espera", "pausado", "suspendido",
        "in attesa", "in sospeso", "sospeso", "in pausa", "in afwachting", "wachtend", "wacht",
        "gepauzeerd", "pendente", "em espera", "aguardando", "suspenso",
    ),
    "running": (
        "läuft", "laufend", "in Bearbeitung", "in Arbeit", "wird ausgeführt", "aktiv", "gestartet",
        "en cours", "en cours d'exécution", "démarré", "en curso", "en ejecución", "en proceso",
        "iniciado", "activo", "in corso", "in esecuzione", "avviato", "attivo", "bezig",
        "wordt uitgevoerd", "in uitvoering", "actief", "gestart", "em andamento", "em execução",
        "em curso", "ativo",
    ),
    "completed": (
        "abgeschlossen", "erfolgreich", "erfolgreich abgeschlossen", "Erfolg", "erledigt", "fertig",
        "fertiggestellt", "beendet", "bestanden", "terminé", "terminée", "réussi", "réussie",
        "succès", "achevé", "achevée", "effectué", "completado", "completada", "terminado",
        "terminada", "finalizado", "finalizada", "éxito", "exitoso", "exitosa", "con éxito",
        "hecho", "completato", "completata", "riuscito", "riuscita", "successo", "concluso",
        "conclusa", "voltooid", "geslaagd", "afgerond", "klaar", "succesvol", "gereed",
        "concluído", "concluída", "sucesso", "com sucesso", "bem-sucedido", "feito",
    ),
    "failed": (
        "fehlgeschlagen", "gescheitert", "Fehler", "fehlerhaft", "misslungen", "abgestürzt",
        "Zeitüberschreitung", "échoué", "échouée", "échec", "erreur", "en erreur", "en échec",
        "délai dépassé", "fallido", "fallida", "fallo", "falló", "con error", "tiempo agotado",
        "fallito", "fallita", "errore", "in errore", "non riuscito", "non riuscita",
        "tempo scaduto", "mislukt", "fout", "gefaald", "falhou", "falha", "falhado", "erro",
        "com erro", "tempo esgotado",
    ),
    "cancelled": (
        "abgebrochen", "storniert", "gestoppt", "übersprungen", "abgelehnt", "abgelaufen", "annulé",
        "annulée", "interrompu", "arrêté", "ignoré", "abandonné", "refusé", "expiré", "cancelado",
        "cancelada", "anulado", "detenido", "interrumpido", "omitido", "abortado", "rechazado",
        "annullato", "annullata", "interrotto", "fermato", "saltato", "ignorato", "rifiutato",
        "geannuleerd", "afgebroken", "gestopt", "overgeslagen", "afgewezen", "interrompido",
        "parado", "rejeitado",
    ),
    "unknown": (
        "unbekannt", "inconnu", "desconocido", "sconosciuto", "onbekend", "desconhecido",
    ),
}  # fmt: skip
