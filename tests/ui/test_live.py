"""The look for news, which all sessions of a server share."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from dashboard.store.workspace.home import Home
from dashboard.ui.live import redraw_on_news


def test_a_slow_disk_does_not_hold_up_the_server(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    served = threading.Event()

    def slow(_: Home) -> str:
        assert served.wait(30), "the server waits for the disk"
        raise asyncio.CancelledError

    async def serve() -> None:
        watching = asyncio.create_task(redraw_on_news(Home(tmp_path)))
        await asyncio.sleep(0)
        asyncio.get_running_loop().call_soon(served.set)
        with pytest.raises(asyncio.CancelledError):
            await watching

    monkeypatch.setattr(Home, "published", slow)
    # In a thread of its own: after a test in a browser, a loop runs in this one.
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, serve()).result(60)
