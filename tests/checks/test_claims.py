"""Actions that an output says were done though no call can have done them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.checks.claims import claims, may_act
from dashboard.checks.suspicion import Output

READ = [{"name": "get_invoice", "ok": True}]

SAYS_DONE = [
    "I have sent the reminder to the customer.",
    "I've emailed the customer.",
    "I’ve just updated the record in the CRM.",
    "I cancelled your order and told the team.",
    "Your reservation has been successfully cancelled.",
    "The refund was successfully issued.",
    "Checked. Sent the reminder to Alder Works.",
    "Done: E-mailed the customer about it.",
    "Ich habe die Mahnung an den Kunden gesendet.",
    "Ich habe den Termin gebucht.",
    "Ich habe die Rechnung storniert und alles geprüft.",
    "Die Bestellung wurde erfolgreich storniert.",
    "J'ai envoyé la facture au client.",
    "J’ai déjà annulé la commande.",
    "La commande a été annulée avec succès.",
    "He enviado la factura al cliente.",
    "También he cancelado el pedido.",
    "El pedido ha sido cancelado correctamente.",
    "お客様にメールを送信しました。",
    "予約をキャンセルしました。",
    "返金しました。",
    "I notified the account manager.",
    "I went ahead and closed the ticket.",
    "Successfully updated the record.",
    "Done: created a task for accounting.",
    "Reminder sent to Ms Birch.",
    "Ich habe den Termin verschoben.",
]

SAYS_NOTHING = [
    "I have created a summary of the ticket.",
    "I updated the draft below.",
    "I have not sent the reminder.",
    "I could not send it; nothing was changed.",
    "Once I have sent it, I will tell you.",
    "If it has been successfully cancelled, close the task.",
    "Have I sent the invoice?",
    "The invoice was sent on 3 May.",
    "The customer says that the parcel has been sent.",
    "Reminder sent by the customer yesterday.",
    "Please send the reminder.",
    "It should be sent today.",
    "Ich habe die Mahnung nicht gesendet.",
    "Ich habe die Unterlagen gelesen. Der Kunde hat sie gesendet.",
    "Die Rechnung wurde am 3. Mai verschickt.",
    "Je n'ai pas envoyé la facture.",
    "J'ai créé un résumé.",
    "No he enviado la factura.",
    "He creado un resumen.",
    "メールは送信していません。",
    "要約を更新しました。",
    "Suggested reply: I have sent you the invoice.",
    "Draft:\nDear Ms Birch, thank you. I have sent you the invoice.",
    "She writes: I have cancelled the order.",
    "“I have sent the letter,” she says.",
    "> I have sent the letter",
    "Updates the record when it is approved.",
    "",
]


@pytest.mark.parametrize("written", SAYS_DONE)
def test_an_action_that_no_call_made_is_told(written: str) -> None:
    for calls in ([], READ, [{"name": "send_mail", "ok": False}]):
        (found,) = claims(Output(written), calls)
        assert (found.check, found.kind) == ("claim", "action")
        assert all(written[start:end].strip() for start, end in found.spans)


@pytest.mark.parametrize("written", SAYS_NOTHING)
def test_what_was_not_done_or_is_only_told_is_none(written: str) -> None:
    assert claims(Output(written), READ) == []


@pytest.mark.parametrize(
    "calls", [None, [{"name": "mail.send"}], [{"name": "workflow"}], [*READ, {"wrote": True}]]
)
def test_nothing_is_told_where_a_call_may_have_done_it(calls: list[dict[str, Any]] | None) -> None:
    assert claims(Output(SAYS_DONE[0]), calls) == []


@pytest.mark.parametrize(
    ("written", "called", "told"),
    [
        ("I have sent the reminder.", ["crm.update_deal"], True),
        ("I have sent the reminder.", ["mail.send"], False),
        ("I have sent the reminder.", ["create_reminder"], False),
        ("I have sent the reminder.", ["cancel_order", "workflow.run"], False),
        ("It has been successfully cancelled.", ["send_email"], True),
        ("It has been successfully cancelled.", ["send_email", "cancel_order"], False),
        ("I have booked the flight.", ["cancel_order"], True),
        ("I have refunded the customer.", ["send_mail"], True),
        ("I have refunded the customer.", ["update_order"], False),
        ("I have updated the record.", ["anything"], False),
    ],
)
def test_a_call_that_is_named_after_something_else_did_not_do_it(
    written: str, called: list[str], told: bool
) -> None:
    calls = [{"name": name, "ok": True, "wrote": True} for name in called]
    assert bool(claims(Output(written), calls)) is told


@pytest.mark.parametrize(
    ("written", "called", "told"),
    [
        ("Done. I have sent an email to the guest.", "add_comment", True),
        ("I have sent the guest a confirmation e-mail.", "tasks.comments.create", True),
        ("I have sent the reminder by e-mail.", "comment", True),
        ("Ich habe dem Gast eine E-Mail gesendet.", "post_comment", True),
        ("J'ai envoyé un e-mail au client.", "addComment", True),
        ("お客様にメールを送信しました。", "add_comment", True),
        ("I have booked the shuttle.", "crm.add_note", True),
        ("I cancelled your order.", "create_task_comment", True),
        ("I have sent the reminder.", "add_comment", False),
        ("I have informed the guest.", "add_comment", False),
        ("I have updated the e-mail address.", "add_comment", False),
        ("I have sent the reminder to anna@mail.example", "add_comment", False),
        ("I have sent an email to the guest.", "send_comment_email", False),
        ("I have cancelled the order.", "cancel_order_with_comment", False),
        ("I have sent an email.", "workflow", False),
    ],
)
def test_a_comment_is_no_email_and_books_nothing(written: str, called: str, told: bool) -> None:
    calls = [*READ, {"name": called, "ok": True, "wrote": True}]
    assert bool(claims(Output(written), calls)) is told
    assert not may_act({"name": "get_comment"})


def test_nor_where_the_export_says_that_more_was_created() -> None:
    assert claims(Output(SAYS_DONE[0]), READ, else_done=True) == []


@pytest.mark.parametrize(
    ("name", "acts"),
    [
        ("get_user_details", False),
        ("searchDirectFlight", False),
        ("finance.read", False),
        ("calculate", False),
        ("crm.add_note", True),
        ("update_reservation", True),
        ("get_and_delete", True),
        ("transfer_to_human_agents", True),
        ("bash", True),
        ("", True),
    ],
)
def test_a_call_that_is_named_after_reading_alone_does_nothing(name: str, acts: bool) -> None:
    assert may_act({"name": name}) is acts


@given(st.text(max_size=300))
def test_any_text_can_be_read(written: str) -> None:
    for found in claims(Output(written), []):
        assert all(0 <= start < end <= len(written) for start, end in found.spans)
