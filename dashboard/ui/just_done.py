"""What a person just did, said where they did it until there is other news.

What is written has every open page drawn again a moment later, also the one of the person who wrote
it: words that were drawn once only would be gone before they are read.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import NamedTuple

import streamlit as st

from dashboard.errors import UserError
from dashboard.ledger.entries import standing
from dashboard.lint.finding import Finding
from dashboard.ui.links import linked
from dashboard.ui.lint_notes import draw_lint
from dashboard.ui.workspace import identity, ledger
from dashboard.words.safe_text import md

_HELD = "just done"


@dataclass(frozen=True, slots=True)
class JustDone:
    """What there is to say of something that was done.

    told: a sentence; more: further ones; findings: what was found in a text that was recorded;
    refused: nothing was done, and told says why; back: where that stands which was done, an
    address, to look at it again; "" where that is plain; take_back: takes it back from here, where
    the page is no longer about it.
    """

    told: str
    more: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    refused: bool = False
    back: str = ""
    take_back: Callable[[], None] | None = None


def refused(error: UserError, *, what: str = "") -> JustDone:
    """That something was not done. what: what this is called, like "Not recorded."."""
    return JustDone(f"{what} {error.what} {error.remedy}".strip(), refused=True)


def recorded(write: Callable[[], bool], told: str = "") -> JustDone:
    """Write, and what to say of it. told: what was written, a sentence."""
    return _written(write, "recorded", told)


def undone(write: Callable[[], bool], told: str = "") -> JustDone:
    """Take back, and what to say of it. told: what was taken back, a sentence."""
    return _written(write, "undone", told)


def _written(write: Callable[[], bool], how: str, told: str) -> JustDone:
    try:
        new = write()
    except UserError as error:
        return refused(error, what=f"Not {how}.")
    done = f"{how.capitalize()}." if new else f"That was {how} before."
    return JustDone(f"{done} {told}".strip())


def say(place: str, done: JustDone) -> None:
    """Have a place of a page tell this from its next drawing on, and no longer what it told."""
    _held()[place] = _Said(done, _newest())


def draw_just_done(place: str) -> None:
    """Tell what there is to tell at a place, until the data or what the page is about is another
    than when it was first told, or somebody took back what was recorded last then."""
    said = _held().get(place)
    if said is None:
        return
    now = identity(), st.query_params.get("detail")
    if said.when not in (None, now) or not _stands(said.entry):
        del _held()[place]
        return
    _held()[place] = said._replace(when=now)
    done = said.done
    if done.refused:
        st.warning(md(done.told), icon=":material/error:")
    else:
        leads = f" {linked('Back to it', done.back)}" if done.back else ""
        st.success(f"{md(done.told)}{leads}", icon=":material/check:")
        if done.take_back:
            st.button("Undo", key=f"undo-{place}", type="tertiary", on_click=done.take_back)
    for sentence in done.more:
        st.caption(md(sentence))
    draw_lint(done.findings)


class _Said(NamedTuple):
    """What is told at a place; entry: the newest of the ledger when it was done, None for none;
    when: of which data and detail of the page it was first told."""

    done: JustDone
    entry: int | None
    when: tuple[str, str | None] | None = None


def _newest() -> int | None:
    with suppress(UserError):  # the page tells of a ledger that can't be read
        return max((entry.number for entry in ledger().entries()), default=None)
    return None


def _stands(number: int | None) -> bool:
    return number is None or any(one.number == number for one in standing(ledger().entries()))


def _held() -> dict[str, _Said]:
    held: dict[str, _Said] = st.session_state.setdefault(_HELD, {})
    return held
