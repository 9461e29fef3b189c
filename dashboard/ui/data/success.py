"""The card of what counts as success in each format, where a person says it otherwise."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard.analysis.named_scores import named_scores
from dashboard.analysis.success_rules import FormatSuccess, effect, formats, status_words
from dashboard.errors import UserError
from dashboard.records.statuses import key_of
from dashboard.records.success import ENDED, SCORE, WORD, SuccessRule, checked
from dashboard.store.writing.success_rules import set_success
from dashboard.ui.just_done import JustDone, draw_just_done, say
from dashboard.ui.states import told
from dashboard.ui.table import as_text, draw_table
from dashboard.ui.workspace import answer, history, home
from dashboard.words.safe_text import md, visible
from dashboard.words.success import effect_told, success_words
from dashboard.words.values import count

_PLACE = "success defined"

BY_SCORE, BY_FIELD, BY_WORD = "score", "field", "word"
HOW_ENDED, OWN = "ended", "own"
WAYS = {
    BY_SCORE: "its score is high or low enough",
    BY_FIELD: "another field of the export says so",
    BY_WORD: "its status word is one of these",
    HOW_ENDED: "it ended well, whatever its score",
    OWN: "the format itself says so",
}
"""How a person says which runs are good, of those whose status ended well."""

Bounds = tuple[float | None, float | None]


def draw_success() -> None:
    """List what counts as success, and a form that tries and uses another definition."""
    found = answer(formats)
    if not found:
        return
    with st.container(border=True, gap="small"):
        st.header("What counts as success?")
        st.caption("Every rate is of finished runs, and success is what is said here.")
        draw_just_done(_PLACE)
        draw_table(
            {
                "Format": [visible(one.format) for one in found],
                "Definition": [visible(success_words(one)) for one in found],
                "Said by": ["a person" if one.rule else "the format" for one in found],
                "Good": [one.succeeded for one in found],
                "Of finished": [one.finished for one in found],
            },
            heads={"Definition": "", "Of finished": "of"},
            lines=as_text("Definition", "Good", "Of finished", without=["Said by"]),
            alt="Formats with what counts as success in them, and how many runs it makes good",
        )
        with st.expander("Change what counts as success"):
            _draw_form(found)


def _draw_form(found: Sequence[FormatSuccess]) -> None:
    by_name = {one.format: one for one in found}
    name = found[0].format
    if len(by_name) > 1:
        name = st.selectbox(
            "In the format", list(by_name), format_func=lambda name: visible(name), key="success in"
        )
    mine = by_name[name]
    words = [row["word"] for row in answer(status_words, mine.format)]
    extra = history().about.filled["extra"]
    there = {BY_SCORE: mine.scored, BY_FIELD: extra, BY_WORD: words}
    ways = [way for way in WAYS if there.get(way, True)]
    way = st.radio(
        "A run whose status ended well is good if",
        ways,
        index=ways.index(_way_of(mine.rule) if _way_of(mine.rule) in ways else OWN),
        format_func=lambda way: md(WAYS[way]),
        key=f"success by {mine.format}",
    )
    try:
        rule = _rule(way, mine, words)
        told_effect = None if rule == mine.rule else effect_told(answer(effect, name, rule), rule)
    except UserError as error:
        st.caption(md(f"{error.what} {error.remedy}".strip()))
        return
    if told_effect is None:
        st.caption("This counts as success now.")
    else:
        _draw_effect(mine, rule, told_effect)


def _way_of(rule: SuccessRule | None) -> str:
    """How a definition says it."""
    if rule is None:
        return OWN
    return {SCORE: BY_SCORE, WORD: BY_WORD, ENDED: HOW_ENDED}.get(rule.look, BY_FIELD)


def _rule(way: str, mine: FormatSuccess, words: Sequence[str]) -> SuccessRule | None:
    """What the form says; None: the format's own. Raises UserError while it says nothing yet."""
    now = mine.rule if mine.rule and _way_of(mine.rule) == way else None
    if way == OWN:
        return None
    if way == HOW_ENDED:
        return SuccessRule(ENDED)
    if way == BY_WORD:
        return checked(SuccessRule(WORD, words=_picked(way, mine, words, now)))
    if way == BY_SCORE:
        return checked(SuccessRule(SCORE, *_bounds(SCORE, mine, now)))
    return _field_rule(mine, now)


def _field_rule(mine: FormatSuccess, now: SuccessRule | None) -> SuccessRule:
    """What the form says of another field of the export. now: the rule that looks at one."""
    paths = {score.path: score for score in answer(named_scores, mine.format)}
    if not paths:
        raise UserError("No other field holds numbers, or words like those of a check.")
    path = st.selectbox(
        "The field",
        list(paths),
        index=list(paths).index(now.look) if now and now.look in paths else 0,
        format_func=lambda path: f"{visible(path)}: {', '.join(map(visible, paths[path].values))}",
        key=f"success field {mine.format}",
    )
    now = now if now and now.look == path else None
    if paths[path].number:
        return checked(SuccessRule(path, *_bounds(path, mine, now)))
    return checked(SuccessRule(path, words=_picked(path, mine, paths[path].values, now)))


def _picked(
    what: str, mine: FormatSuccess, words: Sequence[str], now: SuccessRule | None
) -> tuple[str, ...]:
    """The words that a person picks: among those that runs have, and those of the rule now."""
    said = now.words if now else ()
    spelled = {key_of(word): word for word in reversed(words)}
    unseen = [word for word in said if key_of(word) not in spelled]
    return tuple(
        st.multiselect(
            "Good are runs with",
            [*words, *unseen],
            default=list(dict.fromkeys(spelled.get(key_of(word), word) for word in said)),
            format_func=visible,
            key=f"success words {what} {mine.format}",
        )
    )


def _bounds(what: str, mine: FormatSuccess, now: SuccessRule | None) -> Bounds:
    """The bounds that a person types; empty: open."""
    least, most = (now.at_least, now.at_most) if now else (None, None)
    with st.container(horizontal=True, gap="small"):
        typed = [
            st.number_input(
                md(label),
                value=value,
                placeholder="open",
                format="%g",
                key=f"success {label} {what} {mine.format}",
            )
            for label, value in (("From", least), ("Up to", most))
        ]
    return typed[0], typed[1]


def _draw_effect(mine: FormatSuccess, rule: SuccessRule | None, sentences: Sequence[str]) -> None:
    """What the definition would change, and the button that uses it: of this definition alone, so
    that none is used whose effect wasn't seen."""
    first, *more = sentences
    st.markdown(f"**{md(first)}**")
    for sentence in more:
        st.caption(md(sentence))
    # Of the history that it was told of, too: what others said since makes it another button.
    key = f"use {mine.format} {rule!r} {history().identity}"
    if st.button("Use this definition", type="primary", key=key):
        with told():
            moved = set_success(home(), mine.format, rule, mine.rule)
        say(_PLACE, JustDone(f"{count(moved, 'run ends', 'runs end')} otherwise now."))
        st.rerun()
