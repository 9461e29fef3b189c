"""Comments that say the same, and previews that are cut."""

from __future__ import annotations

import pytest

from dashboard.checks.alike import alike
from dashboard.checks.cut import is_cut

SAME = [
    ("Reminder for invoice 2041 is written.", "Reminder for invoice 2041 is written."),
    ("Reminder for invoice 2041 is written.", "**Reminder** for invoice 2041 is written!"),
    ("Reminder for invoice 2041\nis written.", "reminder for  invoice 2041 is written"),
    ("Die Mahnung zu 2041 ist geschrieben.", "Die Mahnung zu 2041 ist geschrieben"),
    ("La relance de la facture 2041 est prête.", "La relance de la facture 2041 est prête !"),
    ("El recordatorio de la factura 2041.", "El recordatorio de la factura 2041"),
    ("請求書2041の督促状を作成いたしました。", "請求書2041の督促状を作成いたしました"),
    (
        "The reminder for invoice 2041 was written and the customer of ours is told that it is due",
        "A reminder for invoice 2041 was written and the customer of ours is told that it is due",
    ),
    (
        "Rechnung 2041 ist geprüft und der Kunde aus Ulm bekommt bald eine Mahnung mit der Post",
        "Rechnung 2041 ist geprüft und der Kunde aus Ulm bekommt bald die Mahnung mit der Post",
    ),
    ("\uff21\uff22\uff23 reminder for 2041", "ABC reminder for 2041"),
]  # fmt: skip

DIFFERENT = [
    ("Done.", "Done."),
    ("OK, thanks", "OK, thanks"),
    ("Reminder for invoice 2041 is written.", "Reminder for invoice 2042 is written."),
    ("12 days overdue, a reminder is written", "19 days overdue, a reminder is written"),
    ("Reminder for invoice 2041 is written.", "Reminder for invoice 2041 is late."),
    ("The customer pays on Monday, says Anna.", "The customer wants a discount, says Bob."),
    ("Rechnung 2041 geprüft, alles richtig.", "Rechnung 2041 geprüft, Betrag falsch."),
    ("La facture 2041 est juste.", "La facture 2041 est fausse."),
    ("La factura 2041 es correcta.", "La factura 2041 es falsa."),
    ("請求書2041は正しいです。", "請求書2041は間違っています。"),
    ("Figures and source added for 2041.", ""),
    (
        "Invoice of Alder is late; please write a first letter to them today and tell us",
        "Invoice of Alder is late; please write a second letter to them today and tell us",
    ),
    (
        "Invoice of Alder is late now; please write a letter to them today and tell us all",
        "Invoice of Alder is not late now; please write a letter to them today and tell us all",
    ),
    ("", ""),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), SAME)
def test_comments_that_say_the_same(one: str, other: str) -> None:
    assert alike(one, other) and alike(other, one)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_comments_that_are_short_or_differ_in_a_number_or_in_words(one: str, other: str) -> None:
    assert not alike(one, other) and not alike(other, one)


@pytest.mark.parametrize(
    ("text", "limit", "cut"),
    [
        ("The customer wants", None, False),
        ("The customer wants…", None, True),
        ("The customer wants...", None, True),
        ("“The customer wants…”", None, True),
        ("Wait… that was it.", None, False),
        ("The customer wants", 18, True),
        ("The customer wants", 19, False),
    ],
)
def test_a_preview_is_cut_where_it_ends_in_dots_or_where_its_export_cuts(
    text: str, limit: int | None, cut: bool
) -> None:
    assert is_cut(text, limit) is cut
