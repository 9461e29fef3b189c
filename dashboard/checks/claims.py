"""Actions that an output says were done, though no tool call of the run can have done them.

Only what the worker says of itself, or of what "has been successfully" done: "I have sent the
reminder". That something was sent may be what it read. A call counts as one that may have acted
unless it failed, is known to have written nothing, or is called after reading, like get_invoice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dashboard.checks.suspicion import CLAIM, Output, Suspicion

_DID = (
    r"(?:sent|e-?mailed|mailed|forwarded|booked|re-?booked|scheduled|rescheduled|cancel?led|"
    r"refunded|"
    r"re?imbursed|updated|changed|modified|deleted|removed|created|issued|processed|placed|paid|"
    r"uploaded|"
    r"submitted|transferred|shipped|ordered|applied|activated|deactivated|registered|moved|closed)"
)
_OWN = (
    r"(?!\s+(?:\w+['’]?\s+){0,3}?(?:summary|draft|list|comment|note|notes|report|text|proposal|"
    r"overview|table|"
    r"agenda|answer|reply|response|suggestion|plan|document|checklist|template|wording|message "
    r"below)\b)"
)
_CLAIMS = (
    rf"\bI(?:['’]ve| have)?(?: (?:just|now|already|also|successfully|gone ahead and))* "
    rf"{_DID}\b{_OWN}(?= \w)",
    rf"\b(?:has|have) (?:now )?been (?:successfully {_DID}|{_DID} successfully)\b",
    rf"\b(?:was|were) successfully {_DID}\b",
    r"(?:^|[.!:;]\s+|\n\s*[-*•]?\s*)(?:sent|e-?mailed|forwarded) (?:the|an?|your|their|this|him|"
    r"her|them|it)\b"
    r"(?! (?:by|from|in)\b)",
    r"\bich habe (?:[^.!?\n]{0,80}? )?(?:gesendet|geschickt|verschickt|versendet|versandt|gemailt|"
    r"gebucht|"
    r"umgebucht|storniert|erstattet|aktualisiert|gelöscht|angelegt|weitergeleitet|überwiesen|"
    r"bestellt|"
    r"ausgelöst|geändert)\b",
    r"\b(?:wurde|wurden) erfolgreich (?:gesendet|verschickt|versendet|versandt|gebucht|umgebucht|"
    r"storniert|"
    r"erstattet|aktualisiert|gelöscht|angelegt|weitergeleitet|überwiesen|geändert)\b",
    r"\bj['’]ai (?:bien |déjà |également )?(?:envoyé|expédié|transmis|transféré|réservé|annulé|"
    r"remboursé|"
    r"mis à jour|supprimé|modifié|créé|commandé)\b"
    r"(?! (?:un |le |ce )?(?:résumé|brouillon|commentaire|rapport|texte|tableau))",
    r"\ba (?:bien )?été (?:envoyée?|annulée?|remboursée?|mise? à jour|réservée?|modifiée?) avec "
    r"succès\b",
    r"\bhe (?:ya |también )?(?:enviado|mandado|reenviado|reservado|cancelado|reembolsado|"
    r"actualizado|"
    r"eliminado|modificado|creado|pedido)\b"
    r"(?! (?:un |el |este )?(?:resumen|borrador|comentario|informe|texto|cuadro))",
    r"\b(?:se ha|ha sido|fue) (?:enviad|cancelad|reembolsad|actualizad|reservad|modificad)[oa] "
    r"(?:con éxito|"
    r"correctamente)\b",
    r"(?:メール|返信|請求書|通知|案内)を?(?:送信|送付|お送り|転送)(?:いた)?しました|"
    r"(?:予約|注文|返金|キャンセル)(?:を|の手続きを)?(?:完了)?(?:いた)?しました",
)
CLAIMS = re.compile("|".join(_CLAIMS), re.IGNORECASE | re.MULTILINE)
"""What says that something was done."""
_UNSURE = re.compile(
    r"\b(?:not|n['’]t|never|unable|failed|would|could|should|will|if|once|after|when|until|before|"
    r"nicht|kein\w*|nie|würde|wenn|falls|sobald|nachdem|bevor|pas|jamais|si|quand|après|"
    r"no|nunca|cuando|después)\b|(?:ません|場合)",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[.!?:;\n。\uff01\uff1f]")
_READING = """
    get read list search find fetch lookup look query retrieve view check calculate calc compute
    think compare count describe show select inspect browse open load summarize summarise extract
    classify translate analyze analyse verify validate match filter sum rank score detect parse
    history status info details knowledge calculator thought
"""
_READS = frozenset(_READING.split())
_ACTING = """
    send mail email sms post write create update delete remove cancel book reserve schedule add
    set put patch insert upsert save upload submit pay refund issue process place move close
    assign approve reject transfer forward reply notify message execute run call invoke trigger
    modify change edit exchange return order charge publish share invite start launch escalate
"""
_ACTS = frozenset(_ACTING.split())
_WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")

Call = Mapping[str, Any]


def claims(
    output: Output, calls: Sequence[Call] | None, *, else_done: bool = False
) -> list[Suspicion]:
    """What an output says was done; nothing if a call may have done it, or if that isn't known.

    calls: the tools that the run called, None where its export doesn't say; else_done: the export
    says that the run created more than its output.
    """
    if calls is None or else_done or any(map(may_act, calls)):
        return []
    spans = tuple(match.span() for match in _claimed(output.text))
    return [Suspicion(CLAIM, "action", spans, len(spans))] if spans else []


def may_act(call: Call) -> bool:
    """Whether a call may have done something, as far as its export tells."""
    if call.get("ok") is False or call.get("wrote") is False:
        return False
    if call.get("wrote"):
        return True
    words = [word.lower() for word in _WORDS.findall(call.get("name") or "")]
    return not any(word in _READS for word in words) or any(word in _ACTS for word in words)


def _claimed(text: str) -> Iterator[re.Match[str]]:
    for match in CLAIMS.finditer(text):
        start = max((end.end() for end in _CLAUSE.finditer(text, 0, match.start() + 1)), default=0)
        stop = _CLAUSE.search(text, match.end())
        clause = text[min(start, match.start()) : stop.start() if stop else len(text)]
        asked = stop is not None and stop[0] in "?\uff1f"
        if not asked and not _UNSURE.search(clause):
            yield match
