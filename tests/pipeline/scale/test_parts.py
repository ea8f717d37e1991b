"""Sources in parts: whatever their size, they hold everything once, in order."""

from __future__ import annotations

from pathlib import Path

import pyarrow
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from db.errors import InputError
from db.records import Article, Page, Problem
from pipeline.archives import archive_pages
from pipeline.inputs import Inputs
from pipeline.scale.documents import Document, documents
from pipeline.scale.parts import mark_of, parts_of
from pipeline.scale.places import Place
from tests.pipeline.pages import article_page
from tests.pipeline.scale.stories import story, write_lines
from tests.pipeline.test_archives import archive


def found(path: Path, size: int) -> list[Document | Problem]:
    """What all parts of a source hold, one after the other."""
    return [one for part in parts_of(Place.of(str(path)), size) for one in documents(part)]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from([b'{"text": "a"}', b"", b"no json", b'{"text": "' + b"b" * 50 + b'"}']), max_size=12
    ),
    st.integers(1, 200),
    st.booleans(),
)
def test_lines_in_parts(tmp_path: Path, lines: list[bytes], size: int, ends: bool) -> None:
    """Each line is in one part, under its own number, whether or not the file ends with a line end."""
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"\n".join(lines) + (b"\n" if ends and lines else b""))
    whole, cut = found(path, 10**9), found(path, size)
    assert whole == cut
    numbers = [n for n, line in enumerate(lines, 1) if line]
    places = [one.place if isinstance(one, Document) else one.subject for one in cut]
    assert places == [f"{path}:{n}" for n in numbers]


@pytest.mark.parametrize("name", ["news.warc", "news.warc.gz"])
@pytest.mark.parametrize("size", [1, 1500, 4000, 10**9])
def test_archives_in_parts(tmp_path: Path, name: str, size: int) -> None:
    """The parts of an archive hold its pages, each once, in its order."""
    pages = [
        (f"https://a.example/{n}", "200 OK", "text/html", article_page(title=f"T {n}")) for n in range(6)
    ]
    path = archive(tmp_path / name, *pages)
    assert [one.body for one in found(path, size) if isinstance(one, Document)] == list(archive_pages(path))


@pytest.mark.parametrize("size", [1, 700, 10**9])
def test_rows_in_parts(tmp_path: Path, size: int) -> None:
    """The parts of a Parquet file hold its rows, over the borders of its groups; other columns are left aside."""
    stories = [{**story(n), "more": n} for n in range(10)]
    parquet.write_table(pyarrow.Table.from_pylist(stories), tmp_path / "a.parquet", row_group_size=4)
    given_ids = [one.body.id for one in found(tmp_path / "a.parquet", size) if isinstance(one, Document)]
    assert given_ids == [f"s{n}" for n in range(10)]


@pytest.mark.parametrize("size", [1, 3000, 10**9])
def test_a_folder_is_read_in_the_order_of_add(tmp_path: Path, size: int) -> None:
    """Files of all kinds come in the order in which `crossclaim add` takes them."""
    (tmp_path / "a-b").mkdir()
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "one.txt").write_text("One text.")
    (tmp_path / "a-b" / "two.html").write_text(article_page(), encoding="utf-8")
    write_lines(tmp_path / "a" / "lines.jsonl", [story(n) for n in range(3)])
    (tmp_path / "z.json").write_text('{"text": "Zed."}')
    inputs = Inputs([str(tmp_path)])
    ours = [one.body for one in found(tmp_path, size) if isinstance(one, Document)]
    for theirs, body in zip(inputs, ours, strict=True):
        if isinstance(body, Article):
            assert body == theirs
        else:
            assert isinstance(body, Page)
            assert inputs.page is not None
            assert body.body == inputs.page.body


@pytest.mark.parametrize(
    ("name", "body", "told"),
    [
        ("a.parquet", b"PAR1 no", "no Parquet file"),
        ("a.csv", b"a,b", "is none of"),
        ("missing.jsonl", None, "is not there"),
    ],
)
def test_what_is_no_source_is_named(tmp_path: Path, name: str, body: bytes | None, told: str) -> None:
    """The file is named, with what is wrong with it."""
    if body is not None:
        (tmp_path / name).write_bytes(body)
    with pytest.raises(InputError, match=told) as caught:
        parts_of(Place.of(str(tmp_path / name)), 100)
    assert name in caught.value.subject


def test_a_parquet_file_of_another_schema_is_named(tmp_path: Path) -> None:
    """The columns that it has are told, and which one is missing."""
    parquet.write_table(pyarrow.table({"body": ["x"], "text": [1]}), tmp_path / "a.parquet")
    with pytest.raises(InputError, match=r"no column `text` of strings \(its columns: body, text\)"):
        parts_of(Place.of(str(tmp_path / "a.parquet")), 100)


def test_a_mark_changes_with_a_source(tmp_path: Path) -> None:
    """Another file in a folder, or other bytes in a file, give another mark; reading does not."""
    path = write_lines(tmp_path / "a.jsonl", [story(1)])
    place = Place.of(str(tmp_path))
    first = mark_of(place)
    assert mark_of(place) == first
    write_lines(path, [story(1), story(2)])
    second = mark_of(place)
    write_lines(tmp_path / "b.jsonl", [story(3)])
    assert len({first, second, mark_of(place)}) == 3
