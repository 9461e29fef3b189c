"""What an error text tells, in the shapes that agents hand on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.causes.telling import LONGEST, telling

TRACEBACK = """Traceback (most recent call last):
  File "/app/agent.py", line 31, in run
    invoice = crm.find(number)
KeyError: 'amount'

During handling of the above exception, another exception occurred:

Traceback (most recent call last):
  File "/app/agent.py", line 40, in run
    raise LookupFailed("No invoice 4711") from error
crm.errors.LookupFailed: No invoice 4711
(see the log)
"""
JAVA = """org.example.AgentException: the step failed
\tat org.example.Agent.run(Agent.java:17)
Caused by: java.io.IOException: disk full
\tat java.base/java.io.FileOutputStream.write(Native Method)
\t... 12 more"""
NODE = """TypeError: customer is undefined
    at find (/srv/agent.js:3:14)
    at async run (/srv/agent.js:9:2)"""


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (TRACEBACK, "crm.errors.LookupFailed: No invoice 4711"),
        (JAVA, "java.io.IOException: disk full"),
        (NODE, "TypeError: customer is undefined"),
        ("ValueError('No invoice 1234')", "ValueError: No invoice 1234"),
        ("ResetError(104, 'by peer') at x", "ResetError: by peer at x"),
        ('{"status": 403, "error": "No access"}', "403 No access"),
        ('HTTP 429: {"error": {"message": "Slow", "type": "rate"}}', "HTTP 429: rate Slow"),
        ("Error 400 - {'error': {'message': 'Too \"long\"'}}", 'Error 400 - Too "long"'),
        ('{"errors": [{"detail": "first"}, {"detail": "second"}]}', "first"),
        ('{\n  "message": "over\\nlines"\n}', "over lines"),
        ('ApiError(\'{"message": "inner"}\')', "ApiError: inner"),
        ("Datensatz nicht gefunden", "Datensatz nicht gefunden"),
        ("記録が見つかりません", "記録が見つかりません"),
        ("  two\n lines ", "two"),
        ("{broken json", "{broken json"),
        ("[1, 2]", "[1, 2]"),
        ("\n\t ", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_tells_what_happened(text: str, told: str) -> None:
    assert telling(text) == told


def test_a_traceback_that_was_cut_off_tells_its_last_line() -> None:
    assert telling('Traceback (most recent call last):\n  File "a.py", line 3, in f') == (
        'File "a.py", line 3, in f'
    )


@given(st.text())
def test_any_text_is_told_on_one_line(text: str) -> None:
    told = telling(text)
    assert len(told) <= LONGEST
    assert told == " ".join(told.split())
    assert bool(told) == bool(text.strip())


def test_hostile_nesting_is_survived() -> None:
    for text in ("[" * 9000 + "]" * 9000, "{'a':" * 3000, "E(" * 5000 + ")" * 5000):
        assert telling(text)
