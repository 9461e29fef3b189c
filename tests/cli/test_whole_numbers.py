"""Numbers on the command line are whole, in plain figures; what is none is said in words."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Run

HUGE = "9" * 5000


@pytest.mark.parametrize(
    "words",
    [
        ("rejects", "1.5"), ("rejects", "1_0"), ("undo", "\uff11"), ("find", "x", "--limit", "5e3"),
        ("serve", "--port", "0x10"), ("decisions", "--undo", ""), ("mark", "--undo", "one"),
        ("show", "runs", "--after", HUGE),
    ],
)  # fmt: skip
def test_what_is_no_whole_number_is_refused_in_words(loaded: Run, words: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as refused:
        loaded(*words)
    assert refused.value.code == 2
    told = loaded.capsys.readouterr().err
    assert "is not a whole number like 12" in told and len(told) < 1000
