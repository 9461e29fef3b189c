"""One file that a person names, read whole: instructions, rules, a mapping."""

from __future__ import annotations

from pathlib import Path

from dashboard.errors import TextRefused
from dashboard.sources.files.files import irregular, reason

LONGEST = 1_000_000


def read_text(path: Path, longest: int = LONGEST) -> str:
    """The text of a regular file of at most `longest` letters. Raises TextRefused.

    No more of it is read than that, and nothing of a pipe or a device.
    """
    name = str(path)
    try:
        if what := irregular(path.stat().st_mode):
            raise TextRefused(
                f"This is {what}, not a file.", where=name, remedy="Save the text to a file first."
            )
        with path.open(encoding="utf-8-sig") as stream:
            text = stream.read(longest + 1)
    except FileNotFoundError:
        raise TextRefused(
            "There is no such file.", where=name, remedy="Check the spelling of the path."
        ) from None
    except UnicodeDecodeError:
        raise TextRefused(
            "This is not UTF-8 text.", where=name, remedy="Save it as text in UTF-8."
        ) from None
    except (OSError, ValueError) as error:
        raise TextRefused(
            f"This cannot be read: {reason(error)}.",
            where=name,
            remedy="Check the path, and that you may read it.",
        ) from None
    if len(text) > longest:
        raise TextRefused(
            f"This holds more than {longest:,} letters.", where=name, remedy="Shorten it."
        )
    return text
