"""What changed in the figures against another commit: `python -m bench.compare BASE [NOW]`.

Both are commits whose figures stand in build/bench/ (`python -m bench` on each), or JSON files. Without NOW, the
newest one is taken. Figures that moved by more than a tenth are marked: better or worse.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.__main__ import RESULTS
from bench.figures import shown

NOTEWORTHY = 1.1


def main() -> None:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("base", metavar="BASE")
    options.add_argument("now", metavar="NOW", nargs="?")
    given = options.parse_args()
    base = found(given.base)
    written = [path for path in RESULTS.glob("*.json") if path != base]
    now = found(given.now) if given.now else max(written, key=lambda path: path.stat().st_mtime, default=None)
    if now is None:
        sys.exit(f"There is nothing to compare {base} with: run `make bench` first.")
    print(f"{base.stem} against {now.stem}")
    for line in changes(read(base), read(now)):
        print(line)


def found(name: str) -> Path:
    """The figures of a commit, by the beginning of its id, or a file."""
    if Path(name).is_file():
        return Path(name)
    known = sorted(RESULTS.glob(f"{name}*.json"))
    if len(known) != 1:
        there = ", ".join(sorted(path.stem for path in RESULTS.glob("*.json"))) or "none"
        sys.exit(
            f"{name}: {'no' if not known else 'more than one'} set of figures has this name. There are: {there}."
        )
    return known[0]


def read(path: Path) -> dict[tuple[str, str], dict[str, Any]]:
    """Each figure by its bench and name."""
    benches = json.loads(path.read_text(encoding="utf-8"))["benches"]
    return {(bench, figure["name"]): figure for bench, figures in benches.items() for figure in figures}


def changes(
    base: dict[tuple[str, str], dict[str, Any]], now: dict[tuple[str, str], dict[str, Any]]
) -> Iterator[str]:
    """A line for each figure that both or one of them have."""
    for key in {**base, **now}:
        before, after = base.get(key), now.get(key)
        name = f"{key[0]}: {key[1]}"
        if before is None or after is None:
            yield f"{name:84} {'new' if before is None else 'gone'}"
            continue
        ratio = (
            after["median"] / before["median"]
            if before["median"]
            else float(after["median"] == 0) or float("inf")
        )
        yield f"{name:84} {shown(before['median']):>12} {shown(after['median']):>12}  x {ratio:5.2f} {mark(ratio, after['better'])}".rstrip()


def mark(ratio: float, better: str) -> str:
    """ "better" or "worse" where a figure moved enough to be looked at."""
    if 1 / NOTEWORTHY <= ratio <= NOTEWORTHY:
        return ""
    return "better" if (ratio > 1) == (better == "more") else "worse"


if __name__ == "__main__":
    main()
