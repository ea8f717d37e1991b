"""The docs are tested: nothing exists that they do not mention, and nothing they mention is missing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from extractors.topic import load_topic, topic_names
from pipeline.cli import COMMANDS

ROOT = Path(__file__).parent.parent
PAGES = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    *sorted((ROOT / "docs").glob("*.md")),
    *sorted((ROOT / "topics").glob("*.md")),
]
TEXT = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_is_documented(command: str) -> None:
    """Each command is named in the README or under docs/."""
    assert f"crossclaim {command}" in TEXT


@pytest.mark.parametrize("command", sorted(set(re.findall(r"`crossclaim ([a-z-]+)", TEXT))))
def test_every_documented_command_exists(command: str) -> None:
    """No page tells of a command that is not there."""
    assert command in COMMANDS


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    """Each relative link and picture of a page is a file."""
    for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


@pytest.mark.parametrize(
    "path",
    re.findall(r"`((?:db|extractors|pipeline|browse|samples|docs|tests|bench)/[\w./-]+)`", TEXT),
)
def test_named_files_exist(path: str) -> None:
    """Each file that a page names is there."""
    assert (ROOT / path).exists()


@pytest.mark.parametrize("name", topic_names())
def test_every_metric_has_a_question(name: str) -> None:
    """Each metric of each shipped topic asks a reader's question, with its subject as a slot."""
    for metric, spec in load_topic(name).metrics.items():
        assert "{subject}" in spec.question, metric
        assert spec.question.endswith("?"), metric
