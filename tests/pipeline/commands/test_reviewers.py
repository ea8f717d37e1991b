"""`crossclaim reviewers`: who may sign in."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from datasette_auth_passwords.utils import verify_password

from db.accounts import Accounts
from db.errors import InputError, StoreError
from pipeline.commands.reviewers import reviewers

PASSWORD = "correct horse battery"


def call(folder: Path, *words: str, typed: str = "") -> Result:
    database = ["--db", str(folder / "news.db")]
    return CliRunner().invoke(reviewers, [words[0], *database, *words[1:]], input=typed)


def test_a_reviewer_gets_a_password_and_loses_it(tmp_path: Path) -> None:
    """The file holds a hash of it, for its owner alone to read; list prints the names."""
    assert call(tmp_path, "add", "Ann Lee", typed=f"{PASSWORD}\n{PASSWORD}\n").exit_code == 0
    assert call(tmp_path, "add", "--stdin", "Ben Oh", typed=f"{PASSWORD}\n").exit_code == 0
    file = tmp_path / "news.reviewers.json"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert PASSWORD not in file.read_text()
    assert verify_password(PASSWORD, Accounts(file).hashes["Ann Lee"])
    assert call(tmp_path, "list").output == "Ann Lee\nBen Oh\n"
    assert "Nobody can sign in" in call(tmp_path / "other", "list").stderr
    assert call(tmp_path, "remove", "Ann Lee").exit_code == 0
    assert call(tmp_path, "list").output == "Ben Oh\n"


@pytest.mark.parametrize(
    ("words", "typed", "problem"),
    [
        (("add", "--stdin", "Ann Lee"), "short\n", "is too short a password"),
        (("add", "--stdin", "Ann Lee"), "", "is too short a password"),
        (("add", "--stdin", " "), f"{PASSWORD}\n", "is no name of a person"),
        (("add", "--stdin", "admin"), f"{PASSWORD}\n", "is no name of a person"),
        (("remove", "Nobody"), "", "is no reviewer"),
    ],
)
def test_what_does_not_fit_is_said(tmp_path: Path, words: tuple[str, ...], typed: str, problem: str) -> None:
    """A short password, a name that is no person's, and a name without account are one sentence each."""
    done = call(tmp_path, *words, typed=typed)
    assert isinstance(done.exception, InputError)
    assert problem in str(done.exception)
    assert not (tmp_path / "news.reviewers.json").exists()


def test_a_damaged_file_is_not_taken_for_an_empty_one(tmp_path: Path) -> None:
    """It is named, with the way out, and nothing is written over it."""
    file = tmp_path / "news.reviewers.json"
    file.write_text("{}")
    done = call(tmp_path, "add", "--stdin", "Ann Lee", typed=f"{PASSWORD}\n")
    assert isinstance(done.exception, StoreError)
    assert "news.reviewers.json" in str(done.exception)
    assert file.read_text() == "{}"
