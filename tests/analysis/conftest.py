"""Answers are asked of a real history, made as the tests of the store make theirs."""

from tests.store.conftest import home

__all__ = ["home"]
