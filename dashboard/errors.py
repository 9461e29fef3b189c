"""The one family of errors that users see: what happened, where, and what to do."""

from __future__ import annotations


class UserError(Exception):
    """Something the user can mend. Shown as one message, never as a traceback.

    what: one sentence that says what happened; where: file, line, field or setting
    ("" when it is the whole program); remedy: what to do now ("" when nothing can be done).
    """

    def __init__(self, what: str, *, where: str = "", remedy: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.remedy = remedy

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        return f"{place}{self.what}" + (f"\n{self.remedy}" if self.remedy else "")


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


class MappingInvalid(UserError):
    """A mapping file says something that cannot be carried out."""


class StoreBusy(UserError):
    """Another process is importing into the same workspace."""


class StoreUnusable(UserError):
    """The history is damaged, from a newer version, or cannot be written."""


class FilterInvalid(UserError):
    """A filter names something that does not exist."""


class NotFound(UserError):
    """What was asked for is not in the history."""


class LedgerUnusable(UserError):
    """The ledger cannot be read or written; what was to be recorded was not."""
