"""The house rules that a machine can check: imports point down, and importing does no work."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
BELOW = {"db": set[str](), "extractors": {"db"}, "pipeline": {"db", "extractors", "browse"}, "browse": {"db"}}


def imported(path: Path) -> set[str]:
    """The top-level packages that a file imports."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.split(".")[0])
    return names


@pytest.mark.parametrize("package", sorted(BELOW))
def test_imports_point_down(package: str) -> None:
    """No package imports one above it."""
    for path in (ROOT / package).rglob("*.py"):
        upward = (imported(path) & set(BELOW)) - BELOW[package] - {package}
        assert not upward, f"{path.relative_to(ROOT)} imports {upward}"


def test_help_loads_nothing_heavy() -> None:
    """`--help` does not import spaCy, datasette, aiohttp or pydantic."""
    heavy = "{'spacy', 'datasette', 'aiohttp', 'pydantic', 'sqlite_utils', 'trafilatura'}"
    code = f"import sys, pipeline.cli; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    "module", ["pipeline.comparison", "pipeline.scale.comparing", "pipeline.scale.settled"]
)
def test_comparing_loads_no_language(module: str) -> None:
    """Claims are settled and compared without spaCy, which takes more memory than all of them."""
    code = f"import sys, {module}; print('spacy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
