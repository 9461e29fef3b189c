"""Publishing to a store of ClickHouse: by a command, and after others that change the history."""

from __future__ import annotations

from dashboard.cli.arguments import Arguments
from dashboard.cli.streams import NOT_DONE, OK, remark
from dashboard.cli.workspace import home_of
from dashboard.errors import StoreUnusable, UserError
from dashboard.started import command
from dashboard.store.clickhouse.address import STORE
from dashboard.store.workspace.home import Home
from dashboard.store.writing.publishing import publish_named, store_found


def publish(arguments: Arguments) -> int:
    """Publish what was loaded last."""
    found = store_found()
    if not found:
        raise UserError(
            "No store is named.",
            where=STORE,
            remedy=f"Set it, like {STORE}=clickhouse://user@host:8443/runs, and publish again.",
        )
    remark(found)
    remark(publish_named(home_of(arguments)) or "There is nothing that is not published yet.")
    return OK


def history_in(home: Home) -> str:
    """What tells the history of a workspace from any other, "" for none that can be read."""
    try:
        return home.published()
    except StoreUnusable:
        return ""


def publish_what_is_new(home: Home, before: str, status: int) -> int:
    """Publish a history that a command made, before which there was another. Gives the exit status:
    the command's own where all went well."""
    if history_in(home) == before:
        return status
    try:
        said = publish_named(home)
    except UserError as error:
        remark(str(error))
        publishing = command("publish")
        remark(f"The workspace itself was changed; `{publishing}` publishes it.")
        return NOT_DONE
    if said:
        remark(said)
    return status
