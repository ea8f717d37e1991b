"""`crossclaim export` and `crossclaim serve` from the command line."""

from __future__ import annotations

import csv
import json
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.commands.export import export
from tests.browse.newsroom import write_newsroom

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_newsroom(tmp_path_factory.mktemp("with space") / "news.db").path


@pytest.mark.parametrize(("options", "count"), [([], 4), (["--in-conflict"], 3), (["--subject", "x"], 0)])
def test_export_to_a_file(database: Path, tmp_path: Path, options: list[str], count: int) -> None:
    """The file's ending says the format; the filters say what is in it."""
    target = tmp_path / "claims.jsonl"
    done = CliRunner().invoke(export, ["claims", "-o", str(target), "--db", str(database), *options])
    assert done.exit_code == 0, done.output
    assert len([json.loads(line) for line in target.read_text().splitlines()]) == count
    assert ("Nothing here fits --subject x." in done.stderr) == (count == 0)


def test_export_to_standard_output(database: Path) -> None:
    """Without a file the set goes to standard output and nothing else does."""
    done = CliRunner().invoke(export, ["conflicts", "--db", str(database)])
    assert [row["state"] for row in csv.DictReader(done.stdout.splitlines())] == ["new"]


def test_export_refuses_a_day_that_is_none(database: Path) -> None:
    """A date with a typo is an error that shows the form."""
    done = CliRunner().invoke(export, ["claims", "--db", str(database), "--since", "31.1.2025"])
    assert "2025-01-31" in done.output


@pytest.mark.parametrize(("name", "said"), [("x.xls", "no format has the ending .xls"), ("x.csv", "")])
def test_the_ending_of_a_file_is_a_format(database: Path, tmp_path: Path, name: str, said: str) -> None:
    """No CSV goes into a file that says to be a workbook; what to call it is said."""
    done = CliRunner().invoke(export, ["claims", "--db", str(database), "-o", str(tmp_path / name)])
    assert bool(done.exception) == bool(said)
    assert said in str(done.exception)
    assert (tmp_path / name).is_file() != bool(said)


def test_excel_is_for_csv(database: Path, tmp_path: Path) -> None:
    """`--excel` marks a CSV as UTF-8, and is refused for what no spreadsheet opens."""
    options = ["--excel", "--db", str(database)]
    done = CliRunner().invoke(export, ["claims", "-o", str(tmp_path / "claims.csv"), *options])
    assert done.exit_code == 0, done.output
    assert (tmp_path / "claims.csv").read_bytes().startswith(b"\xef\xbb\xbfid,topic,")
    done = CliRunner().invoke(export, ["claims", "-o", str(tmp_path / "claims.jsonl"), *options])
    assert str(done.exception) == "--excel: is for CSV, not for jsonl. Say --format csv."


def test_an_unknown_state_is_refused(database: Path) -> None:
    """A mistyped state is an error and no empty set."""
    done = CliRunner().invoke(export, ["conflicts", "--db", str(database), "--state", "nwe"])
    assert done.exit_code == 2
    assert "'widened'" in done.output


def run_serve(*options: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "pipeline.cli", "serve", *options]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_serve_answers_until_it_is_stopped(database: Path) -> None:
    """It prints its address, serves the front page, and Ctrl-C ends it without a traceback."""
    process = run_serve("--db", str(database), "--port", "0")
    assert process.stdout is not None
    address = re.search(r"http://\S+", process.stdout.readline())
    assert address is not None
    with urllib.request.urlopen(address[0]) as answer:
        assert "How many has DeepSeek?" in answer.read().decode()
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=30)
    assert "Traceback" not in errors


def test_serve_says_that_a_port_is_taken(database: Path) -> None:
    """A port in use is one sentence and exit code 2."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        process = run_serve("--db", str(database), "--port", str(other.getsockname()[1]))
        _, errors = process.communicate(timeout=60)
    assert process.returncode == 2
    assert re.fullmatch(
        r"crossclaim: 127\.0\.0\.1:\d+: another program uses this port\. .*--port\.\n", errors
    )
