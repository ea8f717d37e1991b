"""A folder that serves the database to the world with nothing but Python and Datasette.

    publish(Path("crossclaim.db"), Path("site"))   # then: cd site && ./start

It holds a compact copy of the database that nobody can write to, our pages, and a start command. Articles
of others are left out as whole texts: what stays is each claim's quote with its sentence, and the link.
"""

from __future__ import annotations

import asyncio
import json
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import version as installed
from pathlib import Path

import yaml

from browse.metadata import HERE, read_metadata
from browse.site import SETTINGS, STATIC, open_site
from db.errors import InputError, StoreError
from db.export import last_run
from pipeline.export import reading
from pipeline.static import write_pages

DATABASE = "crossclaim.db"
MARK = "published.json"  # says that a folder is ours and may be replaced
PACKAGES = {"browse": HERE, "db": HERE.parent / "db"}
NEEDED = ("datasette", "markupsafe", "pyyaml")
UNPACKS = "backports.zstd>=1.0; python_version < '3.14'\n"  # the texts of earlier editions
PUBLIC_SETTINGS = {**SETTINGS, "sql_time_limit_ms": 1500, "facet_time_limit_ms": 1500, "max_csv_mb": 20}

# What readers of the pages have no use for, or no right to.
_WITHOUT_MACHINERY = """
update pages set body = null;
delete from bodies;
delete from shingles;
delete from hosts;
delete from told;
"""
_WITHOUT_TEXTS = """
delete from deltas;
update articles set text = '';
update entries set text = null, summary = null;
"""


def publish(database: Path, folder: Path, *, texts: bool = False, version: str = "") -> None:
    """Makes `folder`, or makes it anew where it is an earlier publication; whole or not at all.

    With `texts` the articles' whole texts stay in it: for those who may publish them. InputError where
    the folder holds something else; StoreError where the database cannot be read.
    """
    with _publication(database, folder, texts=texts, version=version) as draft:
        _copy_pages(draft)
        _write_start(draft)


def publish_pages(database: Path, folder: Path, count: int, *, texts: bool = False, version: str = "") -> int:
    """Makes `folder` of plain pages: the `count` sharpest conflicts, for any web server; the number of files."""
    with _publication(database, folder, texts=texts, version=version) as draft:
        files = asyncio.run(write_pages(open_site(draft / DATABASE, immutable=True), draft, count=count))
        (draft / DATABASE).unlink()
    return files


@contextmanager
def _publication(database: Path, folder: Path, *, texts: bool, version: str) -> Iterator[Path]:
    """A draft with a copy of the database, which takes the folder's place when the block ends well."""
    if _holds_something(folder) and not (folder / MARK).is_file():
        raise InputError(
            "holds something else than an earlier publication.",
            subject=str(folder),
            remedy="Name an empty folder, or one that does not exist yet.",
        )
    with reading(database) as connection:
        draft = _draft_beside(folder)
        try:
            _copy_database(connection, draft / DATABASE, texts=texts)
            about = {"made_by": f"crossclaim {version}".strip(), "texts": texts, "run": last_run(connection)}
            (draft / MARK).write_text(json.dumps(about, indent=2) + "\n")
            yield draft
            _take_place(draft, folder)
        finally:
            shutil.rmtree(draft, ignore_errors=True)


def _holds_something(folder: Path) -> bool:
    try:
        return folder.exists() and any(folder.iterdir())
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}.", subject=str(folder)) from error


def _draft_beside(folder: Path) -> Path:
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        return Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}."))
    except OSError as error:
        raise InputError(f"cannot be written: {error.strerror}.", subject=str(folder)) from error


def _copy_database(connection: sqlite3.Connection, target: Path, *, texts: bool) -> None:
    """A compact copy as it is at one moment, without what is not for readers, in one file without a log."""
    connection.execute("vacuum into ?", [str(target)])
    copy = sqlite3.connect(target)
    try:
        copy.executescript(_WITHOUT_MACHINERY + ("" if texts else _WITHOUT_TEXTS))
        copy.execute("insert into articles_fts (articles_fts) values ('optimize')")
        copy.commit()
        copy.execute("pragma journal_mode = delete")
        copy.execute("vacuum")
        copy.execute("analyze")
        copy.commit()
    except sqlite3.Error as error:
        raise StoreError(f"cannot be copied: {error}.", subject=str(target)) from error
    finally:
        copy.close()


def _copy_pages(draft: Path) -> None:
    """Our pages and what they import, as packages of their own."""
    ignore = shutil.ignore_patterns("__pycache__", "*.pyc", "metadata.yml")
    for name, source in PACKAGES.items():
        shutil.copytree(source, draft / name, ignore=ignore)
    metadata = yaml.safe_dump(read_metadata(Path(DATABASE).stem), allow_unicode=True, sort_keys=False)
    (draft / "metadata.yml").write_text(metadata, encoding="utf-8")
    command = [sys.executable, "-m", "datasette", "inspect", DATABASE]
    counts = subprocess.run(command, cwd=draft, capture_output=True, check=True)  # noqa: S603 - our own words
    (draft / "inspect.json").write_bytes(counts.stdout)


def start_command() -> list[str]:
    """How the folder is served; the port is the environment's PORT, or 8001."""
    options = [part for name, value in PUBLIC_SETTINGS.items() for part in ("--setting", name, _text(value))]
    return [
        "datasette", "serve", "-i", DATABASE, "--inspect-file", "inspect.json", "-m", "metadata.yml",
        "--plugins-dir", "browse/plugins", "--template-dir", "browse/templates",
        "--static", f"{STATIC}:browse/static", *options,
    ]  # fmt: skip


def _write_start(draft: Path) -> None:
    command = _wrapped(start_command())
    start = draft / "start"
    start.write_text(
        "#!/bin/sh\n# Serves this folder: ./start, or HOST=0.0.0.0 PORT=80 ./start\n"
        'cd "$(dirname "$0")" || exit 1\nexport PYTHONPATH=.\n'
        f'exec {command} \\\n  -h "${{HOST:-127.0.0.1}}" -p "${{PORT:-8001}}"\n'
    )
    start.chmod(0o755)
    needed = "".join(f"{name}=={installed(name)}\n" for name in NEEDED)
    (draft / "requirements.txt").write_text(needed + UNPACKS)
    (draft / "Dockerfile").write_text(
        "FROM python:3.12-slim\nWORKDIR /site\nCOPY requirements.txt .\n"
        "RUN pip install --no-cache-dir -r requirements.txt\nCOPY . .\nUSER nobody\n"
        'ENV HOST=0.0.0.0 PORT=8001\nEXPOSE 8001\nCMD ["./start"]\n'
    )


def _take_place(draft: Path, folder: Path) -> None:
    """The draft becomes the folder; an earlier one is put aside first and then removed."""
    draft.chmod(0o755)
    if not _holds_something(folder):
        draft.rename(folder)  # takes the place of an empty folder too
        return
    old = draft.with_name(f"{draft.name}.old")
    folder.rename(old)
    draft.rename(folder)
    shutil.rmtree(old)


def _wrapped(command: Sequence[str]) -> str:
    lines, line = [], command[0]
    for part in command[1:]:
        if part.startswith("-") and len(line) > 60:
            lines.append(line)
            line = f"  {part}"
        else:
            line = f"{line} {part}"
    return " \\\n".join([*lines, line])


def _text(value: object) -> str:
    return {True: "on", False: "off"}.get(value, str(value)) if isinstance(value, bool) else str(value)
