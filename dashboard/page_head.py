"""What we add to the head of Streamlit's page, and where its address is none, the
one that was meant.

Opened at /run?run=7, Streamlit's page first asks /run/_stcore/health whether the server lives
there, gets "not found", which a browser logs as an error, and asks the right address only after a
pause. Its host setting BACKEND_BASE_URL spares both.
"""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.addresses import instead_of

_STATIC = Path(__file__).parent / "static"
SCRIPT = "window.__streamlit={BACKEND_BASE_URL:window.location.origin};\n" + "".join(
    (_STATIC / name).read_text(encoding="utf-8")
    for name in ("letters.js", "page.js", "tables.js", "charts.js", "spoken.js", "focus.js")
)
"""Runs before Streamlit's own scripts; the Content-Security-Policy allows it by its hash."""
STYLE = (_STATIC / "page.css").read_text(encoding="utf-8")
ICON = "data:image/png;base64," + b64encode((_STATIC / "icon.png").read_bytes()).decode()
"""The window's, in the page itself: as a file of Streamlit's it is gone for a moment where one
session ends while another begins."""


def with_head(index_html: str) -> str:
    """Streamlit's page with our script and style first in its head."""
    added = f"<head><script>{SCRIPT}</script><style>{STYLE}</style>"
    return index_html.replace("<head>", added, 1)


class PageHead:
    """ASGI application around Streamlit's: adds ours to the head of every HTML page, and leads on
    where Streamlit answers with its first page because the address is that of none."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not _wants_a_page(scope):
            return await self._app(scope, receive, send)
        start: list[Message] = []
        body = bytearray()
        instead = instead_of(scope["path"], scope["query_string"].decode("latin-1"))

        async def send_whole(message: Message) -> None:
            if message["type"] == "http.response.start" and _is_html(message):
                start.append(message)
            elif message["type"] == "http.response.body" and start:
                body.extend(message.get("body", b""))
                if not message.get("more_body") and instead is not None:
                    await RedirectResponse(instead)(scope, receive, send)
                elif not message.get("more_body"):
                    await _send_page(send, start[0], bytes(body))
            else:
                await send(message)

        await self._app(_uncompressed(scope), receive, send_whole)
        return None


def _wants_a_page(scope: Scope) -> bool:
    return scope["method"] == "GET" and "text/html" in Headers(scope=scope).get("accept", "")


def _uncompressed(scope: Scope) -> Scope:
    headers = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
    return {**scope, "headers": headers}


def _is_html(start: Message) -> bool:
    return Headers(raw=start["headers"]).get("content-type", "").startswith("text/html")


async def _send_page(send: Send, start: Message, body: bytes) -> None:
    page = with_head(body.decode("utf-8")).encode("utf-8")
    headers = MutableHeaders(raw=start["headers"])
    headers["content-length"] = str(len(page))
    await send({**start, "headers": headers.raw})
    await send({"type": "http.response.body", "body": page})
