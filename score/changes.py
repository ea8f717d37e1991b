"""What a change of rules did: the claims gained and lost against the last commit, on the same articles.

The last commit is HEAD where the working tree has changes, else the one before. It is checked out
beside the repository for as long as it runs; its claims are kept in .score/, by commit.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
FIELDS = ("metric", "low", "high", "unit", "approx", "subject", "item", "source", "stance")
SHOWN = 12


def print_changes(articles: Path, found: Path) -> None:
    """Prints how many claims came, went and changed a field since the last commit, and the first of each."""
    try:
        commit = _last_commit()
        before = _claims_at(commit, articles, found)
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"score: no last commit to compare with ({error}).")
        return
    old, new = read(before), read(found)
    gained = [claim for key, claim in new.items() if key not in old]
    lost = [claim for key, claim in old.items() if key not in new]
    changed = [
        (key, field, old[key][field], new[key][field])
        for key in old.keys() & new.keys()
        for field in FIELDS
        if old[key][field] != new[key][field]
    ]
    print(
        f"since {commit[:10]}: {len(gained)} claims gained, {len(lost)} lost, {len(changed)} fields changed"
    )
    for sign, claims in (("+", gained), ("-", lost)):
        for claim in claims[:SHOWN]:
            print(
                f"  {sign} {claim['article']} {claim['quote']!r} in {' '.join(claim['sentence'].split())[:90]!r}"
            )
    for (article, _, start), field, was, now in sorted(changed, key=str)[:SHOWN]:
        print(f"  ~ {article} at {start}: {field} {was!r} -> {now!r}")


def read(path: Path) -> dict[tuple[str, str, int], dict[str, Any]]:
    """The claims of a file by the place that they are made at."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return {(row["article"], row["where"], row["start"]): row for row in rows}


def _last_commit() -> str:
    dirty = _git("status", "--porcelain", "--untracked-files=no")
    return _git("rev-parse", "HEAD" if dirty else "HEAD~1")


def _claims_at(commit: str, articles: Path, found: Path) -> Path:
    kept = found.with_name(f"{found.stem}-{commit[:10]}.jsonl")
    if kept.is_file():
        return kept
    with tempfile.TemporaryDirectory() as scratch:
        tree = Path(scratch) / "tree"
        _git("worktree", "add", "--detach", str(tree), commit)
        try:
            command = [sys.executable, "-m", "pipeline.cli", "extract", str(articles)]
            done = subprocess.run(command, cwd=tree, capture_output=True, check=False)
            if done.returncode not in (0, 1):  # 1: some article is left out, and named
                done.check_returncode()
        finally:
            _git("worktree", "remove", "--force", str(tree))
        kept.write_bytes(done.stdout)
    return kept


def _git(*arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.strip()
