"""md() against everything that Streamlit's Markdown can do, in the browser that would do it."""

from __future__ import annotations

import json
import re

from tests.browser.conftest import ServeScript, Visit
from tests.browser.harness import Canary

# CANARY stands for the address of a server that must hear nothing.
HOSTILE = (
    "plain words, 12 % of 5,012 (n=30)",
    "<script>alert(1)</script> <b>bold</b> <img src=CANARY/a.png> <!-- gone --> &amp; &#58;",
    "![x](CANARY/p.png) ![y][ref] [ref]: CANARY/r.png",
    "[pay](javascript:alert(1)) [Login](https://evil.example) [[1]] [^1] [x] [ ]",
    "CANARY/bare https://evil.example/a?b=1 <https://evil.example> HTTP://EVIL.EXAMPLE",
    "www.evil.example WWW.evil.example see www. ftp://evil.example",
    "me@evil.example <me@evil.example> mailto:me@evil.example xmpp:a@evil.example/b",
    ":material/delete: :material_delete: :material/home:home: ::material_home::",
    ":streamlit: :smile: :+1: :-1: :smile::smile: a:smile:b 10:30:15 :100:",
    ":red[red] :blue-background[b] :gray-badge[g] :rainbow[r] :small[s] :shimmer[s] :help[h]",
    ':color[c]{foreground="red"} :unknown[u] :a :::note inside ::leaf[x] ::: end',
    "$x^2$ $$\\frac{1}{2}$$ costs $5 and $6 \\(x\\) \\[y\\]",
    "a -> b <- c <-> d -- e >= f <= g ~= h --> i <-- j ==> k --- l",
    "->",
    "*em* **strong** _em_ __strong__ ***both*** ~~gone~~ ~sub~ `code` ``two``",
    "# heading",
    "- item",
    "+ item",
    "* item",
    "1. item",
    "12) item",
    "> quote",
    "    indented code",
    "\ttab first",
    "---",
    "- [x] done",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "title\n===\nother\n---\n\n```python\ncode\n```\n~~~\nmore",
    "line\n# heading\n- item\n1. item\n> quote\n\nnext  \nbreak\\\nlast",
    "[ref]: CANARY/def 'title'",
    "back\\slash \\* \\_ \\n C:\\Users\\name 100% #1 a_b_c {x} {{y}} {:toc}",
    "#ff0000 `#ff0000` @someone #12 GH-1 org/repo#1",
    "Żółw Ελλ 日本 👨\u200d👩\u200d👧 “quoted” – … 0\u00a0km",
    "ends with colon:",
    ":starts and ends:",
)
ADDED = "\x00\x1b[31m\u202eevil\u2066\u00ad\x85"
ADDED_SHOWN = "␀␛[31m⟨U+202E⟩evil⟨U+2066⟩⟨U+00AD⟩⟨U+0085⟩"

SINKS = {
    "markdown": "st.markdown(text)",
    "write": "st.write(text)",
    "sentence": "st.markdown('**' + text + '** of')",
    "caption": "st.caption(text)",
    "error": "st.error(text)",
    "title": "st.title(text, anchor=False)",
    "header": "st.subheader(text, anchor=False)",
    "metric": "st.metric(text, 1)",
    "metric_value": "st.metric('label', text, label_visibility='collapsed')",
    "expander": "st.expander(text)",
    "button": "st.button(text, key=key + 'w')",
    "page_link": "st.page_link(here, label=text)",
    "link_button": "st.link_button(text, 'https://a.example')",
    "tabs": "st.tabs([text, 'other'])",
    "selectbox": "st.selectbox(text, ['a'], key=key + 'w')",
    "multiselect": "st.multiselect(text, ['a'], key=key + 'w')",
    "text_input": "st.text_input(text, key=key + 'w')",
    "toggle": "st.toggle(text, key=key + 'w')",
    "checkbox": "st.checkbox(text, key=key + 'w')",
    "radio": "st.radio('label', [text], label_visibility='collapsed', key=key + 'w')",
    "pills": "st.pills('label', [text], label_visibility='collapsed', key=key + 'w')",
    "segments": "st.segmented_control('label', [text], key=key + 'w')",
    "popover": "st.popover(text)",
    "status": "st.status(text, state='complete')",
    "table": "st.table({'a': [text]}, hide_index=True, hide_header=True)",
    "badge": "st.badge(text)",
}
SCRIPT = """
import json
import streamlit as st
from dashboard.words.safe_text import md

def draw_all():
    for n, hostile in enumerate(json.loads({texts!r})):
        for sink, draw in json.loads({sinks!r}).items():
            key = f"t-{{n}}-{{sink}}"
            text = md(hostile)
            with st.container(key=key):
                exec(draw)

here = st.Page(draw_all, title="Here")
st.navigation([here], position="hidden").run()
"""
# For each container: the text of its first piece of Markdown, and the elements that it became.
LOOK = """() => Object.fromEntries(
    [...document.querySelectorAll('[class*="st-key-t-"]')].map(box => {
        const key = [...box.classList].find(name => /^st-key-t-\\d+-[a-z_]+$/.test(name));
        const shown = [...box.querySelectorAll('[data-testid=stMarkdownContainer]')]
            .find(part => !['label', 'other'].includes(part.textContent)) ?? box;
        const tags = [...shown.querySelectorAll('*')].map(tag => tag.localName);
        return [key, [shown.textContent, [...new Set(tags)]]];
    }).filter(([key]) => key)
)"""
WRAPPERS = {"p", "span", "div", "strong", "h1", "h3"}


def one_line(text: str) -> str:
    return re.sub(r"\s*\n\s*", " ", text.strip())


def test_every_sink_shows_exactly_the_text(
    serve_script: ServeScript, open_page: Visit, canary: Canary
) -> None:
    texts = [text.replace("CANARY", canary.url) for text in (*HOSTILE, ADDED)]
    server = serve_script(SCRIPT.format(texts=json.dumps(texts), sinks=json.dumps(SINKS)))
    opened = open_page(server.url)

    found = opened.page.evaluate(LOOK)
    opened.assert_clean()

    wrong = []
    for n, text in enumerate(texts):
        for sink in SINKS:
            shown, tags = found[f"st-key-t-{n}-{sink}"]
            expected = ADDED_SHOWN if text == ADDED else text
            expected += " of" if sink == "sentence" else ""
            if one_line(shown) != one_line(expected) or not set(tags) <= WRAPPERS:
                wrong.append((sink, expected, shown, tags))
    assert not wrong, "\n".join(map(str, wrong))
    assert not canary.paths
    opened.assert_clean()
