"""What pronouns and descriptions beside numbers stand for."""

from __future__ import annotations

import pytest
from spacy.language import Language

from extractors.antecedents import named_beside, ranked
from extractors.mentions import find_mentions
from tests.topics import shipped

RANKED = [
    # (text, the word that stands for something, for what)
    ("Fjellkraft, a Norwegian utility, sold a dam to Velden, a Danish airline. The airline lost 5%.", "airline", "Velden"),
    ("DeepSeek trained a model. The startup spent $6 million.", "startup", "DeepSeek"),
    ("SemiAnalysis puts the startup's servers at $1 billion.\n\nAlexandr Wang of Scale AI agrees.\n\nSemiAnalysis may ask DeepSeek.", "startup", "DeepSeek"),
    ("Ottavio Brandl, 58, runs the union. He counted 37 lamps.", "He", "Ottavio Brandl"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "word", "name"), RANKED)
def test_ranked(nlp: Language, text: str, word: str, name: str) -> None:
    """The most probable comes first; the chances of those that are kept are no more than one together."""
    mentions = find_mentions(nlp(text), shipped("ai-compute"))
    token = mentions.parse.token_at(text.rindex(word))
    near = mentions.phrases_of(mentions.sentence_at(text.rindex(word)))
    phrase = next((each for each in near if each.head == token), None)
    found = ranked(token, phrase, mentions)
    assert found[0][0].name == name
    assert [chance for _, chance in found] == sorted((chance for _, chance in found), reverse=True)
    assert 0 < sum(chance for _, chance in found) < 1.0001


BESIDE = [
    ("It never dealt with Ostara Labs.", "It", {"Ostara Labs"}),
    ("His lawyer, Dara Moe, says so.", "His", {"Dara Moe"}),
    ("Ostara Labs never dealt with it.", "it", set()),
]


@pytest.mark.parametrize(("text", "pronoun", "names"), BESIDE)
def test_whom_a_pronoun_cannot_mean(nlp: Language, text: str, pronoun: str, names: set[str]) -> None:
    """Who is named further on in a pronoun's own clause, or is what it owns, is another."""
    mentions = find_mentions(nlp(text), shipped("general"))
    assert named_beside(mentions.parse.token_at(text.rindex(pronoun)), mentions) == names


def test_an_empty_stage_gives_nobody(nlp: Language) -> None:
    """A stray pronoun has no antecedent."""
    mentions = find_mentions(nlp("He counted 37."), shipped("general"))
    assert ranked(0, None, mentions) == []
