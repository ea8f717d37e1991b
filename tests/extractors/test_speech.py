"""Direct speech gets its speaker: before, behind, in the middle, and over paragraphs."""

from __future__ import annotations

import pytest
from spacy.language import Language

from extractors.attribution import find_attributions

SPOKEN = [
    # (text, words in a quote, whose they are; None: nobody's)
    ("“It cost five million,” said Ito.", "five", "Ito"),
    ("“It cost five million,” said Ito. “We paid in cash.”", "cash", "Ito"),
    ("“It cost,” said Ito, “five million.”", "five", "Ito"),
    ("Ito said: “It cost five million.”", "five", "Ito"),
    ("Ito said it was dear. “It cost five million,” Ada Bruhn said.", "five", "Ada Bruhn"),
    ("“It cost five million,” Ito said.\n\n“No,” Ada Bruhn said. “It was nine.”", "nine", "Ada Bruhn"),
    ("“It was,” said Ito, the mayor, “a gift of five.”", "five", "Ito, the mayor"),
    ("Ito said: “It was dear.\n\n“It cost five million.”", "five", "Ito"),
    ("The sign read “five million”. It rained.", "rained", None),
    ("Ito left. “Five million” is the name of the film.", "million", None),
]


@pytest.mark.parametrize(("text", "words", "speaker"), SPOKEN)
def test_speaker(nlp: Language, text: str, words: str, speaker: str | None) -> None:
    """A quote belongs to who introduces it, or to the last speaker where it plainly goes on."""
    start = text.rindex(words)
    found = [one for one in find_attributions(nlp(text)) if one.covers(start, start + len(words))]
    assert {text[slice(*one.source[0])] for one in found if one.source} == ({speaker} if speaker else set())


def test_told_of_others(nlp: Language) -> None:
    """What a speaker tells of others ends with the quote, and is marked as told within one."""
    text = "“Ito told us that it cost five million,” Ada Bruhn said. It rained."
    within = [one for one in find_attributions(nlp(text)) if one.quoted]
    assert [text[slice(*one.source[0])] for one in within if one.source] == ["Ito"]
    assert all(last <= text.index("”") + 1 for one in within for _, last in one.content)
