"""Sources to partitions: whole, resumable, and the same however they are made."""

from __future__ import annotations

import errno
import gzip
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import fsspec
import pyarrow
import pyarrow.parquet
import pytest
from click.testing import CliRunner
from fsspec.implementations.memory import MemoryFileSystem
from spacy.language import Language

from db.errors import InputError, ReadError, StoreError
from db.records import Article, Problem
from pipeline.commands.backfill import backfill as command
from pipeline.scale.documents import Document
from pipeline.scale.folder import Folder
from pipeline.scale.mapping import in_processes
from pipeline.scale.partitions import Partition, read_part
from pipeline.scale.parts import parts_of
from pipeline.scale.places import Place
from tests.pipeline.pages import NOT_ARTICLES, article_page
from tests.pipeline.scale.stories import RECIPE, Inline, everything, files, make, story, write_lines
from tests.pipeline.test_archives import archive


def read(path: Path, size: int = 10**9, workers: Inline | None = None) -> list[Partition]:
    """The partitions of a source, made in this process."""
    return [read_part(part, RECIPE, workers or Inline()) for part in parts_of(Place.of(str(path)), size)]


def holds(word: str, batch: list[Document]) -> bool:
    return any(isinstance(one.body, Article) and word in one.body.text for one in batch)


@pytest.mark.usefixtures("nlp")
def test_a_partition_holds_articles_and_claims(tmp_path: Path) -> None:
    """Articles come in their order with their claims, shingles and the id that their source gave them."""
    (partition,) = read(write_lines(tmp_path / "a.jsonl", [story(n) for n in range(4)]))
    assert [one.given_id for one in partition.articles] == ["s0", "s1", "s2", "s3"]
    assert [[claim.quote for claim in one.claims] for one in partition.articles[:2]] == [
        ["48 ships", "$2 million"],
        ["50 ships", "$3 million"],
    ]
    assert all(one.marks for one in partition.articles)


@pytest.mark.usefixtures("nlp")
def test_parts_of_any_size_hold_the_same(tmp_path: Path) -> None:
    """However a source is cut, its articles, claims and problems are the same."""
    bad = [{"text": 5}, story(2)]  # no text; an id that came before
    path = write_lines(tmp_path / "a.jsonl", [*(story(n) for n in range(5)), *bad])
    whole = read(path)[0]
    pieces = read(path, 400)
    assert len(pieces) > 3
    assert (
        tuple(one for piece in pieces for one in piece.articles if one.given_id != "s2")[:4]
        == tuple(one for one in whole.articles if one.given_id != "s2")[:4]
    )
    assert whole.problems[0] in [problem for piece in pieces for problem in piece.problems]
    assert [problem.message for problem in whole.problems] == [
        f"{path}:6: text is no string",
        "s2: this id came before",
    ]


@pytest.mark.usefixtures("nlp")
def test_a_poisoned_document_is_set_aside(tmp_path: Path) -> None:
    """A document that ends its worker is tried alone, twice, and set aside with the reason; the others are read."""
    path = write_lines(tmp_path / "a.jsonl", [story(0), {"text": "Poison 5."}, story(1)])
    workers = Inline(lambda batch: holds("Poison", batch))
    (partition,) = read(path, workers=workers)
    assert [one.given_id for one in partition.articles] == ["s0", "s1"]
    assert partition.problems == (
        Problem(
            "extract",
            f"{path}:2",
            "parser_died",
            f"{path}:2: set aside after 2 tries: it made its parser die (exit code 9).",
        ),
    )
    assert workers.calls == 1 + 2 + 2


def test_a_worker_that_is_told_to_end_sets_nothing_aside(tmp_path: Path) -> None:
    """What was not read since the work was ending is no fault of the documents."""

    class Ending(Inline):
        def call(self, *_: Any, **__: Any) -> Any:
            raise ReadError("was not read, since the run was ending.", kind="stopped")

    with pytest.raises(ReadError, match="ending"):
        read(write_lines(tmp_path / "a.jsonl", [story(0)]), workers=Ending())


@pytest.mark.usefixtures("nlp")
def test_pages_of_an_archive(tmp_path: Path) -> None:
    """Pages are read; what is no article is named with its kind."""
    path = archive(
        tmp_path / "news.warc.gz",
        ("https://a.example/1", "200 OK", "text/html; charset=utf-8", article_page()),
        ("https://a.example/2", "200 OK", "text/html", NOT_ARTICLES["login"][0]),
    )
    (partition,) = read(path)
    (article,) = [one.article for one in partition.articles]
    assert article
    assert (article.url, article.first_seen) == ("https://a.example/1", "2025-02-01T06:00:00Z")
    assert [(one.subject, one.kind) for one in partition.problems] == [
        (f"{path}: https://a.example/2", "login")
    ]


def damaged(folder: Path, name: str, damage: int | None) -> Path:
    """An archive of three pages that breaks off, or whose second page lies about its length by so many bytes."""
    pages = [
        (f"https://a.example/{n}", "200 OK", "text/html; charset=utf-8", article_page()) for n in (1, 2, 3)
    ]
    told = archive(folder / "true.warc", *pages).read_bytes()
    if damage is not None:
        before, at, after = told.partition(b"WARC-Target-URI: https://a.example/2")
        head, name_of_it, rest = after.partition(b"Content-Length: ")
        length, end, body = rest.partition(b"\r\n")
        told = before + at + head + name_of_it + b"%d" % (int(length) + damage) + end + body
    records = [b"WARC/1.0" + record for record in told.split(b"WARC/1.0")[1:]]
    whole = b"".join(map(gzip.compress, records)) if name.endswith(".gz") else told
    path = folder / name
    path.write_bytes(whole if damage is not None else whole[:-300])
    return path


@pytest.mark.usefixtures("nlp")
@pytest.mark.parametrize("size", [10**9, 400])
@pytest.mark.parametrize(
    ("name", "damage"),
    [(name, damage) for name in ("news.warc", "news.warc.gz") for damage in (None, -50, 50, 5000)],
)
def test_a_damaged_archive(tmp_path: Path, name: str, damage: int | None, size: int) -> None:
    """Of an archive that breaks off, or lies about a length, whole pages are read, and the rest is named."""
    path = damaged(tmp_path, name, damage)
    partitions = read(path, size)
    found = [one.article for partition in partitions for one in partition.articles if one.article]
    (whole, *_) = [one.article for one in read(tmp_path / "true.warc")[0].articles if one.article]
    assert found[0] == whole
    assert {article.url for article in found[1:]} <= {"https://a.example/2", "https://a.example/3"}
    problems = [problem for partition in partitions for problem in partition.problems]
    assert problems
    assert all(problem.subject.startswith(str(path)) for problem in problems)


class SmallDisk(MemoryFileSystem):  # type: ignore[misc]
    """A file system that is full after so many writes, until somebody makes room after three more."""

    protocol = "smalldisk"
    store: dict[str, Any] = {}  # noqa: RUF012 - what fsspec's own keeps
    pseudo_dirs = [""]  # noqa: RUF012
    left = 10**9

    def _open(self, path: str, mode: str = "rb", **options: Any) -> Any:
        if mode == "wb":
            type(self).left -= 1
            if -3 <= type(self).left < 0:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return super()._open(path, mode, **options)


@pytest.fixture
def small_disk() -> Iterator[type[SmallDisk]]:
    fsspec.register_implementation("smalldisk", SmallDisk, clobber=True)
    yield SmallDisk
    SmallDisk.store.clear()
    SmallDisk.left = 10**9


def test_a_backfill_from_end_to_end(tmp_path: Path, small_disk: type[SmallDisk]) -> None:
    """A full disk is named and leaves nothing half-written; the next call goes on, and the one after has nothing to do."""
    source = write_lines(tmp_path / "a.jsonl", [story(n) for n in range(12)])
    small_disk.left = 0
    with pytest.raises(StoreError, match="No space left"):
        make("smalldisk://out", source)
    small_disk.left = 5  # the manifest, a partition, and a part of the next
    broken = make("smalldisk://out", source, size=800)
    assert broken.exit_code == 1
    assert 1 <= broken.made < broken.made + len(broken.problems)
    assert broken.problems
    assert all(
        "No space left" in problem.message and "run the same command again" in problem.message
        for problem in broken.problems
    )
    small_disk.left = 10**9
    whole = make("smalldisk://out", source)
    assert (whole.exit_code, whole.made) == (0, whole.partitions - broken.made)
    assert make("smalldisk://out", source).made == 0
    assert [row["given_id"] for row in everything("smalldisk://out")] == [f"s{n}" for n in range(12)]
    assert whole.counts["claims"] == len(everything("smalldisk://out", "claims")) == 24
    assert not [path for path in small_disk.store if "/partial/" in path]


@pytest.mark.parametrize(("jobs", "size", "ranges"), [(1, 700, 3), (2, 900, 1), (4, 1, 4)])
def test_processes_make_the_same(tmp_path: Path, jobs: int, size: int, ranges: int) -> None:
    """Any number of processes gives the tables that this one gives, byte for byte, those of copies and conflicts too."""
    source = write_lines(
        tmp_path / "a.jsonl", [*(story(n) for n in range(8)), story(1, id="x", url="https://x.example/")]
    )
    make(tmp_path / "here", source, size=size, ranges=ranges)
    assert make(tmp_path / "there", source, size=size, ranges=ranges, way=in_processes(jobs)).exit_code == 0
    assert files(tmp_path / "here") == files(tmp_path / "there")
    assert len(everything(tmp_path / "there", "articles")) == 9


def test_a_lost_partition_is_made_again(tmp_path: Path) -> None:
    """A partition that is not whole is made again, byte for byte; sources that are added come after the others."""
    source = write_lines(tmp_path / "a.jsonl", [story(n) for n in range(6)])
    out = tmp_path / "out"
    make(out, source)
    files = {path.name: path.read_bytes() for path in (out / "articles").iterdir()}
    lost = sorted(files)[0]
    (out / "articles" / lost).unlink()
    (out / "partial" / "left").write_bytes(b"of a killed worker")
    more = write_lines(tmp_path / "0.jsonl", [story(n) for n in range(6, 8)])
    done = make(out, more)
    assert done.made == 2
    assert (out / "articles" / lost).read_bytes() == files[lost]
    assert [row["given_id"] for row in everything(out)] == [f"s{n}" for n in range(8)]
    assert not list((out / "partial").iterdir())


@pytest.mark.parametrize("table", ["articles", "claims", "shingles"])
@pytest.mark.parametrize(("body", "told"), [(None, "has no column"), (b"PAR1 and no more", "cannot be read")])
def test_a_damaged_partition_is_named(tmp_path: Path, table: str, body: bytes | None, told: str) -> None:
    """A table that another program wrote, or that is cut off, is named with the way out."""
    out = tmp_path / "out"
    make(out, write_lines(tmp_path / "a.jsonl", [story(n) for n in range(3)]))
    place = next((out / table).iterdir())
    if body is None:
        pyarrow.parquet.write_table(pyarrow.table({"other": [1, 2, 3]}), place)
    else:
        place.write_bytes(body)
    with pytest.raises(InputError, match=f"{place.name}: {told}.*Remove the file of this name"):
        make(out, write_lines(tmp_path / "b.jsonl", [story(3)]))


def test_a_source_that_changed_is_read_again(tmp_path: Path) -> None:
    """Only the parts whose bytes changed are made; partitions of bytes that are gone go too."""
    source = write_lines(tmp_path / "a.jsonl", [story(n) for n in range(6)])
    out = tmp_path / "out"
    first = make(out, source, size=800)
    with source.open("a", encoding="utf-8") as lines:
        lines.write(json.dumps(story(6)) + "\n")
    second = make(out, source, size=800)
    assert second.made <= 2 < first.made
    assert len(everything(out)) == 7
    assert len(list((out / "claims").iterdir())) == second.partitions


def test_what_does_not_fit_is_refused(tmp_path: Path) -> None:
    """Another topic, or a file that is no manifest of ours, is refused with the way out."""
    out = tmp_path / "out"
    make(out, write_lines(tmp_path / "a.jsonl", [story(0)]))
    told = json.loads((out / "manifest.json").read_text())
    for change, message in (
        ({"topic": "trains"}, "topic trains"),
        ({"recipe": "x"}, "other rules"),
        ({"format": 9}, "newer"),
    ):
        (out / "manifest.json").write_text(json.dumps({**told, **change}))
        with pytest.raises(InputError, match=message):
            make(out, tmp_path / "a.jsonl")
    (out / "manifest.json").write_text("{}")
    with pytest.raises(InputError, match="no manifest"):
        make(out, tmp_path / "a.jsonl")


def test_the_command_names_what_cannot_be_read(tmp_path: Path, nlp: Language) -> None:
    """Sources that cannot be read are named, the rest is read, and the exit code says so."""
    del nlp
    source = write_lines(tmp_path / "a.jsonl", [story(0)])
    (tmp_path / "b.parquet").write_bytes(b"PAR1 no")
    given = [
        str(source),
        str(tmp_path / "b.parquet"),
        str(tmp_path / "c.warc"),
        "--out",
        str(tmp_path / "out"),
        "--jobs",
        "1",
    ]
    done = CliRunner().invoke(command, given, standalone_mode=False)
    assert done.return_value == 1
    assert "b.parquet: is no Parquet file" in done.stderr
    assert "c.warc: is not there" in done.stderr
    assert "1 partitions in" in done.stderr
    assert Folder.of(str(tmp_path / "out")).done()


def test_ways_exclude_each_other(tmp_path: Path) -> None:
    """One of --jobs, --workers and --scheduler can be given."""
    given = ["x", "--out", str(tmp_path), "--jobs", "1", "--workers", "1"]
    assert "Give one of" in CliRunner().invoke(command, given).output
