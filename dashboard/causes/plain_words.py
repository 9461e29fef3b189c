"""Words of the language, which are no names of computers though they stand where one could.

They count ("limit:3000"), or they tell what happened ("refused:3000"): all that the shipped rules
look for are among them, or what a rule looks for would be masked away.
"""

from __future__ import annotations

_COUNTED = (
    r"(?:\w*[_-])?(?i:line|row|col|column|char|offset|pos|position|page|step|index|part|id|pid"
    r"|code|status|state|error|exit|errno|signal|version|warning|count|total|size|length|rows"
    r"|cells|bytes|items?|records?|retry|retries|attempts?|took|elapsed|timeout|delay|port|ports"
    r"|order|invoice|ticket|task|run|job|user|customer|account|limit|budget|quota|tokens?|steps?"
    r"|turns?|calls?|rate|max\w*|min\w*|depth|memory|rule|node|stage|phase|level|batch|chunk|block"
    r"|zeile|spalte|seite|schritt|ligne|colonne|línea|fila|riga)"
)
_TOLD = r"""
    abgebrochen abgelaufen acces\w* acceso accesso accès acesso activ\w* after again agent
    already anfragen angaben angemeldet annul\w* answer any anymore anyway api architecture
    archive are array assistant assistent\w* ausgabe autenticaci\w* authori\w* autoris\w* bad
    because been benutzer beyond broken busy cancel\w* cannot categor\w* catégorie certificate
    change class command conexi\w* connect connexion contact content context could data database
    deadline deal decode delimiter demasiadas desactiv\w* deshabilitada dns does down draft
    durch délai dépassé désactiv\w* eai\w* econn\w* edit ehostunreach empty encontr\w* end
    enetunreach enotfound enough epipe erlaubt erreur errors? espera está exceeds? exist existe
    exists expir\w* fail fails failures? fall fault fehl\w* fenster field file filter final
    first fit for forbidden format formato found freigegeben full fully gave gefunden gelöscht
    getaddrinfo gevonden geweigerd given gone group habilitada had has herramienta http https in
    inactive inaktiv incomplete incorrect input instead insufficient internal interne interner
    interno invalide? inválido ip is ist it item iterations? jetons? json kategorie kein keine
    key keys known kontext lacks lang large late lead lido login long longer lookup lost länge
    manquante many match may mehr message misses mode model more name names necessary negato
    network never nicht niet nombre none? not now null number nxdomain não object off once open
    option out outil output over par parse pas password payload peer perd\w* peticiones pipe
    plus policy por privilege product project prompt property query read reads rechazada record
    refresh refus\w* remote reply request requests requis requêtes reset resol\w* resource
    response rights route réponse safety scaduto schritte scope secret see serverfehler service
    shut sigkill sigterm socket solicitudes sortie source ssl still stream such supplier system
    table tempo temporarily than the then throttl\w* tiempo tls today toegang token too tool
    trop trovat\w* twice type unauthori\w* under ungültig\w* unknown unvollständig update upload
    valid valido value verloren verweigert viele view vom von war was were werkzeug window with
    within without worker write wrong wurde xml yaml yet zeit zugangsdaten zugriff échou\w*
    étapes überschritten
"""
_TELLING = (
    r"(?i:\w*(?:ed|ing|[ts]ion(?:s|en)?|able|ible|ity|less|ment|ance|ence|tial|iert|ung|ière?|ados?)"
    rf"|{'|'.join(_TOLD.split())})"
)
NO_NAME = rf"(?!(?:{_COUNTED}|{_TELLING})(?![\w-]|\.\w))"
"""That no such word stands here: a pattern of no width."""
