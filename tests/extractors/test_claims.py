"""Claims: from an article to checked cards."""

from __future__ import annotations

import pytest
from spacy.language import Language

from db.records import Claim
from extractors.claims import Extractor, extract_claims, extract_many
from extractors.language import load
from tests.factories import make_article
from tests.timing import least_seconds
from tests.topics import shipped

TOPIC = shipped("ai-compute")

TEXTS = [
    # text, fields of its only claim
    (
        "SemiAnalysis believes that DeepSeek has around 50,000 Hopper GPUs.",
        {
            "quote": "around 50,000 Hopper GPUs",
            "metric": "accelerator_count",
            "low": 50000,
            "high": 50000,
            "unit": "GPU",
            "approx": True,
            "item": "NVIDIA Hopper",
            "source": "SemiAnalysis",
            "stance": "asserted",
        },
    ),
    (
        "DALLAS – August 12, 2025 – Stratoforge, Inc. today announced revenue of $1,213 million.",
        {"metric": "revenue", "low": 1213000000, "source": "Stratoforge"},
    ),
    (  # a lone name may be taken for a product's, and tells all the same
        "The company held 53 percent of the market in the quarter, Maru estimates.",
        {"metric": "share", "low": 53, "source": "Maru"},
    ),
    (
        "Nvidia's shares fell 17% on Monday.",
        {"metric": "change", "low": 17, "unit": "percent", "direction": "down", "period": "Monday"},
    ),
    (
        "The firm employs more than 200 people.",
        {"metric": "headcount", "low": 200, "high": None, "unit": "person"},
    ),
    (
        "Meta used 30.8 million GPU hours to train Llama 3.",
        {"metric": "accelerator_hours", "unit": "GPU-hour"},
    ),
]


@pytest.mark.parametrize(("text", "expected"), TEXTS)
def test_one_claim(nlp: Language, text: str, expected: dict[str, object]) -> None:
    """The sentence gives one claim, with these fields."""
    [claim] = extract_claims(make_article(text), TOPIC, nlp)
    assert {field: getattr(claim, field) for field in expected} == expected


NO_CLAIMS = [
    "",
    "   \n\n  ",
    "Nobody said anything about numbers.",
    "The H800 is a chip and GPT-4 is a model.",
    "It was founded in May 2023.",
]


@pytest.mark.parametrize("text", NO_CLAIMS)
def test_no_claim(nlp: Language, text: str) -> None:
    """Names, dates and texts without a number hold no claim."""
    assert extract_claims(make_article(text), TOPIC, nlp) == []


def test_spans_hold(nlp: Language) -> None:
    """Every quote stands at its span of the text or the title, inside its sentence."""
    article = make_article(
        "The lab spent $500 million.\n\nIt has 10,000 H800s and 20,000 H20s, “more than 5,000” of them new.",
        title="Lab spends $500 million",
    )
    claims = extract_claims(article, TOPIC, nlp)
    assert {claim.where for claim in claims} == {"title", "text"}
    for claim in claims:
        told = article.title if claim.where == "title" else article.text
        assert told is not None
        assert told[claim.start : claim.end] == claim.quote
        assert claim.quote in claim.sentence
        assert told[claim.sentence_start :].startswith(claim.sentence[:10])


CONVERSIONS = [
    "Jaguar said it expected £1.9bn ($2.55bn) of costs, not the £3bn (€3.4bn) that Tata fears.",
    "Tata fears a loss of £1.9bn ($2.55bn), Jaguar one of £1.2bn (€1.4bn).",
]


@pytest.mark.parametrize("text", CONVERSIONS)
def test_a_conversion_is_told_like_its_amount(nlp: Language, text: str) -> None:
    """A bracketed conversion has the subject, source and stance of the amount that it converts."""
    claims = extract_claims(make_article(text), shipped("ai-compute"), nlp)
    told = [(claim.subject, claim.source, claim.via, claim.stance) for claim in claims]
    assert len(told) == 4
    assert told[::2] == told[1::2]


def test_ids_follow_from_content(nlp: Language) -> None:
    """Reading the same article again gives the same ids, each once."""
    article = make_article("It has 10,000 chips. It has 10,000 chips.")
    first, again = (extract_claims(article, TOPIC, nlp) for _ in range(2))
    assert first == again
    assert len({claim.id for claim in first}) == len(first) == 2


def test_many_articles_keep_their_order(nlp: Language) -> None:
    """Each article comes back once, in the order given, with its own claims."""
    articles = [make_article(f"The firm has {n} GPUs.", url=f"https://outlet.example/{n}") for n in (40, 50)]
    found = list(extract_many(articles, TOPIC, nlp))
    assert [article for article, _ in found] == articles
    assert [[claim.low for claim in claims] for _, claims in found] == [[40], [50]]


HOSTILE = [
    "5 " * 3000,
    "(" * 2000 + "$5 million",
    "\u202e10 GPUs\u202c \x00\x07 and 5%",
    "<b>10,000</b> GPUs &amp; $5",
    "“He said ‘10 GPUs",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_read(nlp: Language, text: str) -> None:
    """Strange text gives claims or none, and never an error."""
    for claim in extract_claims(make_article(text), TOPIC, nlp):
        assert text[claim.start : claim.end] == claim.quote


@pytest.mark.parametrize("stretch", ["“ 5 GPUs ", "$5 million, ", "the firm said it had 300 chips, "])
def test_twice_the_text_takes_twice_as_long(nlp: Language, stretch: str) -> None:
    """A sentence without end takes no longer for its length than a short one, and claims keep only a part of it."""

    def read(length: int) -> list[Claim]:
        return extract_claims(make_article(title="", text=stretch * (length // len(stretch))), TOPIC, nlp)

    read(100)
    assert least_seconds(lambda: read(5000)) < 3 * least_seconds(lambda: read(2500)) + 0.1
    assert all(len(claim.sentence) < 3100 for claim in read(5000))


MONEY = [
    # (text, the units of its numbers)
    ("The Kenyan treasury owes 44.6 billion shillings.", ["KES"]),
    ("Brno pays 12 million crowns a year, the Czech ministry says.", ["CZK"]),
    ("Oslo pays 12 million kroner.", ["NOK"]),
    ("Romania borrowed 9.4 billion lei.", ["RON"]),
    ("It paid 12 million crowns.", ["crown"]),
    ("Danish and Norwegian yards paid 12 million kroner.", ["kroner"]),
]


COUNTED = [
    # (text, the units of its numbers)
    ("The chip is a slow card. I borrowed eight IQ-9s.", ["GPU"]),
    ("Chips are scarce. The air force has eight F-35s.", ["f-35"]),
    ("It sold 700 chips. Hospitals got 388 units of blood.", ["GPU", "unit"]),
    ("It registered 700 domain names.", ["name"]),
    ("It sold 700 chips. Customs saw 388 units.", ["GPU", "GPU"]),
    ("The run failed four times. It is 1.8 times an H100 and four times a B200.", ["time", "x", "x"]),
    ("Temperatures stayed above 27 degrees.", ["degree Celsius"]),
    (
        "Temperatures stayed above 27 degrees. That is 80.6 degrees Fahrenheit.",
        ["degree", "degree Fahrenheit"],
    ),
    ("The list to port was six degrees.", ["degree"]),
    ("Nobody opened the crates. Forty-one of them had gone to Penang.", ["crate"]),
    ("Our stations stand in the hills, nineteen of them.", ["station"]),
]


@pytest.mark.parametrize(("text", "units"), COUNTED)
def test_what_is_counted_is_told_by_the_text(text: str, units: list[str]) -> None:
    """Codes that the topic does not know, words that stand for any thing, and pronouns have the unit that the text speaks of."""
    reader = Extractor(shipped("ai-compute"))
    assert [found.number.unit for found in reader.quantities(load()(text))] == units


@pytest.mark.parametrize(("text", "units"), MONEY)
def test_money_of_several_states_is_that_of_the_story(text: str, units: list[str]) -> None:
    """A crown is of the state that the text speaks of; where it speaks of two alike, nothing is guessed."""
    reader = Extractor(shipped("ai-compute"))
    assert [found.number.unit for found in reader.quantities(load()(text))] == units
