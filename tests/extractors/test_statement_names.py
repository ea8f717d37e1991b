"""Whom the words of a statement mean: pronouns, "the company", a lawyer's client, titles."""

from __future__ import annotations

import pytest
from spacy.language import Language

from extractors.mentions import find_mentions
from extractors.statement_names import Holder, client_of, main_body, name_of
from tests.topics import shipped

VOLTARA = Holder("Voltara", person=False)
MOE = Holder("Ines Moe", person=True, gender="f")
MEANT = [
    # (text, word, who denies or alleges, whom the word means)
    ("Voltara denies that it paid Kestrel.", "it", VOLTARA, "Voltara"),
    ("Ines Moe denies that she paid Kestrel.", "she", MOE, "Ines Moe"),
    ("Voltara denies that Kestrel paid.", "Kestrel", VOLTARA, "Kestrel"),
    ("A Kestrel spokesman denied that the company paid.", "company", Holder("Kestrel", person=False, spokes=True), "Kestrel"),
    ("The lawyer of Ines Moe denies that his client paid.", "client", Holder("lawyer", person=True, client="Ines Moe"), "Ines Moe"),
    ("Governor Carl Bode resigned. Ines Moe denies that the governor paid.", "governor", MOE, "Carl Bode"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "word", "holder", "name"), MEANT)
def test_name(nlp: Language, text: str, word: str, holder: Holder, name: str) -> None:
    """A word of a statement means the holder where it can, else whom the text went by that word."""
    doc = nlp(text)
    mentions = find_mentions(doc, shipped("general"))
    token = [token.i for token in doc if token.text == word][-1]
    assert name_of(mentions, token, holder) == name


@pytest.mark.parametrize(
    ("pronoun", "holder", "meant"),
    [
        ("it", VOLTARA, True),
        ("she", VOLTARA, False),
        ("she", MOE, True),
        ("he", MOE, False),
        ("it", Holder("Voltara", person=False, own=False), False),
        ("its", Holder("Voltara", person=False, own=False), True),
        ("it", Holder(None, person=False), False),
    ],
)
def test_meant_by(pronoun: str, holder: Holder, meant: bool) -> None:
    """Who denies something of "it" speaks of itself; who accuses "it" speaks of another; gender must agree."""
    assert holder.meant_by(pronoun) is meant


def test_client(nlp: Language) -> None:
    """A lawyer speaks for whom the text says, wherever it says so."""
    doc = nlp("Dara Moe, a lawyer for Voltara, left. Moe denied it.")
    mentions = find_mentions(doc, shipped("general"))
    head = next(token.i for token in doc if token.text == "Moe")
    assert client_of(mentions, head, "Dara Moe") == "Voltara"
    assert client_of(mentions, len(doc) - 2, None) is None


def test_main_body(nlp: Language) -> None:
    """The organisation named most often is what "the company" means where nothing nearer does; never the holder."""
    doc = nlp("Voltara Inc sold Kestrel Ltd. Voltara Inc was glad. Kestrel Ltd was not. Voltara Inc paid.")
    mentions = find_mentions(doc, shipped("general"))
    assert main_body(mentions, Holder(None, person=False)) == "Voltara Inc"
    assert main_body(mentions, Holder("Voltara Inc", person=False)) == "Kestrel Ltd"
