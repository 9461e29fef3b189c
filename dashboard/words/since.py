"""What is said of what is other since a person decided something last."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from dashboard.analysis.review.joining import Item
from dashboard.analysis.review.since import SinceThen
from dashboard.dates import span
from dashboard.words.edits import listed
from dashboard.words.safe_text import isolated
from dashboard.words.values import count, expected_count, moment


def since_sentence(found: SinceThen, zone: str) -> str:
    """In a sentence: "Since you last decided, …: 5 findings are new to you and 2 are gone."."""
    last = found.last
    told = []
    if new := len(found.new):
        told.append(f"{count(new, 'finding')} {'is' if new == 1 else 'are'} new to you")
    if changed := len(found.before):
        told.append(f"{changed:,} changed")
    if found.gone:
        told.append(f"{found.gone:,} {'is' if found.gone == 1 else 'are'} gone")
    told += [f"{isolated(who)} decided {n:,}" for who, n in found.others]
    what = listed(told) if told else "nothing is other"
    return f"Since you last decided, {moment(last.at, zone)}, {_review(found, zone)}: {what}."


def _review(found: SinceThen, zone: str) -> str:
    held, local = found.last.evidence, ZoneInfo(zone)
    if held.since is None or held.until is None:
        return "in an earlier review"
    last = held.until.astimezone(local) - datetime.resolution
    return f"in the review of {span(held.since.astimezone(local), last)}"


def mark_of(found: SinceThen | None, item: Item) -> str:
    """What is other about a finding, for its line: "new to you", "was new"; "" for nothing."""
    if found is None:
        return ""
    if item.key in found.new:
        return "new to you"
    then = found.before.get(item.key)
    if then is None:
        return ""
    if then.lead.kind != item.lead.kind:
        return f"was {then.lead.kind}"
    return f"was +{expected_count(then.excess)}"
