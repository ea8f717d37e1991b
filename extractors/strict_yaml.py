"""YAML as people write it by hand: what is wrong in a file is said in plain words, with its line.

>>> parsed("verbs: [die]\\nverbs: [kill]\\n")                # doctest: +SKIP
YamlFault: verbs: stands here again; line 1 has it already
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

LARGEST = 5_000_000  # bytes; a hundred times the largest file that comes with Crossclaim

# What the parser says, and what a writer has to do: the first line that fits is taken.
REASONS = [
    (r"found character '\\t'", "a tab stands before the text: indent with spaces"),
    (r"found character", "a value cannot begin with this character: put it in quotes"),
    (
        r"mapping values are not allowed",
        "a colon too many, or a line indented too far: put text that holds a colon in quotes",
    ),
    (
        r"expected <block end>, but found '<scalar>'",
        "text goes on after its value has ended: put the whole value in quotes",
    ),
    (r"expected <block end>", "this line is indented otherwise than those that it belongs to"),
    (r"expected ',' or '\]'", "a list that begins with [ lacks a comma or its ]"),
    (r"expected ',' or '\}'", "what begins with { lacks a comma or its }"),
    (r"could not find expected ':'", "a key without its colon"),
    (r"unexpected end of stream", "a quote that is opened is never closed"),
    (r"expected the node content", "a value is missing, or a comma too many"),
    (r"could not determine a constructor", "tags that begin with ! are not read: put the value in quotes"),
    (r"undefined alias", "a value cannot begin with *: put it in quotes"),
    (r"found another document", "a second document begins here: a file holds one"),
]


class YamlFault(ValueError):
    """What is wrong with a text that should be YAML; `line` counts from 1, 0 where it is not known.

    `others` are the other keys that stand twice: where the YAML itself is broken, nothing after it can be read.
    """

    def __init__(self, reason: str, line: int = 0, others: tuple[YamlFault, ...] = ()) -> None:
        super().__init__(reason)
        self.line, self.others = line, others


class _OnceLoader(yaml.SafeLoader):
    """Notes each key that stands twice, of which YAML would silently keep the last."""

    def __init__(self, stream: str) -> None:
        super().__init__(stream)
        self.twice: list[YamlFault] = []

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        lines: dict[str, int] = {}
        for key, _ in node.value:
            if isinstance(key, yaml.ScalarNode) and not key.tag.endswith(":merge"):
                line = key.start_mark.line + 1
                if key.value in lines:
                    reason = f"{key.value}: stands here again; line {lines[key.value]} has it already"
                    self.twice.append(YamlFault(reason, line))
                    continue
                lines[key.value] = line
        return super().construct_mapping(node, deep)


def text_of(path: Path) -> str:
    """The file's text; OSError, or YamlFault where it is too large or no UTF-8."""
    if path.is_dir():
        raise YamlFault("is a folder, not a file")
    with path.open("rb") as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise YamlFault(f"is larger than {LARGEST // 1_000_000} MB, which no file of settings needs")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise YamlFault("is no UTF-8: save it as UTF-8", data[: error.start].count(b"\n") + 1) from None


def parsed(text: str) -> object:
    """What the text holds; YamlFault where it is no YAML, or a key stands twice."""
    try:
        loader = _OnceLoader(text)
        data = loader.get_single_data()
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise YamlFault("is no YAML: a control character stands here: take it out", line) from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise YamlFault(f"is no YAML: {_reason(error)}", mark.line + 1 if mark else 0) from None
    except RecursionError:
        raise YamlFault("is nested too deeply") from None
    if loader.twice:
        first, *others = sorted(loader.twice, key=lambda fault: fault.line)
        raise YamlFault(str(first), first.line, tuple(others))
    return data


def _reason(error: yaml.YAMLError) -> str:
    """The parser's complaint in words for who wrote the file; its own where there are none."""
    said = str(getattr(error, "problem", None) or error).splitlines()[0]
    return next((words for pattern, words in REASONS if re.search(pattern, said)), said)
