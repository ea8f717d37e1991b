"""The page on ingestion names twenty promises, and for each the tests that hold it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LINES = (ROOT / "docs" / "ingestion.md").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("number", range(1, 21))
def test_every_promise_has_its_tests(number: int) -> None:
    """Each of the twenty has at least one test, and every test that is named is there."""
    (line,) = (line for line in LINES if line.startswith(f"| {number} |"))
    named = re.findall(r"`([\w/]+)::(\w+)`", line)
    assert named
    for module, test in named:
        source = (ROOT / "tests" / f"{module}.py").read_text(encoding="utf-8")
        assert f"def {test}(" in source, f"{module}::{test}"
