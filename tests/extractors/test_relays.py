"""Who spoke, and through which outlet."""

from __future__ import annotations

import pytest
from spacy.language import Language

from extractors.account import account_of
from extractors.clauses import Clause
from extractors.relays import heard_by, relay_of

RELAYED = [
    # (text, the verb of what is told, who told it, through whom, by which rule)
    ("The Courier reported that the minister said the ferry sank.", "sank", ("the minister", "The Courier", "nested")),
    ("The ferry sank, the Courier reported, citing two officials.", "sank", ("two officials", "the Courier", "cited")),
    ("The minister said the ferry sank.", "sank", None),
    ("The ferry sank, the Courier reported.", "sank", None),
    ("The ferry sank.", "sank", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "verb", "expected"), RELAYED)
def test_an_outlet_stands_between(
    nlp: Language, text: str, verb: str, expected: tuple[str, str, str] | None
) -> None:
    """An outlet that reports what somebody says, or cites whom it has it from, is the via and not the source."""
    account = account_of(nlp(text))
    relay = relay_of(account, Clause(account.parse, account.parse.lower.index(verb)))
    found = relay and (
        text[slice(*relay.source)],
        text[slice(*relay.via)],
        relay.rule.removeprefix("an outlet passes it on: "),
    )
    assert found == expected


HEARD = [
    # (text, the verb of what is told, the speaker, the outlet that heard it)
    ("The ferry sank, Dara Moe said in an interview with Reuters.", "sank", "Dara Moe", "Reuters"),
    ("An official quoted by Reuters said the ferry sank.", "sank", "An official", "Reuters"),
    ("The ferry sank, Dara Moe said.", "sank", "Dara Moe", None),
]


@pytest.mark.parametrize(("text", "verb", "speaker", "outlet"), HEARD)
def test_to_whom_a_speaker_said_it(
    nlp: Language, text: str, verb: str, speaker: str, outlet: str | None
) -> None:
    """An interview, or having been quoted, names the outlet to which it was said."""
    account, start = account_of(nlp(text)), text.index(speaker)
    clause = Clause(account.parse, account.parse.lower.index(verb))
    found = heard_by(account, clause, (start, start + len(speaker)))
    assert (found and text[slice(*found)]) == outlet
