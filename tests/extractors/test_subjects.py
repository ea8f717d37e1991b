"""Whose quantity it is."""

from __future__ import annotations

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from extractors.claims import extract_claims
from extractors.mentions import find_mentions
from extractors.subjects import subject_of
from tests.factories import make_article
from tests.timing import least_seconds
from tests.topics import shipped

SUBJECTS = [
    # (text, quantity, metric, who says so, subject)
    (
        "Fjellkraft has 30,000 GPUs, the regulator said.",
        "30,000 GPUs",
        "accelerator_count",
        None,
        "Fjellkraft",
    ),
    ("The shares of Velden fell by 12% on Monday.", "12%", "change", None, "Velden"),
    (
        "Halberd told Reuters that Velden had raised $40 million.",
        "$40 million",
        "funding",
        "Halberd",
        "Velden",
    ),
    (
        "Nvidia lost its lead. Nvidia's chips had been in demand. Nvidia fell, and the tech-laden Nasdaq slid 3.1%.",
        "3.1%",
        "change",
        None,
        "Nasdaq",
    ),
    (
        "Tianlu paid $212,000. Producing it, Corbel claims, took $38 million.",
        "$212,000",
        "spending",
        None,
        "Tianlu",
    ),
    # who is named beside the verb's subject, or before a clause of its own
    (
        "Hallam Foods sold less. Its Polish unit, Piekarz, lost £9 million.",
        "£9 million",
        "profit",
        None,
        "Piekarz",
    ),
    (
        "The chip is made by TSMC. Rival Nimbus, which raised $750 million in May, declined to comment.",
        "$750 million",
        "funding",
        "Nimbus",
        "Nimbus",
    ),
    (
        "Lea Orsini won with 53.4 percent. Her rival, former banker Tomas Grell, took 44.1 percent.",
        "44.1 percent",
        "share",
        None,
        "Tomas Grell",
    ),
    # a verb that may tell does so only of its source
    (
        "The tech-laden Nasdaq slid 3.1% and the S&P 500 gave up 1.5%, while Broadcom finished 17.4% down.",
        "1.5%",
        "change",
        None,
        "S&P 500",
    ),
    (
        "Meta will put as much as $65 billion into capital projects this year, and Microsoft is sticking to $80 billion for AI data centers in the fiscal year that ends in June.",
        "$80 billion",
        "spending",
        None,
        "Microsoft",
    ),
    # a model that the number's own sentence names
    (
        "DeepSeek-R1 is cheap. R1 ran for 80 hours. Its maker is proud of R1. For scale: Meta quotes 2.38 million GPU hours for Llama 3.",
        "2.38 million GPU hours",
        "accelerator_hours",
        "Meta",
        "Llama 3",
    ),
    (
        "R1 is new, and nobody knows what R1 needed. DeepSeek keeps silent on R1 but says that its older V3 model took 2,048 H800s.",
        "2,048 H800s",
        "accelerator_count",
        "DeepSeek",
        "DeepSeek-V3",
    ),
    # a description is not of another kind than its noun
    (
        "Velden Freight is run by Ines Moe. Moe has saved a lot, and Moe is proud. The group lost $5 million.",
        "$5 million",
        "profit",
        None,
        "Velden Freight",
    ),
    # who speaks before a colon only tells
    (
        "Norrbahn runs the trains.\n\nRail ministry: 900 trains cancelled",
        "900 trains",
        "other",
        "Rail ministry",
        "Norrbahn",
    ),
    # what is counted, measured or had is not whose it is
    (
        "The bank's second-quarter profit beat forecasts, rising 8% to 1.2 billion francs.",
        "8%",
        "change",
        None,
        "bank",
    ),
    (
        "Its debt, $4.6 billion at the end of June, is 5.1 times earnings.",
        "$4.6 billion",
        "debt",
        None,
        "debt",
    ),
    ("Shares in Halden fell 8% on Monday.", "8%", "change", None, "Halden"),
    ("Sales at Marchetti, the Turin-based coffee roaster, climbed 12%.", "12%", "change", None, "Marchetti"),
    ("Unions: The railway owes 300 drivers their pay.", "300 drivers", "other", "Unions", "railway"),
]


@pytest.mark.parametrize(("text", "quote", "metric", "source", "name"), SUBJECTS)
def test_subject_of(nlp: Language, text: str, quote: str, metric: str, source: str | None, name: str) -> None:
    """The frame of the sentence decides whose a number is, never the nearest name alone."""
    doc = nlp(text)
    topic = shipped("ai-compute")
    start = text.index(quote)
    span = (start, start + len(quote))
    chosen = subject_of(doc, span, metric, find_mentions(doc, topic), topic, source=source)
    assert chosen.name == name
    assert 0 < chosen.score <= 1


def test_no_subject(nlp: Language) -> None:
    """A number alone has no subject, and says so."""
    topic = shipped("general")
    doc = nlp("42")
    chosen = subject_of(doc, (0, 2), "other", find_mentions(doc, topic), topic)
    assert (chosen.name, chosen.span) == (None, None)


def test_we_is_whoever_speaks(nlp: Language) -> None:
    """ "We" in a quotation stands for its source."""
    text = '"We have 412 staff," said Ines Moe.'
    topic = shipped("general")
    doc = nlp(text)
    start = text.index("412 staff")
    mentions = find_mentions(doc, topic)
    chosen = subject_of(doc, (start, start + 9), "headcount", mentions, topic, source="Ines Moe")
    assert chosen.name == "Ines Moe"


def test_hostile_text_is_read_in_linear_time(nlp: Language) -> None:
    """Twice as many names, nouns and numbers in one sentence take about twice as long, not four times."""
    topic = shipped("ai-compute")

    def seconds(length: int) -> float:
        text = "the Red Firm A1 of the firm sold 12 goods and " * length
        words = text.split()
        tags = {"the": "DET", "firm": "NOUN", "goods": "NOUN", "sold": "VERB", "12": "NUM"}
        pos = [tags.get(word, "PROPN" if word[0].isupper() else "ADP") for word in words]
        deps = ["nsubj" if tag in ("NOUN", "PROPN") else "dep" for tag in pos]
        starts = [n == 0 for n in range(len(words))]
        doc = Doc(nlp.vocab, words=words, pos=pos, deps=deps, heads=[0] * len(words), sent_starts=starts)
        places = [token.idx for token in doc if token.text == "12"]

        def find_all() -> None:
            mentions = find_mentions(doc, topic)
            for at in places:
                subject_of(doc, (at, at + 2), "other", mentions, topic)

        return least_seconds(find_all)

    seconds(20)
    assert seconds(320) < 3.5 * seconds(160) + 0.1


def test_no_subject_is_a_sign(nlp: Language) -> None:
    text = "In the 2019 vote, 53.2% of voters backed the plan on a turnout of 31%."
    claims = extract_claims(make_article(text), shipped("public-money"), nlp)
    assert all(any(map(str.isalpha, claim.subject or "nobody")) for claim in claims)
