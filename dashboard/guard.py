"""What stands between a browser and the pages: who may ask, and what an answer may load.

Wraps the whole server from outside, so that every answer passes, also errors and static files.
"""

from __future__ import annotations

import base64
import hashlib
import ipaddress
import re
import socket
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = ("localhost", "127.0.0.1", "::1")
EVERY_INTERFACE = ("0.0.0.0", "::")  # noqa: S104 - compared with, not bound to
_HOST = re.compile(r"(?:\[(?P<address>[\da-f:.]+)\]|(?P<name>[\w.-]+))(?::\d{0,5})?", re.I | re.A)
_INLINE_SCRIPT = re.compile(r"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", re.DOTALL)


def content_security_policy(index_html: str) -> str:
    """The policy under which a browser loads nothing but our own files.

    Inline scripts that stand in index_html, the page of the installed Streamlit, are allowed by
    their hash. It is computed, not written down, so that a newer Streamlit needs no newer us; who
    can change that file can change this one too.
    """
    hashes = "".join(f" '{_sha256(script)}'" for script in _INLINE_SCRIPT.findall(index_html))
    return "; ".join(
        (
            "default-src 'self'",
            "img-src 'self' data: blob:",
            f"script-src 'self' 'wasm-unsafe-eval'{hashes}",
            "style-src 'self' 'unsafe-inline'",
            "font-src 'self' data:",
            "connect-src 'self'",
            "worker-src 'self' blob:",
            "object-src 'none'",
            "base-uri 'self'",
            "frame-ancestors 'none'",
        )
    )


def _sha256(script: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def known_names(host: str) -> tuple[str, ...]:
    """The names that a browser may use for a server bound to host.

    A page elsewhere can make its own name resolve to this machine and then read our answers as
    its own (DNS rebinding): hence only names that are ours.
    """
    if host in EVERY_INTERFACE:
        machine = socket.gethostname().lower()
        return (*LOOPBACK, machine, f"{machine}.local")
    return tuple(dict.fromkeys((*LOOPBACK, host.lower())))


class Guard:
    """ASGI application around another: refuses strangers and adds headers to every answer."""

    def __init__(self, app: ASGIApp, *, host: str, policy: str) -> None:
        """host: the address that the server is bound to; policy: its Content-Security-Policy."""
        self._app = app
        self._names = known_names(host)
        self._any_address = host in EVERY_INTERFACE
        self._policy = policy

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            return await self._app(scope, receive, send)

        async def send_with_headers(message: Message) -> None:
            if message["type"] in ("http.response.start", "websocket.http.response.start"):
                headers = MutableHeaders(scope=message)
                headers["Content-Security-Policy"] = self._policy
                headers["X-Content-Type-Options"] = "nosniff"
                headers["Referrer-Policy"] = "same-origin"  # an address of ours holds run ids
            await send(message)

        refusal = self.refusal(Headers(scope=scope))
        if refusal is None:
            await self._app(scope, receive, send_with_headers)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008, "reason": refusal})
        else:
            await PlainTextResponse(refusal, 403)(scope, receive, send_with_headers)
        return None

    def refusal(self, headers: Headers) -> str | None:
        """Why a request with these headers is refused; None when it may pass."""
        host = headers.get("host", "")
        name = _name(host)
        if name not in self._names and not (self._any_address and _is_address(name)):
            return (
                f"This server does not answer under the name {name or '(none)'}.\n"
                "Use the address that it printed, or start it with --host and that name."
            )
        # Without this Streamlit would ask a server on the internet what our own address is.
        origin = headers.get("origin")
        if origin is not None and _netloc(origin) != host.lower():
            return "This request comes from a page of another server."
        return None


def _name(host: str) -> str:
    """The name in a Host header, without the port; "" when it is not one."""
    found = _HOST.fullmatch(host)
    return (found["address"] or found["name"]).lower().rstrip(".") if found else ""


def _netloc(origin: str) -> str:
    """The name and port in an Origin header; "" when it is none."""
    try:
        return urlsplit(origin).netloc.lower()
    except ValueError:
        return ""


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
