"""Names of months and days in the languages of the usual spreadsheets, in full or shortened."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# Of languages that call different months alike none is here: listopada is November in Polish and
# October in Croatian, and a Finnish "marras" begins like the March of others.
_MONTHS = (
    "january januar jänner janvier enero gennaio janeiro januari január ocak января январь",
    "february februar février febrero febbraio fevereiro februari február şubat февраля февраль",
    "march märz mars marzo março maart mrz mrt marts március mart марта март",
    "april avril abril aprile április nisan апреля апрель",
    "may mai mayo maggio maio mei maj május may\u0131s мая май",
    "june juni juin junio giugno junho június haziran июня июнь",
    "july juli juillet julio luglio julho július temmuz июля июль",
    "august août agosto augustus augusti augusztus ağustos августа август",
    "september septembre septiembre setiembre settembre setembro szeptember eylül сентября "
    "сентябрь",
    "october oktober octobre octubre ottobre outubro október ekim октября октябрь",
    "november novembre noviembre novembro kas\u0131m ноября ноябрь",
    "december dezember décembre diciembre dicembre dezembro desember aral\u0131k декабря декабрь",
)
DAYS = (
    "mon|tue|wed|thu|fri|sat|sun|mo|di|mi|do|fr|sa|so|lun|mar|mer|jeu|ven|sam|dim|mié|mie|jue|vie|"
    "sáb|sab|dom|gio|seg|ter|qua|qui|sex|ma|wo|vr|za|zo"
)
"""How the names of the days of a week begin, for a pattern."""


def _bare(name: str) -> str:
    """In small letters without accents."""
    parts = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in parts if not unicodedata.combining(letter)).replace(
        "\u0131", "i"
    )


_NAMES = {_bare(name): n for n, names in enumerate(_MONTHS, 1) for name in names.split()}


@lru_cache(maxsize=256)
def month(name: str) -> int | None:
    """The month from 1 that a name, or the first three letters of one or more, stands for; None
    where no month is called so, or several."""
    begun = _bare(name)
    found = {n for full, n in _NAMES.items() if full.startswith(begun)} if len(begun) > 2 else set()
    return found.pop() if len(found) == 1 else None
