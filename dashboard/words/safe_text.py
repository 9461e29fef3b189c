"""Text and addresses of an export, made harmless for the places where Streamlit reads Markdown."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import urlsplit

# Markdown reads punctuation; written as a character reference it is only a character. White space
# is one too where it would mean something: a line's beginning or end, a break, an indentation.
_MEANT_AS_MARKDOWN = re.compile(r"[!-/:-@\[-`{-~]|^\s|\s$|\s(?=\s)|[^\S ]")

# Streamlit and GitHub's Markdown also search the finished text, after references are resolved: for
# :emoji:, :material_icon:, http://, www., name@host, arrows. They search one text node at a time,
# so each of these is cut in two. An empty directive without a colour is the one thing that cuts
# and leaves no trace: it becomes an empty <span>, and copied text holds nothing extra.
_CUT = ":color{}"
_FOUND_LATER = re.compile(
    r"(?<=:)(?=[\w+/-]|\Z)|(?<=@)|(?<=www)(?=\.|\Z)"
    r"|(?<=[<-])(?=[->]|\Z)|(?<=[<>~])(?==|\Z)",
    re.IGNORECASE,
)

# What steers a terminal, hides, or turns the reading direction. The two joiners stay: Persian words
# and family emoji need them.
_UNSEEN = ("Cc", "Cf", "Cs", "Zl", "Zp")
_KEPT = "\n\t\u200c\u200d"

# What is read from right to left takes digits and signs beside it along, unless it is set apart.
_APART = re.compile("\u2068[^\u2068\u2069]*\u2069")
_RIGHT_TO_LEFT = ("R", "AL", "AN")


def md(text: object) -> str:
    """Markdown that shows text literally, on one line, in every Markdown sink of Streamlit.

    text: what an export holds; None shows as nothing, what cannot be seen as in visible(). Line
    breaks show as spaces: longer text belongs in st.text. Leave a space or a word between a colon
    and the result, and keep it out of links, code and mathematics.
    """
    pieces = _FOUND_LATER.split(visible("" if text is None else str(text)))
    return _CUT.join(_MEANT_AS_MARKDOWN.sub(_reference, piece) for piece in pieces)


def _reference(found: re.Match[str]) -> str:
    return f"&#{ord(found[0])};"


def visible(text: str) -> str:
    """text with control, hidden and direction-turning characters shown by name.

    ASCII controls become their pictures (␀ for NUL), others their number (⟨U+202E⟩). Line breaks
    and tabs stay as they are; a Windows line break becomes a plain one. What isolated() puts around
    a name stays.
    """
    if text.isprintable():  # nearly all text is; the rest goes character by character
        return text
    text = text.replace("\r\n", "\n")
    pairs = [match for match in _APART.finditer(text) if _turns(match[0])]
    kept = {place for match in pairs for place in (match.start(), match.end() - 1)}
    return "".join(char if n in kept else _visible(char) for n, char in enumerate(text))


def isolated(name: str) -> str:
    """A name to stand beside other text: one that is read from right to left set apart, so that it
    takes no digits or signs beside it along."""
    if not _turns(name):
        return name
    return f"\u2068{''.join(map(_visible, name))}\u2069"


def _turns(text: str) -> bool:
    return any(unicodedata.bidirectional(char) in _RIGHT_TO_LEFT for char in text)


def _visible(char: str) -> str:
    code = ord(char)
    if unicodedata.category(char) not in _UNSEEN or char in _KEPT:
        return char
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else f"⟨U+{code:04X}⟩"


def external_url(url: str | None) -> tuple[str, str] | None:
    """(url, host) of an address that may be offered as a link, else None.

    Only http and https, with a host, without a user name before it, without spaces, control
    characters or backslashes, which browsers and we would read differently.
    """
    if url is None or "\\" in url or not all(char.isprintable() and char != " " for char in url):
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname
        _ = parts.port  # raises when it is not a port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host or "@" in parts.netloc:
        return None
    return url, host
