"""A whole export beside the tools that people know: `python -m bench.export [--articles 20000]`.

The claims of one database (ten an article) are written as CSV and as Parquet by ours; the same rows by Python's csv
module; the table of claims alone by the sqlite3 shell, without what ours adds (context, address, hash of the
text); and our Parquet file as CSV by DuckDB, which reads no database then. CPU seconds of whoever does the work.
"""

from __future__ import annotations

import argparse
import csv
import io
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.figures import Figure
from bench.pages import CLAIMS_AN_ARTICLE, make_store
from db.export import Selection, rows
from db.tables import Outgoing
from pipeline.export import export_file

ROUNDS = 3
PIECE = 1 << 18
DUCK = """
import duckdb, sys
duckdb.sql("set threads = 1")
duckdb.sql(f"copy (select * from '{sys.argv[1]}') to '{sys.argv[2]}' (format csv)")
"""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--articles", type=int, default=20_000)
    for figure in measure(options.parse_args().articles):
        print(f"{figure.name:60} {figure.median:12,.2f} {figure.unit:12} {figure.reach}")


def figures(*, full: bool) -> Iterator[Figure]:
    yield from measure(200_000 if full else 5_000)


def measure(articles: int) -> Iterator[Figure]:
    """Rows a CPU second of ours, and how its pace stands to the others', round by round."""
    claims = articles * CLAIMS_AN_ARTICLE
    with tempfile.TemporaryDirectory() as name:
        database, target, columns = (Path(name) / one for one in ("news.db", "claims.csv", "claims.parquet"))
        make_store(database, articles)
        export_file(database, Selection("claims"), "parquet", columns)
        works: dict[str, Callable[[], None]] = {
            "ours": lambda: _ours(database, "csv"),
            "parquet": lambda: _ours(database, "parquet"),
            "csv": lambda: _plain(database),
            "sqlite3": lambda: _shell(database, target),
            "duckdb": lambda: _duck(columns, target),
        }
        if shutil.which("sqlite3") is None:
            del works["sqlite3"]
        spent: dict[str, list[float]] = {one: [] for one in works}
        for _ in range(ROUNDS):
            for one, work in works.items():
                spent[one].append(_cpu(work))
    yield Figure("claims a CPU second, CSV", tuple(claims / seconds for seconds in spent["ours"]))
    yield Figure("claims a CPU second, Parquet", tuple(claims / seconds for seconds in spent["parquet"]))
    reaches = {"csv": ">= .8", "sqlite3": "", "duckdb": ""}
    told = {"csv": "Python's csv module, of the same rows", "sqlite3": "the sqlite3 shell, of the bare table", "duckdb": "DuckDB, from Parquet"}  # fmt: skip
    for one, reach in reaches.items():
        if one in spent:
            pace = tuple(theirs / ours for theirs, ours in zip(spent[one], spent["ours"], strict=True))
            yield Figure(f"pace of ours, of {told[one]}", pace, reach=reach)


def _cpu(work: Callable[[], None]) -> float:
    """CPU seconds of this process and of those that it waited for."""

    def used() -> float:
        both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        return sum(one.ru_utime + one.ru_stime for one in both)

    before = used()
    work()
    return used() - before


def _ours(database: Path, form: str) -> None:
    selection = Selection("claims")
    connection = sqlite3.connect(database)
    for _ in Outgoing(rows(connection, selection), selection.columns, form):  # type: ignore[arg-type]
        pass
    connection.close()


def _plain(database: Path) -> None:
    connection, sink = sqlite3.connect(database), io.StringIO()
    writer = csv.writer(sink)
    for row in rows(connection, Selection("claims")):
        writer.writerow(row)
        if sink.tell() > PIECE:
            sink.seek(0)
            sink.truncate()
    connection.close()


def _shell(database: Path, target: Path) -> None:
    with target.open("wb") as stream:
        subprocess.run(["sqlite3", "-csv", str(database), "select * from claims"], stdout=stream, check=True)


def _duck(columns: Path, target: Path) -> None:
    subprocess.run([sys.executable, "-c", DUCK, str(columns), str(target)], check=True)
    assert target.stat().st_size


if __name__ == "__main__":
    main()
