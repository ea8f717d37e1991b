"""What is news about the conflicts since someone was last told, and which of it they follow.

    news_of(Told("standing", 2.0), {"state": "widened", "spread": 24.4, …})  ->  "widened"

A change of state is news; another day, another article and another copy are not. `Following` is the file
that `crossclaim.yml` names under `notify: followed`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Literal, NamedTuple

import extractors.vocabulary as vocabulary
from db.errors import SettingsError, TopicError
from extractors.vocabulary import Checked

Change = Literal["new", "widened", "settled", "reopened"]
CHANGES: tuple[Change, ...] = ("new", "widened", "settled", "reopened")


class Told(NamedTuple):
    """What a channel last said of a conflict: its state then, and how far apart its values were."""

    state: str
    spread: float | None


class Following(Checked):
    """Which conflicts are told: those of the questions, subjects and topics named; all where none is named.

    A question is named by its id or by the address of its page.
    """

    questions: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()

    def follows(self, conflict: Mapping[str, Any]) -> bool:
        """Whether this conflict is one to tell."""
        if not (self.questions or self.subjects or self.topics):
            return True
        ids = {name.rstrip("/").rsplit("/", 1)[-1] for name in self.questions}
        return (
            conflict["question"] in ids
            or conflict["subject"] in self.subjects
            or conflict["topic"] in self.topics
        )


def load_following(path: Path) -> Following:
    """The file of what is followed; SettingsError names file, line and key."""
    try:
        return vocabulary.read(Following, path)
    except TopicError as error:
        remedy = error.remedy or "It lists `questions`, `subjects` or `topics`; leave `followed` out for all."
        raise SettingsError(error.message, subject=error.subject, remedy=remedy) from error


def news_of(told: Told | None, conflict: Mapping[str, Any]) -> Change | None:
    """How a conflict changed since it was last told; None where it did not.

    A conflict that was settled before anyone heard of it is no news.
    """
    settled = conflict["state"] == "settled"
    if told is None:
        return None if settled else "new"
    if settled or told.state == "settled":
        return None if settled == (told.state == "settled") else "settled" if settled else "reopened"
    wider = (conflict["spread"] or 0) > (told.spread or 0)
    return "widened" if conflict["state"] == "widened" and wider else None


def news(
    told: Mapping[str, Told], conflicts: Iterable[Mapping[str, Any]], following: Following
) -> dict[str, Change]:
    """Id of conflict -> what changed, for the followed ones, in the order given."""
    changed = ((one, news_of(told.get(one["id"]), one)) for one in conflicts)
    return {one["id"]: change for one, change in changed if change and following.follows(one)}
