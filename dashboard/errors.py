"""The one family of errors that users see: what happened, where, and what to do."""

from __future__ import annotations

from collections.abc import Callable

MOST = 300
"""Letters of what happened and where: what they quote of a file may be of any length."""


class UserError(Exception):
    """Something the user can mend. Shown as one message, never as a traceback.

    what: one sentence that says what happened; where: file, line, field or setting
    ("" when it is the whole program); remedy: what to do now ("" when nothing can be done), or a
    function that finds it out, where that takes long: it is called only to show the error.
    """

    def __init__(self, what: str, *, where: str = "", remedy: str | Callable[[], str] = "") -> None:
        super().__init__(what)
        self.what = without_middle(what)
        self.where = without_middle(" ".join(where.splitlines()))
        self._remedy = remedy

    @property
    def remedy(self) -> str:
        """What to do now, "" when nothing can be done."""
        return self._remedy if isinstance(self._remedy, str) else self._remedy()

    def __str__(self) -> str:
        place, remedy = f"{self.where}: " if self.where else "", self.remedy
        return f"{place}{self.what}" + (f"\n{remedy}" if remedy else "")


def without_middle(text: str, most: int = MOST) -> str:
    """Long text without its middle: its beginning and its end say most."""
    half = most // 2
    return text if len(text) <= most else f"{text[: half - 1]} … {text[-half:]}"


class ExportRefused(UserError):
    """A file cannot be read as an export; nothing of it was imported."""


class TextRefused(UserError):
    """A file that was named cannot be read as one text."""


class QuestionOpen(ExportRefused):
    """The file can be read in two ways and only a person knows which is meant.

    format: the name of the format that was recognised, for which an answer may be remembered.
    """

    def __init__(self, what: str, *, where: str, remedy: str, format: str) -> None:
        super().__init__(what, where=where, remedy=remedy)
        self.format = format


class EncodingOpen(ExportRefused):
    """The file is not in UTF-8, and only a person knows what its letters are.

    choices: of each encoding that it may be in, some words of the file as they are read so.
    """

    def __init__(self, what: str, *, where: str, remedy: str, choices: dict[str, str]) -> None:
        super().__init__(what, where=where, remedy=remedy)
        self.choices = choices


class OnlyParts(ExportRefused):
    """The file holds parts of runs, as jobs are of a workflow's, which may stand in another file.

    format: of the parts; whole: of the runs.
    """

    def __init__(self, format: str, whole: str, *, where: str) -> None:
        what = f"It is left out: of the format {format}, whose rows are parts of such runs"
        super().__init__(what, where=where)
        self.format, self.whole = format, whole


class MappingInvalid(UserError):
    """A mapping file says something that cannot be carried out."""


class StoreBusy(UserError):
    """Another process is importing into the same workspace."""


class StoreUnusable(UserError):
    """The history is damaged, from a newer version, or cannot be written."""


class FilterInvalid(UserError):
    """A filter or an option, or what a person would record, says what can't be."""


class NotFound(UserError):
    """What was asked for is not in the history."""


class RuleChanged(UserError):
    """What a person would say replaces something else than they have seen."""


class LedgerUnusable(UserError):
    """The ledger cannot be read or written; what was to be recorded was not."""
