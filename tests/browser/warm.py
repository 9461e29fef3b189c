"""What a server first does once it is asked for a page, done before it is copied."""

from __future__ import annotations

from contextlib import suppress
from importlib import import_module

from plotly import graph_objects as go

from dashboard.causes.rules_file import shipped_rules

ON_THE_FIRST_VISIT = (
    "anyio._backends._asyncio", "encodings.idna", "itsdangerous", "numpy.ma", "packaging.tags",
    "PIL.ImageFile", "plotly.io._json", "plotly.offline", "starlette.applications",
    "starlette.middleware.sessions", "starlette.staticfiles", "streamlit.material_icon_names",
    "streamlit.components.v2.manifest_scanner", "streamlit.elements.plotly_chart",
    "streamlit.web.server.starlette.starlette_agent_routes", "uvicorn.lifespan.on",
    "uvicorn.loops.auto", "uvicorn.protocols.http.h11_impl",
    "uvicorn.protocols.websockets.websockets_sansio_impl",
)  # fmt: skip
"""What it imports then; other versions of these libraries may have other names."""
FONT = {"font": {"size": 12}}

for name in ON_THE_FIRST_VISIT:
    with suppress(ImportError):
        import_module(name)
shipped_rules()  # are read, compiled and tried
go.Figure(
    [go.Bar(x=[1], y=[1], marker={"line": {"width": 1}}), go.Scatter(x=[1], line={"width": 1})],
    {
        "annotations": [FONT | {"text": "a"}], "shapes": [{"line": {"width": 1}}],
        "xaxis": {"tickfont": {"size": 12}}, "yaxis": {"tickfont": {"size": 12}},
        "legend": FONT, "hoverlabel": FONT, "margin": {"t": 1},
    },
).to_json()  # fmt: skip
