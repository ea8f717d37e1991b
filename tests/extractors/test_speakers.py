"""Speakers as (text, mention, name, document) tuples."""

from __future__ import annotations

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from extractors.account import account_of
from extractors.speakers import speaker_of

CASES = [
    # a name beside a role, or behind a comma
    ("Co-owner Raghav Seshagiri said it cost $5.", "Co-owner Raghav Seshagiri", "Raghav Seshagiri", None),
    ("Delia Okonjo, a law professor, said it cost $5.", "Delia Okonjo, a law professor,", "Delia Okonjo", None),
    # those who speak for a body
    ("Researchers at the Ostrava Institute said it cost $5.", "Researchers at the Ostrava Institute", "Ostrava Institute", None),
    ("A Veloria spokeswoman said it cost $5.", "A Veloria spokeswoman", "Veloria", None),
    ("Kestrel Point's analyst said it cost $5.", "Kestrel Point's analyst", "Kestrel Point", None),
    # a document and its owner
    ("The governor's spokesman, Imran Dahl, said it cost $5.", "The governor's spokesman, Imran Dahl,", "Imran Dahl", None),
    ("A letter to investors seen by Carbery says it cost $5.", "A letter to investors seen by Carbery", "letter to investors", None),
    ("A survey of 1,214 chiefs in ten cities that Carbery published says so.", "A survey of 1,214 chiefs in ten cities that Carbery published", "Carbery", "survey"),
    ("Half of the 3,000 voters say it cost $5.", "Half of the 3,000 voters", "Half of the 3,000 voters", None),
    ("A survey by Carbery found that 5% agree.", "A survey by Carbery", "Carbery", "survey"),
    ("DeepSeek's technical report says it cost $5.", "DeepSeek's technical report", "DeepSeek", "technical report"),
    ("The ruling of the Trade Commission says it cost $5.", "The ruling of the Trade Commission", "Trade Commission", None),
    ("A paper on the Fire-Flyer machine says it cost $5.", "A paper on the Fire-Flyer machine", "paper", None),
    ("Court papers seen by the Velmark Courier say it cost $5.", "Court papers seen by the Velmark Courier",
     "court papers", "Velmark Courier"),
    ("A memo from Hallam Bank seen by Reuters says it cost $5.", "A memo from Hallam Bank seen by Reuters",
     "Hallam Bank", "memo"),
    ("Lodestar Lines sank. The seafarers' union said it cost $5.", "The seafarers' union", "seafarers' union", None),
    ("A spokesman for the interior ministry said it cost $5.", "A spokesman for the interior ministry",
     "interior ministry", None),
    ("A spokesman for the interior ministry said it cost $5. He said it was old.", "He", "interior ministry", None),
    ("“It cost $5,” said Corvid Pictures co-chair Dana Feld.", "Corvid Pictures co-chair Dana Feld", "Dana Feld", None),
    ("A spokeswoman for Arro Lines said it cost $5. “We paid it,” she added.", "she", "Arro Lines", None),
    ("Survivors interviewed by the Daily Strand said it cost $5.", "Survivors interviewed by the Daily Strand", "Survivors",
     None),
    ("A poll of 1,105 adults by Civic Pulse found it cost $5.", "A poll of 1,105 adults by Civic Pulse", "Civic Pulse", "poll"),
    # whom the text brought in without a name is no one named before
    ("Orrery sold 50 to a trader in Dubai. The trader said it cost $5.", "The trader", "trader", None),
    ("Orrery sold 50. The company said it cost $5. “We paid,” its studio said.", "its studio", "studio", None),
    # nobody named
    ("A senior official said it cost $5.", "A senior official", "senior official", None),
    ("The complaint says it cost $5.", "The complaint", "complaint", None),
    # pronouns go back to who spoke last
    ("Helen Marsh said it cost $5. “I paid it,” she said.", "she", "Helen Marsh", None),
    ("It was needed, said Bruce Garner, the roads authority's director. He added that it cost $5.", "He", "Bruce Garner",
     None),
]  # fmt: skip


def nobody(_doc: Doc, _start: int, _end: int) -> None:
    return None


@pytest.mark.parametrize(("text", "mention", "name", "document"), CASES)
def test_speaker_of(nlp: Language, text: str, mention: str, name: str, document: str | None) -> None:
    """A source is called by its name; a document that has an owner speaks for the owner."""
    start = text.rindex(mention)
    speaker = speaker_of(account_of(nlp(text)), (start, start + len(mention)), nobody)
    assert (speaker.name, speaker.document) == (name, document)
