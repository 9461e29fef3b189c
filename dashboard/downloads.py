"""Chosen runs as files to download: /export/runs.csv and its like, with the filters of a link."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route

from dashboard.analysis.headline import headline
from dashboard.errors import FilterInvalid, NotFound, UserError
from dashboard.exporting.chosen import Chosen
from dashboard.exporting.clean_up import write_clean_up
from dashboard.exporting.export import require_runs, write_file
from dashboard.sources.files.rooms import room
from dashboard.started import default_home
from dashboard.store.filters.filter_links import is_filter, parse
from dashboard.store.reading.open_histories import current
from dashboard.store.workspace.home import Home


def routes() -> list[Route]:
    """The addresses under which runs are downloaded."""
    return [
        Route("/export/runs.{ending}", partial(download, name="runs", write=_runs)),
        Route("/export/clean-up.{ending}", partial(download, name="clean-up", write=_list)),
    ]


Write = Callable[[Path, Chosen], None]


def _runs(target: Path, chosen: Chosen) -> None:
    write_file(target, chosen)


def _list(target: Path, chosen: Chosen) -> None:
    write_clean_up(target, chosen.history, chosen.filters)


def download(request: Request, *, name: str, write: Write) -> Response:
    """The file of that form with the runs that the link chooses. name: without its ending; write:
    what fills it.

    It is written wholly before the first byte is sent: what arrives is never part of an export.
    """
    with ExitStack() as left:
        try:
            file = f"{name}.{request.path_params['ending']}"
            target = left.enter_context(room()) / file
            write(target, _chosen(request))
        except UserError as error:
            return PlainTextResponse(str(error), status_code=_status(error))
        except OSError as error:
            why = error.strerror or type(error).__name__
            return PlainTextResponse(f"The file could not be written: {why}.", 507)
        done = left.pop_all()
        return FileResponse(target, filename=file, background=BackgroundTask(done.close))


def _chosen(request: Request) -> Chosen:
    """The runs that the parameters of a link choose."""
    history = current(Home(default_home()))
    if history is None:
        raise NotFound("Nothing was imported into this workspace yet.")
    query = request.query_params
    if unknown := [name for name in query if name != "period" and not is_filter(name)]:
        raise FilterInvalid(f"“{unknown[0]}” is no filter.")
    parsed = parse({name: query.getlist(name) for name in query}, history.about.zone)
    if parsed.ignored:
        raise FilterInvalid(parsed.ignored[0])
    require_runs(headline(history, parsed.filters).runs)
    return Chosen(history, parsed.filters)


def _status(error: UserError) -> int:
    return 404 if isinstance(error, NotFound) else 400
