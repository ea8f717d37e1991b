"""Pattern lines of declared statements."""

from __future__ import annotations

import pytest

from extractors.patterns import PatternError, parts_of


@pytest.mark.parametrize(
    ("line", "roles"),
    [
        ("use|buy any:smuggled", [("verb",), ("any",)]),
        ("know of|about:leak", [("verb",), ("of", "about")]),
        ("step down|aside", [("verb",), ("particle",)]),
        ("noun:bribery", [("noun",)]),
    ],
)
def test_parts_of(line: str, roles: list[tuple[str, ...]]) -> None:
    """A line is words with a role each, the verb first."""
    assert [part.roles for part in parts_of(line)] == roles


@pytest.mark.parametrize("line", ["", "use object:", "object:chip use"])
def test_a_line_that_is_no_pattern(line: str) -> None:
    """What cannot be read is said, and not taken for something else."""
    with pytest.raises(PatternError):
        parts_of(line)
