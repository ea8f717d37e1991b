"""Scraped text neither steers the terminal nor is taken for markup, whatever prints it."""

from __future__ import annotations

import ast
import io
import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from pipeline.cli import crossclaim
from pipeline.console import Console, shown
from pipeline.terminal import Guarded, visible

ROOT = Path(__file__).parent.parent.parent
HOSTILE = "a\x1b[2Jb\x9b1mc\u202e000,1\u202cd\u2066e\x07[red]f[/none] :smile:"
STEERS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")

VISIBLE = [
    ("paid \u202e000,1", "paid \\u202e000,1"),
    ("\x1b[31mred", "\\u001b[31mred"),
    ("\x9b31m", "\\u009b31m"),
    ("a\tb\nc\r\nd", "a\tb\nc\r\nd"),
    ("over\rwritten", "over\\u000dwritten"),
    ("Ünïcödé العربية 😀", "Ünïcödé العربية 😀"),
]


@pytest.mark.parametrize(("text", "expected"), VISIBLE)
def test_what_steers_is_shown(text: str, expected: str) -> None:
    """Controls and marks of direction stand as escapes; other writing, tabs and line ends are left alone."""
    assert visible(text) == expected


@given(st.text())
def test_json_stays_the_same(text: str) -> None:
    """What JSON holds is not changed by making it visible."""
    assert json.loads(visible(json.dumps(text, ensure_ascii=False))) == text


def printed(renderable: object) -> str:
    out = io.StringIO()
    Console(file=out, width=200).print(renderable)
    return out.getvalue()


def in_table(cell: str) -> Table:
    table = Table("head")
    table.add_row(cell)
    return table


@pytest.mark.parametrize(
    "renderable",
    [HOSTILE, Text(HOSTILE), in_table(HOSTILE), Padding(Text(HOSTILE), (0, 0, 0, 3))],
    ids=["str", "Text", "cell", "padded"],
)
def test_nothing_steers_through_the_console(renderable: object) -> None:
    """In plain text, styled text and tables, hostile text is shown whole: no controls, no markup, no emoji."""
    lines = printed(renderable)
    assert not STEERS.search(lines.replace("\n", ""))
    assert "\\u001b[2Jb" in lines
    assert "[red]f[/none] :smile:" in lines


def test_styles_stay_where_they_are() -> None:
    """What stands after an escape keeps its style."""
    text = Text("a\x1bbc")
    text.stylize("bold", 2, 3)
    made = shown(text)
    assert made.plain == "a\\u001bbc"
    assert [made.plain[span.start : span.end] for span in made.spans] == ["b"]


class Screen(io.BytesIO):
    """A stream that is a terminal, or is none."""

    def __init__(self, *, terminal: bool) -> None:
        super().__init__()
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal


@pytest.mark.parametrize(("terminal", "expected"), [(True, b"x\\u001b\r\n"), (False, b"x\x1b\r\n")])
def test_an_export_is_guarded_on_a_terminal_alone(terminal: bool, expected: bytes) -> None:
    """A set goes byte for byte into files and pipes."""
    screen = Screen(terminal=terminal)
    Guarded(screen).write(b"x\x1b\r\n")
    assert screen.getvalue() == expected


@pytest.mark.parametrize("command", [("conflicts",), ("questions",), ("status",)])
def test_a_hostile_article_in_the_terminal(tmp_path: Path, command: tuple[str, ...]) -> None:
    """No command prints the controls of an article's title, sentences or outlet."""
    for name, count in (("a", "2,048"), ("b", "50,000")):
        article = {
            "id": name,
            "url": f"https://{name}.example/\u202ex",
            "outlet": f"The {name}\x1b[2J\u202e Post",
            "title": f"DeepSeek has {count} GPUs \x1b]0;owned\x07\u2067",
            "text": f"DeepSeek\u202e has {count} H800 GPUs, \x1b[8mthe company\x9b0m said.",
        }
        (tmp_path / f"{name}.json").write_text(json.dumps(article))
    database = str(tmp_path / "t.db")
    added = CliRunner().invoke(crossclaim, ["add", str(tmp_path), "--db", database])
    assert added.exit_code == 0, added.output
    found = added.output + CliRunner().invoke(crossclaim, [*command, "--db", database]).output
    assert not STEERS.search(found.replace("\n", ""))


def test_one_place_prints() -> None:
    """Commands print through pipeline/terminal.py and pipeline/console.py, so that none forgets it."""
    for path in (ROOT / "pipeline").rglob("*.py"):
        if path.name in ("terminal.py", "console.py"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module == "rich.console":
                assert "Console" not in {alias.name for alias in node.names}, path
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                assert (node.value.id, node.attr) != ("click", "echo"), path
