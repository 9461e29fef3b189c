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
from dashboard.closing import closed_as
from dashboard.errors import FilterInvalid, NotFound, UserError
from dashboard.exporting.chosen import Chosen
from dashboard.exporting.clean_up import write_clean_up
from dashboard.exporting.export import require_runs, write_file
from dashboard.exporting.minutes import FORMS
from dashboard.ledger.ledger import Ledger
from dashboard.sources.files.rooms import room
from dashboard.started import default_home
from dashboard.store.filters.filter_links import is_filter, parse
from dashboard.store.reading.open_histories import current
from dashboard.store.workspace.home import Home
from dashboard.words.minutes import minutes_now
from dashboard.words.review_names import fits_files


def routes() -> list[Route]:
    """The addresses under which runs are downloaded."""
    return [
        Route("/export/runs.{ending}", partial(download, name="runs", write=_runs)),
        Route("/export/review.{ending}", partial(download, name="review", write=_review)),
        Route("/export/minutes/{review}.{ending}", closed_minutes),
        Route("/export/clean-up.{ending}", partial(download, name="clean-up", write=_list)),
    ]


Write = Callable[[Path, Chosen], None]


def _runs(target: Path, chosen: Chosen) -> None:
    write_file(target, chosen)


def _list(target: Path, chosen: Chosen) -> None:
    write_clean_up(target, chosen.history, chosen.filters)


def _review(target: Path, chosen: Chosen) -> None:
    """The minutes of a review as it stands."""
    written = FORMS.get(target.suffix.removeprefix("."))
    if written is None:
        raise NotFound("A report is .md, .html or .json.")
    entries = Ledger(Home(default_home()).path).entries()
    minutes = minutes_now(chosen.history, chosen.filters, entries)
    target.write_text(written(minutes), encoding="utf-8", errors="backslashreplace")


def closed_minutes(request: Request) -> Response:
    """The minutes of a closed review, as they were kept, also where its runs are gone."""
    review, form = request.path_params["review"], request.path_params["ending"]
    try:
        closed = closed_as(Ledger(Home(default_home()).path).entries(), review)
    except UserError as error:
        return PlainTextResponse(str(error), status_code=_status(error))
    if closed is None or form not in FORMS:
        return PlainTextResponse("This review is not closed.", status_code=404)
    name = f"review-{review}.{form}" if fits_files(review) else f"review.{form}"
    return Response(
        FORMS[form](closed.minutes).encode("utf-8", "backslashreplace"),
        media_type="application/octet-stream",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


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
    params = {name: query.getlist(name) for name in query}
    filters = parse(params, history.about.zone).followed()
    require_runs(headline(history, filters).runs)
    return Chosen(history, filters)


def _status(error: UserError) -> int:
    return 404 if isinstance(error, NotFound) else 400
