"""Which generations of a workspace are whole, and how to go back to one of them."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from dashboard.store.tables import SCHEMA_VERSION
from dashboard.store.workspace import files

POINTER = "current"


def seal(manifest: dict[str, Any]) -> str:
    """What tells whether the rest of a manifest is as it was written."""
    rest = {name: value for name, value in manifest.items() if name != "seal"}
    return hashlib.sha256(json.dumps(rest, sort_keys=True).encode()).hexdigest()


def read_manifest(path: Path) -> dict[str, Any]:
    """A manifest. Raises OSError, or ValueError for what is none."""
    try:
        manifest = dict(json.loads(path.read_text(encoding="utf-8")))
        kinds = {"schema": int, "bytes": int, "runs": int, "content": str}
        if wrong := [name for name, kind in kinds.items() if type(manifest[name]) is not kind]:
            raise ValueError(wrong[0])
    except (KeyError, TypeError, RecursionError) as error:
        raise ValueError(f"{type(error).__name__}: {error}") from error
    return manifest


def sealed(manifest: dict[str, Any]) -> bool:
    """Whether a manifest is as it was written; the first ones bore no seal."""
    return "seal" not in manifest or manifest["seal"] == seal(manifest)


def whole(folder: Path, number: int) -> bool:
    """Whether a generation's manifest and all bytes of its file are as they were published."""
    try:
        manifest = read_manifest(files.manifest(folder, number))
        database = files.database(folder, number)
        return (
            sealed(manifest)
            and manifest["schema"] <= SCHEMA_VERSION
            and manifest["bytes"] == database.stat().st_size
            and manifest.get("digest") in (None, files.digest(database))
        )
    except (OSError, ValueError):
        return False


def way_back(folder: Path, damaged: int | None = None) -> str:
    """What a person should do where the generation `damaged`, or the pointer, is lost."""
    others = [number for number in reversed(files.numbers(folder)) if number != damaged]
    newest = next((number for number in others if whole(folder, number)), None)
    if newest is None:
        return (
            f"No other history in this folder is whole. Move {POINTER} and all files runs.* out of "
            "it and load your exports again; what you recorded is kept."
        )
    pointer = folder / POINTER
    first = ""
    if pointer.exists() and not pointer.is_file():
        first = f"Move what is called {POINTER} out of that folder: it is no usual file. "
    return (
        f"{first}Go back to the newest history that is whole by writing {newest} into {POINTER}, a "
        "file in that folder, then load your newest exports again."
    )
