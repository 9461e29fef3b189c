"""What a person says counts as success among the runs of one format.

Whatever is said, a run must have ended well first: a run that failed stays failed. Where a run
lacks what the rule looks at, nobody judged it.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from dashboard.errors import UserError
from dashboard.records.statuses import key_of
from dashboard.sources.raw.paths import Every, normal, parse

SCORE = "score"
WORD = "raw_status"
ENDED = ""


@dataclass(frozen=True, slots=True)
class SuccessRule:
    """Which runs that ended well are good.

    look: at what is looked: SCORE, WORD (the status word of the export), the path of another field
    of the export, as mappings write it, or ENDED: to end well is all; at_least, at_most: the number
    there must be (None: open); words: one of which must stand there, in any case. Either words or a
    bound is given, but for ENDED, which has neither.
    """

    look: str
    at_least: float | None = None
    at_most: float | None = None
    words: tuple[str, ...] = ()

    @property
    def keys(self) -> frozenset[str]:
        """The words without what makes no difference between words."""
        return frozenset(map(key_of, self.words))


def checked(rule: SuccessRule) -> SuccessRule:
    """The rule as it is kept. Raises UserError for one that says nothing, or what can't be."""
    bounds = [bound for bound in (rule.at_least, rule.at_most) if bound is not None]
    words = tuple(dict.fromkeys(word for word in rule.words if word.strip()))
    if not all(map(math.isfinite, bounds)):
        raise UserError("A bound must be a number.", remedy="Write one like 0.8.")
    if len(bounds) == 2 and bounds[0] > bounds[1]:
        raise UserError(
            f"No score is {bounds[0]:g} or more and {bounds[1]:g} or less.",
            remedy="Let the greater number be the upper bound.",
        )
    if rule.look == ENDED and (bounds or words):
        raise UserError(
            "To have ended well is all, or a score or word counts: not both.",
            remedy="Say one of the two.",
        )
    if rule.look != ENDED and bool(bounds) == bool(words):
        raise UserError(
            "Which score or word counts as success?",
            remedy="Say from or up to which number, or which words; not both.",
        )
    if rule.look == WORD and bounds:
        raise UserError("A status word is no number.", remedy="Say which words count as success.")
    return replace(rule, look=_path(rule.look), words=words)


def _path(look: str) -> str:
    if look in (SCORE, WORD, ENDED):
        return look
    try:
        path = normal(look)
    except ValueError as error:
        raise UserError(f"{error}.", remedy="Write a path like feedback.helpful.") from None
    if any(isinstance(step, Every) for step in parse(path)):
        raise UserError(
            f"“{path:.80}” leads to many values, and one must count.",
            remedy="Name one of them, like scores[0] or scores[name=helpful].value.",
        )
    return path


def setting_of(format_: str) -> str:
    """The name of the setting that holds the rule of a format."""
    return f"{_PREFIX}{format_}"


_PREFIX = "success of "


def written(rule: SuccessRule) -> str:
    """The rule as a setting holds it."""
    return json.dumps(asdict(rule), ensure_ascii=False, sort_keys=True)


def rules_said(settings: Mapping[str, str]) -> dict[str, SuccessRule]:
    """What people said, by format, out of the settings of a history."""
    return {
        name.removeprefix(_PREFIX): _read(json.loads(value))
        for name, value in sorted(settings.items())
        if name.startswith(_PREFIX)
    }


def _read(held: dict[str, Any]) -> SuccessRule:
    return SuccessRule(**{**held, "words": tuple(held["words"])})
