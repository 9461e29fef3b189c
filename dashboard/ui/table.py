"""Tables as every page draws them: numbers are written as in the sentences beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st
from pandas.api.types import is_bool_dtype, is_numeric_dtype

from dashboard.charts.style import NEUTRAL

ROW_HEIGHT = 32
WHOLE_NUMBER = "%,d"
"""5,012, in every browser: Streamlit's own formats follow the language of the reader's."""


def draw_table(
    columns: Mapping[str, Sequence[Any]],
    *,
    alt: str,
    config: Mapping[str, Any] | None = None,
    grey: Sequence[int] = (),
    row_height: int = ROW_HEIGHT,
    **options: Any,
) -> None:
    """Draw a table whose numeric columns hold whole numbers, unless config says what they hold.

    columns: cells by heading, None where there is nothing; alt: what the table holds, for those
    who don't see it; config: Streamlit's configuration by heading; grey: numbers of rows that are
    grey but for their first cell; options: what else st.dataframe takes.
    """
    frame = pd.DataFrame(columns)
    counts: dict[str, Any] = {
        str(name): st.column_config.NumberColumn(format=WHOLE_NUMBER)
        for name, cells in frame.items()
        if is_numeric_dtype(cells) and not is_bool_dtype(cells)
    }
    rest = (list(grey), frame.columns[1:])
    st.dataframe(
        frame.style.set_properties(subset=rest, color=NEUTRAL) if grey else frame,
        column_config=counts | dict(config or {}),
        hide_index=True,
        row_height=row_height,
        placeholder="–",
        alt=alt,
        **options,
    )
