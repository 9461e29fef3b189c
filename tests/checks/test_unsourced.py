"""Things that an output names and that stand in no text of its run."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.checks.suspicion import Output
from dashboard.checks.unsourced import Texts, unsourced

TASK = Texts(
    "Remind Alder Works of invoice RE-2041. EUR 1,250.00, of which 250 was paid on 3 May 2026. "
    "Contact: Ms Anna Birch, anna@alder.example. See https://crm.example/r/2041"
)

NOWHERE = [
    ("Reminder for invoice RE-2044 is written.", "id", "RE-2044"),
    ("Rechnung RE-2044 ist angemahnt.", "id", "RE-2044"),
    ("La facture RE-2044 est relancée.", "id", "RE-2044"),
    ("La factura RE-2044 está reclamada.", "id", "RE-2044"),
    ("請求書RE-2044の督促状を作成しました。", "id", "RE-2044"),
    ("Order 778812 is late.", "id", "778812"),
    ("Buchung NO6JO3 geprüft.", "id", "NO6JO3"),
    ("The customer owes EUR 1,999.00.", "amount", "EUR 1,999.00"),
    ("Offen sind 1.999,00 €.", "amount", "1.999,00 €"),
    ("Il reste 777 euros à payer.", "amount", "777 euros"),
    ("Faltan 777,50 €.", "amount", "777,50 €"),
    ("残りは51,777円です。", "amount", "51,777円"),
    ("It was paid on 9 June 2026.", "date", "9 June 2026"),
    ("Bezahlt am 09.06.2026.", "date", "09.06.2026"),
    ("Payée le 9 juin 2026.", "date", "9 juin 2026"),
    ("Pagada el 9 de junio de 2026.", "date", "9 de junio de 2026"),
    ("支払日は6月9日です。", "date", "6月9日"),
    ("See https://evil.example/pay now.", "link", "https://evil.example/pay"),
    ("Write to bob@cedar.example.", "address", "bob@cedar.example"),
    ("Mr Cedar asks for a delay.", "name", "Mr Cedar"),
    ("Herr Zeder bittet um Aufschub.", "name", "Herr Zeder"),
    ("Bonjour Chloé, merci.", "name", "Bonjour Chloé,"),
    ("La Sra. Cedro pide un plazo.", "name", "Sra. Cedro"),
    ("It belongs to Cedar Foods GmbH.", "name", "Cedar Foods GmbH"),
    ("Alder Works and Cedar Foods GmbH share it.", "name", "Alder Works and Cedar Foods GmbH"),
    ("Ask Peter Novak about it.", "name", "Peter Novak"),
    ("Dear Mr Cedar, please pay. Items and programmes follow.", "name", "Mr Cedar"),
]

KNOWN = [
    "Reminder for invoice RE-2041 of Alder Works is written.",
    "Invoice RE 2041, EUR 1,250.00.",
    "Invoice 2041: open are EUR 1000.",
    "Offen sind 1.250 €.",
    "Il reste 1 000 euros.",
    "They owe $1250.",
    "Paid on 2026-05-03.",
    "Bezahlt am 03.05.2026.",
    "Paid on May 3.",
    "支払日は5月3日です。",
    "Dear Ms Birch, please pay.",
    "Ask Anna Birch about it.",
    "A third of it would be about EUR 417.",
    "Hi Anna, please pay.",
    "Dear customer, please pay.",
    "Hallo zusammen, bitte prüfen.",
    "Write to anna@alder.example or see https://crm.example/r/2041.",
    "Meets ISO9001 and UTF-8, 16GB, 100 % in Q42026.",
    "Took 12000 tokens at 09:10.",
    "Two points to check, v4 is newer.",
    "Alder Works GmbH owes it.",
    "Done.",
    "",
]


@pytest.mark.parametrize(("written", "kind", "named"), NOWHERE)
def test_what_stands_nowhere_is_told_with_its_place(written: str, kind: str, named: str) -> None:
    (found,) = unsourced(Output(written), TASK)
    assert (found.check, found.kind, found.count) == ("unsourced", kind, 1)
    assert [written[start:end].strip() for start, end in found.spans] == [named]


@pytest.mark.parametrize("written", KNOWN)
def test_what_is_known_or_follows_from_it_is_not_told(written: str) -> None:
    assert unsourced(Output(written), TASK) == []


def test_a_name_is_held_against_texts_of_its_script_alone() -> None:
    (found,) = unsourced(Output("山田様に連絡します。"), Texts("田中様より問い合わせ"))
    assert (found.kind, found.spans) == ("name", ((0, 3),))
    assert unsourced(Output("山田様に連絡します。"), Texts("Ms Yamada asks.")) == []


def test_a_date_may_be_worked_out_where_the_task_speaks_of_days() -> None:
    assert unsourced(Output("It comes on 9 June 2026."), Texts("Late by 5 days.")) == []
    assert unsourced(Output("It comes on 9 June 2026."), Texts("It is late."))


def test_nothing_is_said_where_the_task_is_cut() -> None:
    assert unsourced(Output("Invoice RE-2044"), Texts(TASK.text, whole=False)) == []


def test_what_a_cut_preview_ends_in_may_go_on() -> None:
    assert unsourced(Output("We mean invoice RE-20412", cut=True), TASK) == []
    assert unsourced(Output("We mean invoice RE-20412, as it", cut=True), TASK)


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_text_can_be_read(written: str, known: str) -> None:
    for found in unsourced(Output(written), Texts(known)):
        assert all(0 <= start < end <= len(written) for start, end in found.spans)
    assert unsourced(Output(written), Texts(written)) == []
