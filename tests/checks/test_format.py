"""Formats that instructions ask for: read where said plainly, missed only where certain."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.checks.format import missed
from dashboard.checks.requests import requests
from dashboard.checks.suspicion import Output

ENGLISH = "The customer was told that the refund is on its way and will be paid to the card."
GERMAN = "Der Kunde wurde informiert, dass die Erstattung auf dem Weg ist und mit der Karte kommt."
FRENCH = "Le client est informé que le remboursement est en route et sera versé sur la carte."
SPANISH = (
    "El cliente fue informado de que el reembolso está en camino y que se paga con la tarjeta."
)
JAPANESE = "お客様には返金の手続きが進んでいることをお知らせしました。カードに支払われます。"

MISSED = [
    ("Answer as JSON.", "Score 4: asks for a date.", "JSON"),
    ('Answer as JSON, like {"score": 4}.', '{"score": 4, "why": "asks', "JSON"),
    ("Antworte als JSON.", "Punkte: 4, fragt nach einem Termin.", "JSON"),
    ("Réponds au format JSON.", "Note : 4, demande une date.", "JSON"),
    ("Responde en formato JSON.", "Puntuación 4: pide una fecha.", "JSON"),
    ("JSON形式で回答してください。", "スコアは四です。", "JSON"),
    ("Return only valid JSON.", "Sure, I looked at it.", "JSON"),
    ("Write the result as bullet points.", "Two offers came in, one is late.", "bullets"),
    ("Schreib das Ergebnis in Stichpunkten.", "Zwei Angebote kamen, eines zu spät.", "bullets"),
    ("Présente le résultat sous forme de liste à puces.", "Deux offres, une en retard.", "bullets"),
    ("Presenta el resultado como lista con viñetas.", "Dos ofertas, una tarde.", "bullets"),
    ("箇条書きで書いてください。", "見積もりは二つです。", "bullets"),
    ("Give the steps as a numbered list.", "First open it, then close it.", "numbered list"),
    ("Present the offers as a table.", "Alder 20, Birch 30.", "table"),
    ("Gib das Ergebnis als Tabelle aus.", "Alder 20, Birch 30.", "table"),
    ("Keep the comment under 5 words.", "One two three four five six.", "words"),
    ("Every comment has at most five words.", "One two three four five six.", "words"),
    ("Höchstens 5 Wörter.", "Eins zwei drei vier fünf sechs.", "words"),
    ("Résume en 5 mots maximum.", "Un deux trois quatre cinq six.", "words"),
    ("Responde en un máximo de 5 palabras.", "Uno dos tres cuatro cinco seis.", "words"),
    ("Write a text of 6 to 9 words.", "Only three words.", "words"),
    ("Summarise in two sentences.", "It is late. We asked. Nobody knows. It rains.", "sentences"),
    ("Fasse das Ticket in zwei Sätzen zusammen.", "Es ist spät. Wir fragten. Niemand weiß es.",
     "sentences"),
    ("2文で書いてください。", "遅れています。聞きました。返事はありません。", "sentences"),
    ("At most 20 characters.", "This is longer than twenty characters.", "letters"),
    ("10文字以内で回答してください。", "これは十文字よりも長い文章です。", "letters"),
    ("Write an agenda of at most two points.", "- one\n- two\n- three", "points"),
    ('Start with "Summary:".', "All is well.", "start"),
    ("Beginne mit „Ergebnis:“.", "Alles in Ordnung.", "start"),
    ("Termina con «Saludos».", "Todo está en orden.", "end"),
    ('Use the headings "Problem" and "Next step".', "Problem: none.", "holds"),
    ("Answer in German.", ENGLISH, "language"),
    ("Antworte auf Englisch.", GERMAN, "language"),
    ("Answer in English.", FRENCH, "language"),
    ("Responde en español.", JAPANESE, "language"),
    ("日本語で回答してください。", SPANISH, "language"),
    ("Use bullet points.", "The invoice is open. The customer knows.", "bullets"),
    ("Output a table with the columns Name and Amount.", "Name Lopez, amount 30.", "table"),
    ("Give a numbered list of the steps.", "First call, then mail.", "numbered list"),
    ("Limit: 5 words.", "One two three four five six.", "words"),
    ("Do not write more than 5 words.", "One two three four five six.", "words"),
    ("Never exceed 5 words.", "One two three four five six.", "words"),
    ("Your comment must be no longer than 2 lines.", "One\nTwo\n\nThree", "lines"),
    ("Do not use bullet points.", "- one\n- two", "bullets left out"),
    ("Keine Aufzählungen.", "- eins\n- zwei", "bullets left out"),
    ("Never use Markdown.", "It is **late**.", "plain text"),
    ("Answer in plain text.", "## Result\nIt is late.", "plain text"),
]  # fmt: skip

KEPT = [
    ("Answer as JSON.", '{"score": 4}'),
    ("Answer as JSON.", 'Here it is:\n```json\n{"score": 4}\n```'),
    ("Antworte als JSON.", '[{"punkte": 4}]'),
    ("Write the result as bullet points.", "Two offers: - Alder, late - Birch, in time"),
    ("Write the result as bullet points.", "• Alder\n• Birch"),
    ("Give the steps as a numbered list.", "1. Open it\n2. Close it"),
    ("Present the offers as a table.", "| firm | price |\n|---|---|\n| Alder | 20 |"),
    ("Keep the comment under 5 words.", "One two three four five."),
    ("Write a text of 6 to 9 words.", "This well-meant text has seven words inside."),
    ("Summarise in two sentences.", "It was Dr. Elm, at 3.5 per cent. We asked Elm Ltd. by mail."),
    ("Summarise in two sentences.", "It costs EUR 3. That was all."),
    ('Start with "Summary:".', "**Summary**: all is well."),
    ('Start with "Summary:".', "## Summary\nAll is well."),
    ("Termina con «Saludos».", "Todo está en orden. ¡Saludos!"),
    ('End with "Regards, [name]".', "All is well.\nRegards, Ann"),
    ('Use the headings "Problem" and "Next step".', "## Problem\nNone\n## Next step\nNone"),
    ("Answer in German.", GERMAN),
    ("Answer in German.", "OK, thanks, sent."),
    ("Répondez en français.", FRENCH),
    ("Responde en español.", SPANISH),
    ("日本語で回答してください。", JAPANESE),
    ("Use bullet points.", "- one\n- two"),
    ("Do not use bullet points.", "One - and two.\n- a dash alone"),
    ("Never use Markdown.", "It is 2 * 3 * 4 # of_them_all."),
    ("Never exceed 5 words.", "One two three four five."),
    ("Your comment must be no longer than 2 lines.", "One\n\nTwo"),
]  # fmt: skip

ASKS_NOTHING = [
    "Never answer as JSON.",
    "If the customer asks for it, answer as JSON.",
    "You may answer as a table.",
    "Read the JSON file that is attached.",
    "Send the tool a JSON object.",
    "Write the score and one sentence why as a task comment.",
    "List parties, term, notice period and price, one line each.",
    "Give it a title of at most 8 words.",
    "Start with a summary of at most two sentences.",
    "Each bullet has at most 12 words.",
    "Write an e-mail of at most 80 words.",
    "Write about 100 words.",
    "Keep the summary under 80 words. Keep the comment under 120 words.",
    "Answer as JSON. Answer as bullet points.",
    "End with the open decisions.",
    'Start with "Dear [name]" or "Hello [name]".',
    "Schreib nie mehr als nötig.",
    "Falls es lang ist, fasse es in drei Sätzen zusammen.",
    "Antworte in der Sprache des Kunden.",
    "Réponds si possible en trois phrases.",
    "Wait at most 3 days.",
    "Score it from 1 to 5 for fit and urgency.",
    "No bullet points longer than one line.",
    "Do not use bullet points if there is one thing to say.",
    "No Markdown tables.",
    "Answer as bullet points. No bullets.",
    "Give a table of contents.",
]


@pytest.mark.parametrize(("instructions", "written", "kind"), MISSED)
def test_a_format_that_was_missed_is_told_with_the_sentence_that_asks(
    instructions: str, written: str, kind: str
) -> None:
    (found,) = missed(requests(instructions), Output(written))
    assert (found.check, found.kind) == ("format", kind)
    assert found.said == instructions


@pytest.mark.parametrize(("instructions", "written"), KEPT)
def test_a_format_that_was_kept_is_not_told(instructions: str, written: str) -> None:
    assert requests(instructions), "nothing was asked, so nothing is tried"
    assert not list(missed(requests(instructions), Output(written)))


@pytest.mark.parametrize("instructions", ASKS_NOTHING)
def test_what_is_said_of_parts_or_sometimes_asks_nothing_of_the_whole(instructions: str) -> None:
    assert requests(instructions) == ()


@pytest.mark.parametrize(
    ("instructions", "written", "told"),
    [
        ("Keep the comment under 3 words.", "One two three four", True),
        ("Write a text of 6 to 9 words.", "Only three words", False),
        ("Answer as JSON.", '{"score": 4, "why": "asks f', False),
        ("Answer as JSON.", "I looked at this lead and find that it is a good one", True),
        ("Answer as JSON.", "Sure", False),
        ("Write the result as bullet points.", "Two offers came in, and", False),
        ('End with "Regards".', "All is well, and", False),
        ('Start with "Summary:".', "All is well, and", True),
    ],
)
def test_nothing_is_said_of_a_cut_output_that_its_end_could_decide(
    instructions: str, written: str, told: bool
) -> None:
    assert bool(list(missed(requests(instructions), Output(written, cut=True)))) is told


def test_the_evidence_is_what_is_too_much() -> None:
    text = "One two three. Four five! Six"
    (words,) = missed(requests("At most 4 words."), Output(text))
    assert [text[start:end] for start, end in words.spans] == ["five! Six"]
    assert words.count == 6
    (said,) = missed(requests("Summarise in two sentences."), Output(text))
    assert [text[start:end] for start, end in said.spans] == [" Six"]
    assert said.count == 3


def test_an_empty_output_misses_no_format() -> None:
    assert not list(missed(requests("Answer as JSON."), Output(" \n ")))


def test_long_instructions_are_read_in_time() -> None:
    assert requests("start with the " * 6000) == ()
    assert requests("answer as a a a a a a " * 4000) == ()
    for word in ("a", "una", "phrase", "a single"):  # a minute each, if it were read in two ways
        assert requests(f"start with {word}{f' {word}' * 30}.") == ()
        assert requests(f"return as {word}{f' {word}' * 30}.") == ()


@given(st.text(max_size=300), st.text(max_size=300), st.booleans())
def test_any_text_can_be_read(instructions: str, written: str, cut: bool) -> None:
    for words in (instructions, f"Answer as JSON. At most 3 words. {instructions}"):
        for found in missed(requests(words), Output(written, cut)):
            assert all(0 <= start <= end <= len(written) for start, end in found.spans)
            assert re.search(r"\S", found.said)
