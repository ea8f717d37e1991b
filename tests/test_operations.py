"""The page on operation names every kind of problem that a run can record."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
# Where network and reading failures get their kind; a comparison's kinds are something else.
FILES = [
    "articles",
    "faults",
    "feeds",
    "fetch",
    "bodies",
    "page_types",
    "papers",
    "polling",
    "patience",
    "reading",
    "run",
    "workers",
    "adding",
    "extraction",
    "notify",
]
KIND = re.compile(
    r"""(?:FetchError|ReadError)\((?:[^()]|\([^()]*\))*?kind="(\w+)" | NotArticle\(\s*"(\w+)"
    | Problem\(\s*"\w+",\s*[\w.]+,\s*"(\w+)" | return\s"(\w+)"(?:\sif|$|,\sf?") | kind\s=\s"(robots_\w+)"
    | else\s"(robots_\w+)" """,
    re.VERBOSE | re.MULTILINE,
)


def test_every_kind_of_problem_is_explained() -> None:
    """Each kind in the code has its line: what it means and what to do."""
    page = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    kinds = set()
    for name in FILES:
        source = (ROOT / "pipeline" / f"{name}.py").read_text(encoding="utf-8")
        kinds |= {kind for found in KIND.findall(source) for kind in found if kind}
    assert {"timeout", "consent_wall", "robots_disallow", "parser_died", "out_of_time", "no_feed"} <= kinds
    assert {kind for kind in kinds if f"`{kind}`" not in page} == set()
