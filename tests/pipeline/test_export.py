"""Export to files: whole or not there, described by a data package."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from pathlib import Path

import pytest
from frictionless import Package
from hypothesis import given
from hypothesis import strategies as st
from pyarrow.parquet import read_table

from db.errors import InputError, StoreError
from db.export import COLUMNS as COLUMNS_OF
from db.export import Selection
from db.tables import csv_pieces, jsonl_pieces
from pipeline.export import export_file, replacing
from tests.browse.newsroom import write_newsroom

COLUMNS = {"id": "string", "note": "string", "value": "number", "flag": "boolean"}


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_newsroom(tmp_path_factory.mktemp("export") / "news.db").path


def test_the_package_describes_the_file(database: Path, tmp_path: Path) -> None:
    """Count, size, hash and columns in datapackage.json are those of the file."""
    count = export_file(database, Selection("claims"), "csv", tmp_path / "claims.csv", version="1")
    (resource,) = json.loads((tmp_path / "datapackage.json").read_text())["resources"]
    content = (tmp_path / "claims.csv").read_bytes()
    with (tmp_path / "claims.csv").open(newline="") as stream:
        rows = list(csv.reader(stream))
    assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
    assert (resource["rowCount"], resource["bytes"]) == (count, len(content)) == (len(rows) - 1, len(content))
    assert [field["name"] for field in resource["schema"]["fields"]] == rows[0]


def test_two_files_share_one_package(database: Path, tmp_path: Path) -> None:
    """A second export into a folder joins its package; the same file again takes the first one's place."""
    for name in ("claims", "conflicts", "claims"):
        export_file(database, Selection(name), "jsonl", tmp_path / f"{name}.jsonl")  # type: ignore[arg-type]
    resources = json.loads((tmp_path / "datapackage.json").read_text())["resources"]
    assert [one["path"] for one in resources] == ["claims.jsonl", "conflicts.jsonl"]


def test_a_stranger_s_program_finds_the_package_valid(database: Path, tmp_path: Path) -> None:
    """Frictionless accepts every set in CSV, for Excel too, and JSON lines: names, types, keys, bytes, hash and rows."""
    for name in COLUMNS_OF:
        for form in ("csv", "jsonl"):
            export_file(database, Selection(name), form, tmp_path / f"my {name}.{form}")  # type: ignore[arg-type]
    export_file(database, Selection("claims"), "csv", tmp_path / "excel.csv", excel=True)
    report = Package(str(tmp_path / "datapackage.json")).validate()
    assert report.valid, report.flatten(["name", "type", "note"])
    assert len(report.tasks) == 2 * len(COLUMNS_OF) + 1


def test_a_package_says_where_its_rows_come_from(database: Path, tmp_path: Path) -> None:
    """Sources, run and filters stand in the package, and a number names the column of its unit."""
    some = Selection("claims", {"source": "SemiAnalysis"})
    export_file(database, some, "parquet", tmp_path / "claims.parquet", version="1.2")
    package = json.loads((tmp_path / "datapackage.json").read_text())
    (resource,) = package["resources"]
    assert resource["sources"] == [{"title": "B & Co", "path": "https://b.example"}]
    assert resource["crossclaim"]["filters"] == {"source": "SemiAnalysis"}
    assert (resource["crossclaim"]["version"], resource["crossclaim"]["run"]["version"]) == ("1.2", "0.1.0")
    low = next(field for field in resource["schema"]["fields"] if field["name"] == "low")
    assert (low["type"], low["unitField"]) == ("number", "unit")
    assert package["id"].startswith("urn:sha256:")
    assert read_table(tmp_path / "claims.parquet").num_rows == resource["rowCount"] == 2


def test_the_same_set_has_the_same_bytes(database: Path, tmp_path: Path) -> None:
    """Two exports of an unchanged database are equal."""
    for name in ("a.csv", "b.csv"):
        export_file(database, Selection("claims"), "csv", tmp_path / name)
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()


def test_a_fault_leaves_what_was_there(tmp_path: Path) -> None:
    """When writing fails half-way, the old file stays and no part of the new one is left."""
    target = tmp_path / "claims.csv"
    target.write_text("old")

    def write_half() -> None:
        with replacing(target) as stream:
            stream.write(b"half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        write_half()
    assert [path.name for path in tmp_path.iterdir()] == ["claims.csv"]
    assert target.read_text() == "old"


def test_another_programs_package_is_left_alone(database: Path, tmp_path: Path) -> None:
    """A datapackage.json that is not ours is never written over."""
    (tmp_path / "datapackage.json").write_text('{"name": "theirs"}')
    with pytest.raises(InputError, match="another program"):
        export_file(database, Selection("claims"), "csv", tmp_path / "claims.csv")


def test_no_database_is_said(tmp_path: Path) -> None:
    """Exporting from a file that is not there names it."""
    with pytest.raises(StoreError, match="no database"):
        export_file(tmp_path / "none.db", Selection("claims"), "csv", tmp_path / "claims.csv")


cells = st.none() | st.text(alphabet='ab,"\r\n\t=+-@ é')
a_row = st.tuples(cells, cells, st.none() | st.floats(allow_nan=False), st.integers(0, 1))


@given(st.lists(a_row, max_size=5))
def test_raw_csv_comes_back_as_it_went(rows: list[tuple[str | None, str | None, float | None, int]]) -> None:
    """Whatever stands in a cell, a CSV reader gives it back."""
    text = "".join(csv_pieces(rows, COLUMNS, raw=True))
    back = list(csv.reader(io.StringIO(text, newline="")))
    expected = [["" if cell is None else str(cell) for cell in row] for row in rows]
    assert back == [list(COLUMNS), *expected]


@given(st.lists(a_row, max_size=5))
def test_no_guarded_cell_is_a_formula(rows: list[tuple[str | None, str | None, float | None, int]]) -> None:
    """No text cell of a guarded CSV starts with what a spreadsheet would run; a negative number stays one."""
    back = list(csv.reader(io.StringIO("".join(csv_pieces(rows, COLUMNS)), newline="")))[1:]
    for row, read in zip(rows, back, strict=True):
        assert all(not cell or cell[0] not in "=+-@\t\r" for cell in read[:2])
        assert read[2] == ("" if row[2] is None else str(row[2]))


@given(st.lists(a_row, max_size=5))
def test_json_lines_come_back_as_they_went(
    rows: list[tuple[str | None, str | None, float | None, int]],
) -> None:
    """One object a line, flags as true and false."""
    text = "".join(jsonl_pieces(rows, COLUMNS))
    back = [tuple(json.loads(line).values()) for line in text.split("\n")[:-1]]
    assert back == [(*row[:3], bool(row[3])) for row in rows]
