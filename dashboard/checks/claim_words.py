"""The words by which an output says that something was done, in English, German, French, Spanish
and Japanese."""

from __future__ import annotations

import re

_DID = (
    r"(?:sent|e-?mailed|mailed|forwarded|booked|re-?booked|scheduled|rescheduled|cancel?led|"
    r"refunded|reimbursed|updated|changed|modified|deleted|removed|created|issued|processed|placed|"
    r"paid|uploaded|submitted|transferred|shipped|ordered|applied|activated|deactivated|registered|"
    r"moved|closed|notified|informed|marked|assigned|escalated|approved|rejected|added|archived)"
)
_GETAN = (
    r"(?:gesendet|geschickt|verschickt|versendet|versandt|gemailt|gebucht|umgebucht|storniert|"
    r"erstattet|aktualisiert|gelöscht|angelegt|weitergeleitet|überwiesen|bestellt|geändert|"
    r"verschoben|informiert|benachrichtigt|eingetragen|zugewiesen|markiert)"
)
_FAIT = (
    r"(?:envoyé|expédié|transmis|transféré|réservé|annulé|remboursé|mis à jour|supprimé|modifié|"
    r"créé|commandé)"
)
_HECHO = (
    r"(?:enviado|mandado|reenviado|reservado|cancelado|reembolsado|actualizado|eliminado|"
    r"modificado|creado|pedido)"
)
_OF_ITSELF = (
    r"\bI(?:['’]ve| have)?(?: (?:just|now|already|also|successfully|gone ahead and|"
    r"went ahead and))* " + _DID,
    r"\bich habe (?:[^.!?\n]* )?" + _GETAN,
    r"\bj['’]ai (?:(?:bien|déjà|également) )?" + _FAIT,
    r"\bhe (?:(?:ya|también) )?" + _HECHO,
)
_SUCCESSFULLY = (
    rf"\b(?:has|have) (?:now )?been (?:successfully {_DID}|{_DID} successfully)",
    rf"\b(?:was|were) successfully {_DID}",
    rf"\bwurden? erfolgreich {_GETAN}",
    rf"\ba (?:bien )?été {_FAIT}e? avec succès",
    r"\b(?:se ha|ha sido|fue) (?:enviad|cancelad|reembolsad|actualizad|reservad|modificad)[oa] "
    r"(?:con éxito|correctamente)",
)
_IN_BRIEF = (
    r"(?:^|[.!:;]\s+|\n\s*[-*•]?\s*)(?:sent|e-?mailed|forwarded) "
    r"(?:the|an?|your|their|this|him|her|them|it)",
    r"(?:\A|\b(?:done|completed|finished)[.!:]\s+)(?:successfully )?(?:created|updated|changed|"
    r"booked|rescheduled|cancel?led|refunded|deleted|removed|closed|notified|informed|marked|assigned|"
    r"added) (?:the|an?|your|their|this|him|her|them|it)\b",
    r"\A\W*(?:reminder|e-?mail|message|reply|answer|confirmation|notification)s? (?:now )?sent to",
    r"(?:メール|返信|請求書|通知|案内)を?(?:送信|送付|お送り|転送)(?:いた)?しました",
    r"(?:予約|注文|返金|キャンセル)(?:を|の手続きを)?(?:完了)?(?:いた)?しました",
)
PATTERN = "|".join((*_OF_ITSELF, *_SUCCESSFULLY, *_IN_BRIEF))
"""What says that something was done, in any case, as both Python and DuckDB read it."""
CLAIMS = re.compile(rf"(?:{PATTERN})(?![a-zà-ÿ])", re.IGNORECASE | re.MULTILINE)

OWN = re.compile(
    r"\s+(?:by|from|in)\b|\s+(?:\w+['’]?\s+){0,3}?(?:summary|draft|list|comment|notes?|report|text|"
    r"proposal|overview|table|agenda|answer|reply|response|suggestion|plan|document|checklist|"
    r"template|wording|résumé|brouillon|commentaire|rapport|texte|tableau|resumen|borrador|"
    r"comentario|informe|texto|cuadro)\b",
    re.IGNORECASE,
)
"""What makes of such words no action beside the output, where it follows them."""
DRAFT = re.compile(
    r"\b(?:draft\w*|suggest\w*|propos\w*|template|wording|says?|said|writes?|wrote|asks?|asked|"
    r"entwurf|vorschlag|formulierung|schreibt|schrieb|sagt|fragt|brouillon|écrit|dit|borrador|"
    r"propuesta|escribe|escribió|dice)\b[^\n:]{0,60}[:\uff1a]",
    re.IGNORECASE,
)
"""What says that the words after it are meant for somebody else to send, or are another's."""
QUOTES = re.compile(
    r"“[^“”]*”|\"[^\"\n]*\"|„[^„“”]*[“”]|«[^«»]*»|「[^「」]*」|^[ \t]*>.*$", re.MULTILINE
)
"""What is quoted, which is no word of the worker."""
UNSURE = re.compile(
    r"\b(?:not|never|unable|failed|would|could|should|will|if|once|after|when|until|before|"
    r"nicht|kein\w*|nie|würde|wenn|falls|sobald|nachdem|bevor|pas|jamais|si|quand|après|"
    r"no|nunca|cuando|después)\b|n['’]t\b|ません|場合",
    re.IGNORECASE,
)
"""What in a clause says that it wasn't done, or not yet."""
_READING = """
    get read list search find fetch lookup look query retrieve view check calculate calc compute
    think compare count describe show select inspect browse open load summarize summarise extract
    classify translate analyze analyse verify validate match filter sum rank score detect parse
    history status info details knowledge calculator thought
"""
_ACTING = """
    send mail email sms post write create update delete remove cancel book reserve schedule add
    set put patch insert upsert save upload submit pay refund issue process place move close assign
    approve reject transfer forward reply notify message execute run call invoke trigger modify
    change edit exchange return order charge publish share invite start launch escalate
"""
_WRITING = "add create post write put set save insert upsert publish update edit"
_NOTES = "comment comments note notes"
_MAILS = "send mail email sms notify reply forward"
_OTHERS = {
    r"sent|mailed|forwarded|notified|informed|sendet|schickt|versandt|mailt|leitet|envo|exp|transm|"
    r"enviad|mandad|送": "update delete remove cancel book reserve schedule close assign approve "
    "refund pay move edit modify change",
    r"book|scheduled|ordered|bucht|bestellt|réserv|command|reservad|pedido|予約|注文": f"{_MAILS} "
    f"{_NOTES} delete remove cancel refund close",
    r"cancel|deleted|removed|storniert|löscht|annul|supprim|eliminad|キャンセル": f"{_MAILS} "
    f"{_NOTES} book reserve create add insert",
    r"refund|reimburs|paid|erstattet|überwiesen|rembours|reembols|返金": f"{_MAILS} "
    f"{_NOTES} book reserve delete remove",
}
DONE_BY_NONE = tuple(
    (re.compile(said, re.IGNORECASE), frozenset(names.split())) for said, names in _OTHERS.items()
)
"""What is said to be done, with the words in names of tools that do something else."""
_SENT = (
    "sent|mailed|forwarded|gesendet|geschickt|verschickt|versendet|versandt|envoyé|expédié|enviado|"
    "mandado"
)
_AN_EMAIL = r"(?<![@\w])(?:e-?mails?|courriels?|correos?)\b(?! address)"
BY_MAIL = re.compile(
    rf"(?:{_SENT})\W+(?:\w+\W+){{0,4}}?{_AN_EMAIL}|{_AN_EMAIL}\W+(?:\w+\W+){{0,3}}?(?:{_SENT})|"
    r"\be-?mailed|gemailt|メールを?(?:送|お送り|転送)",
    re.IGNORECASE,
)
"""What says that it was done by e-mail, which nothing does that is written elsewhere."""
NOUNS = frozenset(["order", "return", "exchange", "charge", "change", "issue", "place", "set"])
"""Those of them that may name what something is done to, as in cancel_order."""
WRITTEN = frozenset(_NOTES.split())
"""Those of them that name what is written, as in add_comment: nothing but that is done."""
WRITES = frozenset(_WRITING.split())
"""Those of them that say of what is written that it is."""
READS, ACTS = frozenset(_READING.split()), frozenset(_ACTING.split())
"""Words in the names of tools that only read, and of those that do something."""
