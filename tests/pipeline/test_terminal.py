"""What a person reads in the terminal of a database: conflicts, questions, why, status."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from rich.console import Console

from db.errors import InputError, TopicError
from db.records import Problem
from db.store import Store
from pipeline.cli import crossclaim, main
from pipeline.report import print_problems


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two articles that disagree, added by hand."""
    folder = tmp_path_factory.mktemp("terminal")
    (folder / "a.txt").write_text("DeepSeek has 2,048 H800 GPUs, the company said.")
    (folder / "b.txt").write_text("DeepSeek has 50,000 H800 GPUs, said SemiAnalysis.")
    done = CliRunner().invoke(crossclaim, ["add", str(folder), "--db", str(folder / "t.db")])
    assert done.exit_code == 0, done.output
    return folder / "t.db"


def command(database: Path, *words: str) -> Result:
    return CliRunner().invoke(crossclaim, [*words, "--db", str(database)])


def test_conflicts_shows_both_sides(database: Path) -> None:
    """Both numbers and the reason stand in the list; a later --since leaves them out."""
    shown = command(database, "conflicts").output
    assert "2,048" in shown
    assert "50,000" in shown
    assert "conflict (" in shown
    assert "in a.txt, no date (1 article, 1 origin)" in " ".join(shown.split())
    (asked,) = [line.split() for line in shown.splitlines() if "crossclaim why" in line]
    assert "conflict (" in command(database, *asked[1:]).output
    assert "No open conflicts." in command(database, "conflicts", "--since", "2999-01-01").output


def test_questions_are_listed(database: Path) -> None:
    """The disputed question is there, with its counts."""
    assert (
        "How many accelerators does DeepSeek"
        in command(database, "questions", "--subject", "DeepSeek").output
    )


def test_a_subject_without_questions_is_no_empty_table(database: Path) -> None:
    """A name that nothing is asked about is answered in words."""
    assert "No questions about Nobody" in command(database, "questions", "--subject", "Nobody").output


@pytest.mark.parametrize(
    "options", [("conflicts", "--since", "yesterday"), ("replay", "x.db", "--since", "1/2/25")]
)
def test_a_day_is_written_one_way(database: Path, options: tuple[str, ...]) -> None:
    """Every command takes days alike, and shows how they are written."""
    done = command(database, *options)
    assert done.exit_code == 2
    assert "is no day. Write it as 2025-01-31." in done.output


@pytest.mark.parametrize(("typed", "meant"), [("conflits", "conflicts"), ("exprot", "export"), ("qqq", "")])
def test_a_mistyped_command_is_answered_with_the_nearest(typed: str, meant: str) -> None:
    """The nearest command is named, where there is one."""
    said = CliRunner().invoke(crossclaim, [typed]).output
    assert f"No such command '{typed}'" in said
    assert bool(meant) == ("Did you mean" in said)
    assert meant in said


def test_nobody_reviews_without_a_name(database: Path) -> None:
    """An empty name, as of a variable that is not set, is refused; the site does not run without reviews."""
    assert "names nobody" in str(command(database, "serve", "--reviewer", " ").exception)


def test_why_tells_each_rule(database: Path) -> None:
    """Every rule up to the deciding one is named, by the beginnings of ids."""
    with Store.open(database) as store:
        pair = store.contrasts.disputes()[0]
    shown = command(database, "why", pair.a.claim.id[:12], pair.b.claim.id).output
    assert f"yes  {pair.relation.rule}" in shown
    assert "no   " in shown


def test_an_unknown_claim_is_named(database: Path) -> None:
    """An id that no claim has is an error with the way out."""
    failed = command(database, "why", "zzzz", "zzzz")
    assert isinstance(failed.exception, InputError)


def test_status_counts(database: Path) -> None:
    """The run that added them is listed."""
    assert "2 articles" in command(database, "status").output


@pytest.mark.parametrize("words", [("conflicts",), ("questions",), ("export", "claims"), ("reextract",)])
def test_an_unknown_topic_is_named(database: Path, words: tuple[str, ...]) -> None:
    """A misspelt topic is an error that lists the topics, not an empty answer."""
    failed = command(database, *words, "--topic", "ai-compte")
    assert isinstance(failed.exception, TopicError)
    assert "ai-compute" in str(failed.exception)


def test_a_text_in_another_language_yields_no_claims(tmp_path: Path) -> None:
    """English rules do not read a German text; it is kept, and named as a problem, once."""
    german = (
        "Der Konzern hat nach eigenen Angaben 50.000 GPUs, und die Kosten sind für das Jahr nicht genannt."
    )
    (tmp_path / "de.txt").write_text(german, encoding="utf-8")
    done = command(tmp_path / "t.db", "add", str(tmp_path / "de.txt"))
    assert "1 problem " in done.output
    assert "other_language" in done.output
    assert "1 article, 0 claims" in done.output


FEW = tuple(Problem("fetch", f"https://a.example/{n}", "dns", "no such host.") for n in range(7))
SHOWN = [
    (FEW[:1], ["1 problem (", "https://a.example/0: no such host."]),
    (FEW, ["7 problems (", "https://a.example/4", "and 2 more"]),
]


@pytest.mark.parametrize(("problems", "parts"), SHOWN)
def test_problems_name_their_address(
    problems: tuple[Problem, ...], parts: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Each of the first five stands with its address, and the rest is counted."""
    print_problems(problems, Console(width=200))
    said = capsys.readouterr().out
    assert [part for part in parts if part not in said] == []
    assert "https://a.example/5" not in said


def test_all_faults_of_a_topic_are_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever checks a topic sees a line for each fault, with file, line and key."""
    path = tmp_path / "t.yml"
    path.write_text("name: t\ntitle: T\ncolour: red\nunits:\n  a: {nouns: []}\n")
    monkeypatch.setattr("sys.argv", ["crossclaim", "topic", "check", str(path)])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    lines = capsys.readouterr().err.splitlines()
    assert [line.split(": ")[1:3] for line in lines] == [
        [f"{path}:3", "colour"],
        [f"{path}:5", "units.a.nouns"],
    ]
