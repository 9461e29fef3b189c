"""Apostrophes of what we write are all of one form, ’."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import dashboard

STRAIGHT = re.compile(r"[A-Za-z]'(?:s|t|re|ll|ve|d|m)\b|\b\w+s' [a-z]")
PACKAGE = Path(dashboard.__file__).parent


def _written(tree: ast.AST) -> list[str]:
    """All texts of a module but its docstrings and its SQL."""
    nodes = list(ast.walk(tree))
    docs = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    texts = [
        node.value
        for node in nodes
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs
    ]
    return [text for text in texts if not re.search(r"\b(SELECT|CREATE|WHEN)\b", text)]


def test_no_text_has_a_straight_apostrophe() -> None:
    found = [
        f"{path.relative_to(PACKAGE)}: {text}"
        for path in PACKAGE.rglob("*.py")
        for text in _written(ast.parse(path.read_text()))
        if STRAIGHT.search(text)
    ]
    assert not found


def test_labels_of_the_rules_have_none_either() -> None:
    rules = (PACKAGE / "causes" / "rules.toml").read_text()
    labels = re.findall(r'^label = "(.*)"$', rules, re.MULTILINE)
    assert len(labels) > 5 and not [label for label in labels if STRAIGHT.search(label)]
