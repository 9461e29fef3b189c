"""The process that unpacks one file: it is held to limits, and its answer is one JSON object.

It is told on its standard input what to unpack, and answers on its standard output what came out
({"parts": …}) or why nothing did ({"refused": …}).
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from dashboard.sources.files.unpacking.layers import Layers
from dashboard.sources.files.unpacking.limits import Budget, Limits, Refused, confine, told
from dashboard.sources.files.unpacking.parts import Part


def main() -> None:
    """Do what standard input asks for."""
    asked = json.load(sys.stdin)
    limits = Limits(**asked["limits"])
    confine(limits)
    path, folder = Path(asked["path"]), Path(asked["folder"])
    try:
        layers = Layers(folder, Budget(limits, path.stat().st_size, folder))
        answer: dict[str, Any] = asdict(layers.unpack(path, Part("", asked["name"], "")))
    except Refused as refused:
        answer = {"refused": {"what": refused.what, "remedy": refused.remedy}}
    except MemoryError:
        answer = {"refused": _stopped(f"it takes more than {told(limits.memory)} of memory")}
    except (OSError, RecursionError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        answer = {"refused": _stopped(why)}
    json.dump(answer, sys.stdout)


def _stopped(why: str) -> dict[str, str]:
    remedy = "Unpack it yourself and load what it holds, or export fewer runs at once."
    return {"what": f"Unpacking it stopped: {why}", "remedy": remedy}


if __name__ == "__main__":
    main()
