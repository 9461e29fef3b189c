"""Why a value of an export cannot be taken."""

from __future__ import annotations


class BadValue(Exception):
    """A value that is not what its field needs; the message says what was found and expected."""

    @property
    def reason(self) -> str:
        """The message, for the list of rejected rows."""
        return str(self.args[0])


def shown(value: object) -> str:
    """A value as it is quoted in a message, cut to a readable length."""
    text = value if isinstance(value, str) else repr(value)
    return f'"{text[:60]}…"' if len(text) > 60 else f'"{text}"'
