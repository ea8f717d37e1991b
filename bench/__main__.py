"""All benches: `python -m bench [NAME…] [--full]`; `--full` takes hours, the small edition some minutes.

Prints each figure with what it has to reach, and writes them to build/bench/COMMIT.json, for `python -m bench.compare`.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import platform
import subprocess
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bench.figures import Figure, shown

BENCHES = {
    "extraction": "Claims from articles, of plain spaCy",
    "statements": "What statements add to it",
    "hostile": "Texts that nobody wrote",
    "quantities": "Quantities of such texts",
    "memory": "Memory over many articles",
    "ingestion": "Feeds, pages and copies",
    "comparison": "Claims to conflicts",
    "backfill": "One function over many parts",
    "worker_memory": "Memory of a worker over many articles",
    "load": "Partitions to a database",
    "export": "A database to files",
    "pages": "A database to pages, CPU of a request",
}
RESULTS = Path("build") / "bench"


def main() -> None:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(BENCHES)}")
    options.add_argument("--full", action="store_true", help="the sizes at which the figures are asked")
    options.add_argument("--json", type=Path, help="where to write (default: build/bench/COMMIT.json)")
    given = options.parse_args()
    if unknown := set(given.names) - set(BENCHES):
        options.error(f"no bench is called {', '.join(sorted(unknown))}; there are {', '.join(BENCHES)}")
    target = given.json or RESULTS / f"{commit()}{'-full' if given.full else ''}.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    found: dict[str, list[dict[str, Any]]] = {}
    if target.exists() and given.names:
        found = json.loads(target.read_text(encoding="utf-8"))["benches"]
    for name in given.names or BENCHES:
        started = time.monotonic()
        print(f"\n{BENCHES[name]} (python -m bench {name})", flush=True)
        measured = importlib.import_module(f"bench.{name}").figures(full=given.full)
        found[name] = [told(figure) for figure in measured]
        print(f"  in {time.monotonic() - started:.0f} s", flush=True)
        target.write_text(
            json.dumps({**machine(), "full": given.full, "benches": found}, indent=1), encoding="utf-8"
        )
    print(f"\nwritten to {target}")


def told(figure: Figure) -> dict[str, Any]:
    """Prints the figure; what is written of it."""
    met = {True: "yes", False: "NO", None: ""}[figure.met]
    reach = f"{figure.reach} {figure.unit}".strip() if figure.reach else ""
    print(
        f"  {figure.name:70} {shown(figure.median):>12} {figure.unit:9} {reach:12} {met}".rstrip(), flush=True
    )
    return {**asdict(figure), "median": figure.median, "met": figure.met}


def commit() -> str:
    """The commit that is checked out, with "+" where files differ from it."""
    done = subprocess.run(
        ["git", "describe", "--always", "--dirty=+", "--abbrev=10"],
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout.strip() or "no-commit"


def machine() -> dict[str, Any]:
    """Where and with what it was measured."""
    return {
        "commit": commit(),
        "python": platform.python_version(),
        "machine": platform.platform(),
        "cores": os.cpu_count(),
    }


if __name__ == "__main__":
    main()
