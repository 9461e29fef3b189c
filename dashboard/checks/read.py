"""All checks that read one output, with what they hold it against."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dashboard.checks.claims import claims
from dashboard.checks.format import missed
from dashboard.checks.known import texts_of
from dashboard.checks.requests import requests
from dashboard.checks.suspicion import Output, Suspicion
from dashboard.checks.unsourced import unsourced

Values = Mapping[str, Any]
"""The canonical fields of a run, with `extra` as JSON."""
_ITSELF = ("comment",)
"""The kinds of effects that are the output itself, and no action beside it."""


def read(values: Values, instructions: str | None, output: Output) -> list[Suspicion]:
    """What is suspicious in what a run wrote. instructions: in force when the run was created, None
    where they are not known."""
    return [
        *missed(requests(instructions or ""), output),
        *named_nowhere(values, instructions, output),
        *said_done(values, output),
    ]


def named_nowhere(values: Values, instructions: str | None, output: Output) -> list[Suspicion]:
    """Things that an output names and that stand in no text of the run that its export carries."""
    texts = texts_of(values, instructions, output)
    return unsourced(output, texts) if texts else []


def said_done(values: Values, output: Output) -> list[Suspicion]:
    """Actions that an output says were done though no tool call of the run can have done them."""
    effects = values["effects"]
    if effects:
        more = any(effect["kind"] not in _ITSELF for effect in effects)
    else:
        more = values["effects_state"] == "created"
    return claims(output, values["tools_called"], else_done=more)
