"""What md(), visible() and external_url() return; tests/browser shows what md() looks like."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.words.safe_text import external_url, isolated, md, visible

ADDED_BY_MD = re.compile(r"&#\d+;|:color\{\}")


@given(st.text())
def test_md_leaves_no_punctuation_for_markdown_to_read(text: str) -> None:
    left = ADDED_BY_MD.sub("", md(text))
    assert not re.search(r"[!-/:-@\[-`{-~\n\t]", left)
    assert md(text) == md(text).strip()


@given(st.text())
def test_md_loses_nothing(text: str) -> None:
    assert html.unescape(md(text).replace(":color{}", "")) == visible(text)


@given(st.text(alphabet="->:<=~@w.a+/_ "))
def test_md_cuts_what_is_searched_for_after_parsing(text: str) -> None:
    searched = re.compile(
        r":[\w+-]+:|https?://|www\.|@[\w-]|<->|->|<-|--|>=|<=|~=", re.IGNORECASE | re.ASCII
    )
    assert not [
        node for node in map(html.unescape, md(text).split(":color{}")) if searched.search(node)
    ]


@given(st.text(alphabet="->:<=~@w.a ", min_size=1))
def test_md_does_not_join_with_words_that_follow(text: str) -> None:
    last = html.unescape(md(text).split(":color{}")[-1])
    assert not re.search(r"(www|[:@<>~-])$", last, re.IGNORECASE)


def test_md_of_nothing_is_nothing() -> None:
    assert (md(None), md(""), md(12)) == ("", "", "12")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x00b\x1b[2J\x7f", "a␀b␛[2J␡"),
        ("user\u202etxt.exe", "user⟨U+202E⟩txt.exe"),
        ("\u2066x\u2069\u200e\u061c", "⟨U+2066⟩x⟨U+2069⟩⟨U+200E⟩⟨U+061C⟩"),
        ("zero\u200bwidth\ufeff", "zero⟨U+200B⟩width⟨U+FEFF⟩"),
        ("next\x85line\u2028sep", "next⟨U+0085⟩line⟨U+2028⟩sep"),
        ("half \ud800", "half ⟨U+D800⟩"),
        ("hidden\U000e0041", "hidden⟨U+E0041⟩"),
        ("one\r\ntwo\tthree\n", "one\ntwo\tthree\n"),
        ("alone\r", "alone␍"),
        ("👨\u200d👩\u200d👧 Żółw 日本 é\u0301", "👨\u200d👩\u200d👧 Żółw 日本 é\u0301"),
        ("a\u200cb", "a\u200cb"),
    ],
)
def test_visible_names_what_cannot_be_seen(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_a_name_that_is_read_from_right_to_left_is_set_apart() -> None:
    assert isolated("Ann v2") == "Ann v2"
    name = isolated("שמש 2")
    assert name == "\u2068שמש 2\u2069"
    assert visible(f"{name}: 3 runs") == f"{name}: 3 runs"


@pytest.mark.parametrize("name", ["ש\u2069x", "\u2068ש", "\u2068ש\u2069", "ש\u202e", "ש\u2066"])
def test_no_name_sets_itself_apart_or_ends_what_sets_it_apart(name: str) -> None:
    shown = visible(f"{isolated(name)}: 3")
    assert shown.count("\u2068") == shown.count("\u2069") == 1
    assert shown.startswith("\u2068") and shown.endswith("\u2069: 3") and "⟨U+20" in shown


@pytest.mark.parametrize("text", ["\u2068", "\u2069", "\u2069ש\u2068", "\u2068ann\u2069"])
def test_what_sets_nothing_apart_is_named(text: str) -> None:
    assert "\u2068" not in visible(text) and "\u2069" not in visible(text)


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://tasks.example/t/1?a=b#c", "tasks.example"),
        ("http://localhost:3000/x", "localhost"),
        ("HTTPS://Tasks.Example/", "tasks.example"),
        ("https://[::1]:8080/", "::1"),
        ("https://bücher.example/ä", "bücher.example"),
    ],
)
def test_web_addresses_are_links(url: str, host: str) -> None:
    assert external_url(url) == (url, host)


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "javascript:alert(1)",
        "data:text/html,<script>",
        "file:///etc/passwd",
        "//evil.example/x",
        "/relative",
        "tasks.example/t/1",
        "https://",
        "https:///x",
        "https://:80/x",
        "https://good.example@evil.example/",
        "https://user:pw@evil.example/",
        "https://@evil.example/",
        "https://good.example\\@evil.example/",
        "https://evil.example:port/",
        "https://evil.example:99999/",
        "https://[::1/",
        "https://a b.example/",
        " https://evil.example/",
        "java\nscript:alert(1)",
        "https://evil.example/\x00",
        "https://evil.example/\u202egpj.exe",
    ],
)
def test_everything_else_is_text(url: str | None) -> None:
    assert external_url(url) is None
