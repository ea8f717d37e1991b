"""The examples in docstrings hold."""

from __future__ import annotations

import doctest
import importlib

import pytest

MODULES = [
    "addresses",
    "bylines",
    "dates",
    "encoding",
    "faults",
    "languages",
    "politeness",
    "schedule",
    "urls",
]


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_docstrings(name: str) -> None:
    """What a module shows at its head is what it does."""
    found = doctest.testmod(importlib.import_module(f"pipeline.{name}"))
    assert found.attempted > 0
    assert found.failed == 0
