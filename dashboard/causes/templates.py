"""Templates that say the same with other words in some places, put together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

AGREEMENT = 0.7
"""The part of its words that a template shares with the first of its group."""
COMPARED = 300
"""So many groups at most are compared with a template, so that texts that are all different, which
no grouping helps, still cost little."""


def merge(counts: Mapping[str, int], apart: Iterable[str] = ()) -> dict[str, str]:
    """The group of every template, named by the template that the group began with.

    counts: how many messages each template has; apart: those of them that begin a group of their
    own in any case, because a person named them. Templates fall into one group if they have as many
    words, the same first word, and AGREEMENT of their words in common with the group's first.
    The most frequent come first, ties by text: so the order of the messages changes nothing.
    """
    groups: dict[tuple[int, str], list[tuple[str, list[str]]]] = defaultdict(list)
    found: dict[str, str] = {}
    anchors = dict.fromkeys(it for it in sorted(apart) if it in counts)
    rest = sorted(counts.keys() - anchors.keys(), key=lambda it: (-counts[it], it))
    for template in (*anchors, *rest):
        words = template.split()
        near = groups[len(words), words[0] if words else ""]
        first = None if template in anchors else _nearest(words, near)
        if first is None:
            near.append((template, words))
        found[template] = first or template
    return found


def _nearest(words: list[str], groups: list[tuple[str, list[str]]]) -> str | None:
    """The group that agrees most; the earlier among equals."""
    best, most = None, AGREEMENT * len(words)
    for template, first in groups[:COMPARED]:
        agreeing = sum(a == b for a, b in zip(words, first, strict=True))
        if agreeing >= most and (best is None or agreeing > most):
            best, most = template, agreeing
    return best
