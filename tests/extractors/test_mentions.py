"""What a mention stands for."""

from __future__ import annotations

import pytest
from spacy.language import Language

from extractors.mentions import find_mentions
from tests.topics import shipped

RESOLVED = [
    # (text, the mention, what it stands for)
    ("DeepSeek trained a model. The startup spent $6 million.", "The startup", "DeepSeek"),
    (
        "Mahadhan Finance has lost half its value. Mahadhan owes Rs 5 lakh.",
        "Mahadhan owes",
        "Mahadhan Finance",
    ),
    ("Ottavio Brandl, 58, runs the union. He counted 37 lamps.", "He", "Ottavio Brandl"),
    ("The Nordfrakt strike began on Monday. The strike cost $4 million.", "The strike", "Nordfrakt strike"),
    ("He counted 37 lamps.", "He", None),
    ("Velden raised prices. Fjellkraft said that it had refused.", "it", "Fjellkraft"),
    ("Raymond Teo was convicted. Mr Teo denied it.", "Mr Teo", "Raymond Teo"),
    (
        "Fjellkraft, a Norwegian utility, sold a dam to Velden, a Danish airline. The utility lost 5%.",
        "The utility",
        "Fjellkraft",
    ),
    (
        "Fjellkraft, a Norwegian utility, sold a dam to Velden, a Danish airline. The airline lost 5%.",
        "The airline",
        "Velden",
    ),
    ("Nvidia fell, and so did the S&P 500. The chipmaker lost 17%.", "The chipmaker", "NVIDIA"),
    ("Hallam bakes. Its Polish unit, Piekarz, lost 5%.", "Its Polish unit", "Piekarz"),
    ("Pelham lost 5%. Its owner, the conglomerate Tarrow, paid.", "Its owner", "Tarrow"),
    ("Hallam bakes. Oaten, the biggest brand, lost 5%.", "the biggest brand", "Oaten"),
    ("Qinghe showed Baiyun-4 beside Baiyun-5.", "Baiyun-5", "Baiyun-5"),
]


@pytest.mark.parametrize(("text", "mention", "name"), RESOLVED)
def test_resolve(nlp: Language, text: str, mention: str, name: str | None) -> None:
    """Short forms, pronouns and descriptions give the fullest name of what they stand for."""
    doc = nlp(text)
    start = text.rindex(mention)
    mentions = find_mentions(doc, shipped("ai-compute"))
    assert mentions.resolve(start, start + len(mention.removesuffix(" owes"))) == name


def test_nothing_to_find(nlp: Language) -> None:
    """An empty text has no mentions and resolves nothing."""
    mentions = find_mentions(nlp(""), shipped("general"), "")
    assert mentions.named == ()
    assert mentions.resolve(0, 0) is None


def test_a_model_brings_its_maker(nlp: Language) -> None:
    """The maker of a model that a text names stands behind it, though the text does not name it."""
    mentions = find_mentions(nlp("R1 was trained on 512 chips."), shipped("ai-compute"))
    assert [entity.name for entity in mentions.stage] == ["DeepSeek-R1", "DeepSeek"]


def test_the_title_sets_the_stage(nlp: Language) -> None:
    """A name in the heading is an entity even where the text does not repeat it."""
    mentions = find_mentions(nlp("The lab has 2,000 chips."), shipped("general"), "What Qinghe owns")
    assert mentions.entities["Qinghe"].title


def test_who_was_talked_about_goes_on_to_be(nlp: Language) -> None:
    """A pronoun that is the subject takes up the subject before it, though another is named more often."""
    text = "Ostara Labs rose on Monday, and Ostara Labs hired.\n\nAfter Ostara Labs, Karvena hired too. It was late."
    mentions = find_mentions(nlp(text), shipped("ai-compute"), "Ostara Labs rises")
    assert mentions.resolve(text.index("It was"), text.index("It was") + 2) == "Karvena"


def test_it_is_not_whom_its_clause_names(nlp: Language) -> None:
    """A pronoun that is the subject does not mean who is named further on in its clause."""
    text = "Ostara Labs bought from Velden, and Velden grew. Velden lost money. It never dealt with Velden."
    mentions = find_mentions(nlp(text), shipped("ai-compute"))
    assert mentions.resolve(text.index("It never"), text.index("It never") + 2) == "Ostara Labs"


def test_who_owns_another_is_not_the_other(nlp: Language) -> None:
    """ "His lawyer, Dara Moe" is the lawyer of somebody else."""
    text = "Dara Moe spoke first and last. Ottavio Brandl left. Dara Moe left. His lawyer, Dara Moe, says so."
    mentions = find_mentions(nlp(text), shipped("ai-compute"))
    assert mentions.resolve(text.index("His"), text.index("His") + 3) == "Ottavio Brandl"


SPEAKING = [
    # (text, the mention that speaks, who it may be)
    ("Dara Moe sailed the Karvena. Then the storm came. He warned of 5.", "He", "Dara Moe"),
    ("Spain lost 5% that day. By Friday it had none, it warned.", "it warned", None),
    ("Fjellkraft built it from the same Nvidia part. The company owns 5.", "The company", "Fjellkraft"),
    ("Hands of Temba saved 40. The disaster agency counts 5.", "The disaster agency", "disaster agency"),
    ("Sorvia, a relief agency, saved 40. The relief agency counts 5.", "The relief agency", "Sorvia"),
]


@pytest.mark.parametrize(("text", "mention", "name"), SPEAKING)
def test_who_can_speak(nlp: Language, text: str, mention: str, name: str | None) -> None:
    """No place speaks as "it", nobody but a person as "he", and what only qualifies a noun comes last;
    a body told from its like is itself."""
    start = text.rindex(mention)
    mentions = find_mentions(nlp(text), shipped("ai-compute"))
    assert mentions.resolve(start, start + len(mention.removesuffix(" warned")), speaking=True) == name


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("Ines Moe of Tarn Labs left. The company denies it.", ["Tarn Labs"]),
        ("The boss of Tarn Labs left.", []),
        ("The Bank of England left Tarn Labs.", []),
    ],
)
def test_an_affiliation_only_says_whose_a_person_is(nlp: Language, text: str, whose: list[str]) -> None:
    """A name after a person's "of" is no one whom "the company" goes back to."""
    mentions = find_mentions(nlp(text), shipped("general"))
    found = [each.name for each in mentions.named if mentions.is_affiliation(mentions.head_of(each))]
    assert found == whose


def test_what_something_is_like_is_no_event(nlp: Language) -> None:
    text = "Two trains collided near Velm. It felt like an earthquake, she said."
    assert find_mentions(nlp(text), shipped("disasters")).story_events() == []
