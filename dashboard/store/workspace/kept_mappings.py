"""The mappings that a workspace keeps: TOML files in a folder of its own, each under its name."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from shlex import quote

from dashboard.errors import FilterInvalid, MappingInvalid, NotFound, UserError
from dashboard.records.canonical import field_kinds
from dashboard.records.mapping_words import checked_text
from dashboard.records.recognised import builtin_formats
from dashboard.sources.files.text_file import read_text
from dashboard.sources.mapping.mapping import Mapping
from dashboard.started import command
from dashboard.store.workspace import files
from dashboard.store.workspace.home import Home, unwritable

_FOLDER = "mappings"
_NAME = re.compile(r"[\w()+-](?:[\w .()+-]{0,58}[\w()+-])?")


@dataclass(frozen=True, slots=True)
class KeptMappings:
    """The mappings of a workspace, by their names; faults: a sentence for each that can't be
    used."""

    mappings: tuple[Mapping, ...]
    faults: tuple[str, ...] = ()


def kept_mappings(home: Home) -> KeptMappings:
    """What the workspace keeps. A file that can't be used is left out and told."""
    found: list[Mapping] = []
    faults: list[str] = []
    for path in _paths(home):
        try:
            found.append(_checked(path.stem, read_text(path)))
        except UserError as error:
            away = command(f"mappings {quote(path.stem)} --remove")
            faults.append(
                f"The mapping kept as {path.stem} can’t be used: {str(error).splitlines()[0]}. "
                f"Mend {path}, or remove it: `{away}`."
            )
    return KeptMappings(tuple(found), tuple(faults))


def kept_names(home: Home) -> tuple[str, ...]:
    """The names under which the workspace keeps mappings, those that can't be used among them."""
    return tuple(path.stem for path in _paths(home))


def kept_text(home: Home, name: str) -> str:
    """The file kept under a name. Raises NotFound, TextRefused."""
    return read_text(_kept_at(home, name))


def keep_mapping(home: Home, name: str, text: str) -> Mapping:
    """Keep a mapping under a name, in place of what was kept under it.

    Raises MappingInvalid for one that can't be tried by itself, FilterInvalid for the name, and
    StoreUnusable where the workspace can't be written.
    """
    path = home.path / _FOLDER / f"{require_name(name)}.toml"
    mapping = _checked(path.stem, text)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        files.write_durably(path, text)
    except OSError as error:
        raise unwritable(home.path, error) from error
    return mapping


def remove_mapping(home: Home, name: str) -> None:
    """Keep the mapping of that name no longer. Raises NotFound, StoreUnusable."""
    path = _kept_at(home, name)
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise unwritable(home.path, error) from error


def require_name(name: str) -> str:
    """A name for a mapping, checked to be one. Raises FilterInvalid."""
    if not _NAME.fullmatch(name):
        raise FilterInvalid(
            f"“{name:.60}” can’t be the name of a mapping.",
            remedy="Write up to 60 letters, digits, spaces and signs of - _ . + ( ).",
        )
    if name.casefold() in {one.name.casefold() for one in builtin_formats()}:
        raise FilterInvalid(
            f"“{name}” is the name of a format that is built in.", remedy="Choose another name."
        )
    return name


def _paths(home: Home) -> list[Path]:
    try:
        return sorted((home.path / _FOLDER).glob("*.toml"))
    except OSError:
        return []


def _kept_at(home: Home, name: str) -> Path:
    """The file that is kept under a name, also one that a person put there under a name that we
    would not give. Raises NotFound."""
    for path in _paths(home):
        if path.stem == name:
            return path
    raise NotFound(
        f"No mapping is kept as “{name}”.", remedy=f"`{command('mappings')}` lists them."
    )


def _checked(name: str, text: str) -> Mapping:
    """The mapping of a text, under the name that it is kept as."""
    mapping = checked_text(text, f"{name}.toml", field_kinds("runs"))
    if mapping.columns or not (mapping.recognise or mapping.telling):
        why = (
            "is for files without a header, which nothing tells from others"
            if mapping.columns
            else "says under [recognise] of no column that it must be there, so that it would take "
            "any file"
        )
        raise MappingInvalid(
            f"A mapping that is kept is tried on every file, and this one {why}",
            where=mapping.file,
            remedy="Give it with --map FILE, or name the columns that tell its files.",
        )
    return replace(mapping, name=name, kept=True)
