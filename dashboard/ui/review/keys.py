"""What the keys of the review do, as buttons."""

from __future__ import annotations

import streamlit as st


def draw_keys() -> None:
    """Draw the buttons; static/page.js hears them and the keys."""
    st.html(
        '<div data-keys><button type="button" data-key="j">Next <kbd>J</kbd></button>'
        '<button type="button" data-key="k">Previous <kbd>K</kbd></button>'
        '<button type="button" data-key="d">Decide <kbd>D</kbd></button>'
        '<button type="button" data-key="?" aria-expanded="false">Keys <kbd>?</kbd></button>'
        "<p hidden>J and K go down and up the list, Enter opens or closes a finding, D opens it "
        "and then goes to its form, F opens the filters.</p></div>"
    )
