"""What is news: a change of state of a conflict that is followed, and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from db.errors import SettingsError
from pipeline.alerts import Following, Told, load_following, news, news_of

# (what was told, state now, spread now, the news)
CASES = [
    (None, "new", 2.0, "new"),
    (None, "standing", 2.0, "new"),
    (None, "settled", 2.0, None),
    (Told("new", 2.0), "new", 2.0, None),
    (Told("new", 2.0), "standing", 2.0, None),
    (Told("new", 2.0), "widened", 3.0, "widened"),
    (Told("widened", 3.0), "widened", 3.0, None),
    (Told("widened", 3.0), "widened", 5.0, "widened"),
    (Told("widened", 3.0), "standing", 2.0, None),
    (Told("standing", 2.0), "settled", 2.0, "settled"),
    (Told("settled", 2.0), "settled", 2.0, None),
    (Told("settled", 2.0), "standing", 2.0, "reopened"),
    (Told("new", None), "widened", 2.0, "widened"),
    (Told("new", None), "standing", None, None),
]


@pytest.mark.parametrize(("told", "state", "spread", "expected"), CASES)
def test_only_a_change_of_state_is_news(
    told: Told | None, state: str, spread: float | None, expected: str | None
) -> None:
    """Another day is none, a larger distance is, and what was settled unheard is none."""
    assert news_of(told, {"state": state, "spread": spread}) == expected


def conflict(**fields: Any) -> dict[str, Any]:
    defaults = {"id": "c", "question": "q", "subject": "s", "topic": "t", "state": "new", "spread": 2.0}
    return {**defaults, **fields}


@pytest.mark.parametrize(
    ("following", "told"),
    [
        (Following(), True),
        (Following(questions=("q",)), True),
        (Following(questions=("https://pages.example/-/question/q",)), True),
        (Following(subjects=("other", "s")), True),
        (Following(topics=("t",)), True),
        (Following(questions=("x",), subjects=("x",), topics=("x",)), False),
    ],
)
def test_only_what_is_followed_is_told(following: Following, told: bool) -> None:
    """One line of the file that fits is enough; a file that names nothing follows everything."""
    assert (news({}, [conflict()], following) == {"c": "new"}) is told


def test_the_file_of_what_is_followed(tmp_path: Path) -> None:
    """It is YAML with three lists; a misspelt key is named with its line."""
    path = tmp_path / "followed.yml"
    path.write_text("questions: [q-1]\nsubjects:\n  - DeepSeek\n")
    assert load_following(path) == Following(questions=("q-1",), subjects=("DeepSeek",))
    path.write_text("subject: [DeepSeek]\n")
    with pytest.raises(SettingsError, match=r"followed.yml:1: subject: unknown key"):
        load_following(path)
    with pytest.raises(SettingsError, match="no such file"):
        load_following(tmp_path / "none.yml")
