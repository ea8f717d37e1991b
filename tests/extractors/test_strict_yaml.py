"""YAML as people write it by hand."""

from __future__ import annotations

import pytest

from extractors.strict_yaml import YamlFault, parsed

FAULTS = [
    # (text, line, what is said)
    ("a: 1\n\tb: 2\n", 2, "a tab stands before the text"),
    ("a: b: c\n", 1, "a colon too many"),
    ("a: [b, c\nd: 1\n", 2, "lacks a comma or its ]"),
    ("a: 'b\n", 2, "a quote that is opened is never closed"),
    ("a: *b\n", 1, "cannot begin with *"),
    ("a: 1\n---\nb: 2\n", 2, "a second document begins here"),
    ("a: !!python/object:os.system {}\n", 1, "tags that begin with ! are not read"),
    ("a: 1\nb: 2\na: 3\n", 3, "stands here again; line 1 has it already"),
    ("a: \x07\n", 1, "a control character"),
    ("[" * 5000, 0, "is nested too deeply"),
]


@pytest.mark.parametrize(("text", "line", "said"), FAULTS)
def test_a_fault_is_said_in_plain_words(text: str, line: int, said: str) -> None:
    """Who wrote the file reads what to do, and on which line; nothing in it is run."""
    with pytest.raises(
        YamlFault, match=said.replace("[", r"\[").replace("]", r"\]").replace("*", r"\*")
    ) as fault:
        parsed(text)
    assert fault.value.line == line


@pytest.mark.parametrize(("text", "value"), [("a: [b]\n", {"a": ["b"]}), ("", None), ("# nothing\n", None)])
def test_what_is_well_formed_is_read(text: str, value: object) -> None:
    """Plain YAML gives what it holds, an empty file nothing."""
    assert parsed(text) == value
