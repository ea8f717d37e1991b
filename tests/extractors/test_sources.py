"""Sources of numbers as (text, number, source, via) tuples."""

from __future__ import annotations

import re

import pytest
from spacy.language import Language

from extractors.claims import extract_claims
from extractors.mentions import find_mentions
from extractors.sources import source_of
from extractors.stance import stance_of
from tests.factories import make_article
from tests.timing import least_seconds
from tests.topics import shipped

CASES = [
    ("The lab owns 50,000 chips.", "50,000", None, None),
    ("The lab owns 50,000 chips, SemiAnalysis said.", "50,000", "SemiAnalysis", None),
    ("A manager told Reuters that the lab owns 50,000 chips.", "50,000", "manager", "Reuters"),
    ("Reuters reported that the company said it owned 50,000 chips.", "50,000", "company", "Reuters"),
    ("SemiAnalysis believes DeepSeek has about 50,000 GPUs.", "50,000", "SemiAnalysis", None),
    ("DeepSeek's claim that it spent only $5.6 million is disputed.", "$5.6 million", "DeepSeek", None),
    (
        "“It cost $5 million,” said one of the people, who asked not to be named.",
        "$5 million",
        "people",
        None,
    ),
    ("The firm put the cost at $1.6 billion.", "$1.6 billion", "firm", None),
    (
        "The chip costs $40,000, according to a review of filings by Public Citizen.",
        "$40,000",
        "Public Citizen",
        "review",
    ),
    (
        "Figures released by the health ministry showed that 50 people died.",
        "50 people",
        "health ministry",
        "figures",
    ),
    ("“We paid a lot,” said Ito. “It cost five million.”", "five million", "Ito", None),
    ("The lab is said to own 50,000 chips.", "50,000", None, None),
]


@pytest.mark.parametrize(("text", "number", "source", "via"), CASES)
def test_source_of(nlp: Language, text: str, number: str, source: str | None, via: str | None) -> None:
    """The innermost attribution names the source, the outer one or the hearer the via."""
    start = text.index(number)
    found = source_of(nlp(text), start, start + len(number))
    assert (found.source, found.via) == (source, via)


def test_a_company_is_named_in_spite_of_its_aside(nlp: Language) -> None:
    text = "Carmaker Dravia will cut jobs. The company, based in Lindau, said it had lost 310 million euros."
    [claim] = extract_claims(make_article(text), shipped("business"), nlp)
    assert claim.source == "Dravia"


@pytest.mark.parametrize(
    ("text", "number", "source"),
    [
        ("Velden Relief, a charity, counted 40 dead. The interior ministry said 25 people died.", "25", "interior ministry"),
        ("Ima Dorn, a lawmaker, counted 40 dead. The interior ministry said 25 people died.", "25", "interior ministry"),
        ("The Karsa earthquake struck at dawn. The mayor said 25 people died.", "25", "mayor"),
        ("The Ministry of Health counted 40 dead. The interior ministry said 25 people died.", "25", "interior ministry"),
        ("Officials from the interior ministry said 25 people died.", "25", "Officials from the interior ministry"),
        ("The president said 25 people died. Ann Lee, his rival, said 50 people died.", "25", "president"),
        ("The Ministry of Health counted 40 dead. The ministry said 25 people were hurt.", "25", "Ministry of Health"),
        ("Velden Relief, a charity, counted 40 dead. The charity said 25 people were hurt.", "25", "Velden Relief"),
        ("Velden Relief counted 40 dead. The disaster agency said the storm was over. It said 25 people died.", "25", "disaster agency"),
        ("Nordlys, which runs the ferry, counted 40 dead. The union said 25 people died.", "25", "union"),
        ("The BMA, which speaks for doctors, counted 40 dead. The union said 25 people were hurt.", "25", "BMA"),
    ],
)  # fmt: skip
def test_an_office_is_nobody_named_before_it(nlp: Language, text: str, number: str, source: str) -> None:
    """What a ministry or mayor says is not put into the mouth of a charity, person or earthquake named before."""
    [claim] = [
        claim
        for claim in extract_claims(make_article(text), shipped("disasters"), nlp)
        if claim.quote.startswith(number)
    ]
    assert claim.source == source


@pytest.mark.parametrize(
    ("text", "source", "via"),
    [
        ("The US Geological Survey said 40 people had died.", "USGS", None),
        ("The Washington Post said 40 people had died.", "Washington Post", None),
        ("A Carbery survey found that 40 people had died.", "Carbery", "survey"),
        ("Regional Wire’s own count puts the dead at 40 people.", "Regional Wire", "count"),
        ("“We lost 40 people,” said =Dr. Möller.", "Möller", None),
    ],
)
def test_a_name_is_not_its_own_document(
    nlp: Language, text: str, source: str | None, via: str | None
) -> None:
    """A body whose name ends in "Survey" or "Post" speaks for itself, and a stray mark is no part of a name."""
    [claim] = extract_claims(make_article(text), shipped("disasters"), nlp)
    assert (claim.source, claim.via) == (source, via)


@pytest.mark.parametrize(("first", "second"), [("Officials", "The Times"), ("Police", "a union")])
def test_each_side_of_a_semicolon_has_its_speaker(nlp: Language, first: str, second: str) -> None:
    """Who says something after a semicolon does not say what another said before it."""
    text = f"{first} said 12 people died; {second} said 30 people died."
    claims = extract_claims(make_article(text), shipped("disasters"), nlp)
    told = [(claim.source or "").lower() for claim in claims]
    assert told == [first.lower(), second.lower().removeprefix("the ").removeprefix("a ")]


VOICES = [
    ("On that, Reuters had 50,000 chips.", "Reuters"),
    ("AP stuck to at least 100,000 chips.", "Associated Press"),
    ("One blog had 50,000 chips.", "blog"),
    ("The lab had 50,000 chips.", None),
    ("Nvidia sold 50,000 chips.", None),
    # a that-clause of any verb
    ("The lab has worked out that an answer takes 18,000 joules.", "lab"),
    ("Jensen Huang let slip that it takes 18,000 joules.", "Jensen Huang"),
    ("The lab has 18,000 chips that work.", None),
    # the next sentence says whose it is
    ("The bridge will cost 50,000 dollars. So says the roads ministry, which blamed dearer steel.", "roads ministry"),
    ("It takes 50,000 joules. That, according to a study by Alex de Vries, is an answer.", "Alex de Vries"),
    ("The bridge will cost 50,000 dollars. So it goes.", None),
    # one sentence sums up what stands before it
    (
        "The harbour has cost 50,000 dollars. It will open in May, later than planned. So says the roads ministry.",
        "roads ministry",
    ),
    ("Everyone has seen the number, 50,000 dollars. It was calculated by the Tallyman Institute.", "Tallyman Institute"),
    ("Everyone has seen the number, 50,000 dollars. Steel was calculated by the Tallyman Institute.", None),
    # no one in particular, and no place, tells
    ("If you assume a rent of 50,000 dollars, it pays.", None),
    ("Serbia has 66,000 teachers.", None),
    ("It has a note that few have read: 66,000 of the chips are old.", None),
    # what a document is about is not who tells it
    ("Meta's report on Llama 3.1 says 50,000 hours.", "Meta"),
    # an outlet that a word beside it describes
    ("Less than 50,000 dollars came from there, Second Minister for Trade and Industry Tan See Leng told "
     "Parliament on Feb 18.", "Tan See Leng"),
    # in so many words, whoever passes it on
    ("And 50,000 is what some outlets reported, according to Radio Skerry.", "outlets"),
    ("Nvidia denied having sold 50,000 chips and said it sold 220.", "NVIDIA"),
    # a body without a name of its own
    ("According to the prosecution, it was 50,000 dollars.", "prosecutors"),
    # what is told according to somebody, whoever has it
    ("According to the Tallyman Institute's review, the site has 50,000 machines.", "Tallyman Institute"),
    ("According to the Tallyman Institute, Velden Motors said it has 50,000 machines.", "Velden Motors"),
    # a document of two words
    ("Meta's model card for Llama 3.1 says 30,840 hours.", "Meta"),
    # a document beside the verb
    ("In its quarterly report the company booked 19,600 machines.", "company"),
    ("In its yard the company parked 19,600 machines.", None),
    # a speaker with a verb of saying at the end
    ("The model cost 50,000 dollars to train, a person familiar with the matter told CNBC.", "person"),
    (
        "The model, which Tarn Labs put out on Friday, cost 50,000 dollars to train, a person close to it told CNBC; the "
        "broadcaster could not verify it.",
        "person",
    ),
    ("The BBC set the ministry's count beside the Tallyman Institute's upper figure, 50,000.", "Tallyman Institute"),
    ("The Nasdaq slid 2% and the S&P 500 gave up 50,000 points.", None),
    ("- Jensen Huang: 21,000 dollars lighter, going from a lot to a little, says Forbes", "Forbes"),
    ("The yard built 50,000 ships, and a person told jokes about it for years after that.", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "source"), VOICES)
def test_a_voice_by_a_number_tells_it(nlp: Language, text: str, source: str | None) -> None:
    """Who counts others for a living is the source of a number, with whatever verb; who has things is not."""
    doc = nlp(text)
    number = next(re.finditer(r"[\d,]{4,}", text))
    mentions = find_mentions(doc, shipped("ai-compute"))
    found = source_of(
        doc, *number.span(), lambda _doc, *span: mentions.resolve(*span, speaking=True), mentions
    )
    assert found.source == source


def test_time_is_linear(nlp: Language) -> None:
    """Numbers of one sentence without end cost no more than those of short ones."""

    def seconds(times: int) -> float:
        text = "he said that they told her that it has 50 and the firm puts it at 70 " * times
        parsed = nlp(text)

        def find_all() -> None:
            doc = parsed.copy()  # what is decided for a number is kept on the doc
            for number in re.finditer(r"[57]0", text):
                stance_of(doc, *number.span(), source_of(doc, *number.span()))

        return least_seconds(find_all)

    seconds(5)
    assert seconds(240) < 8 * seconds(60) + 0.05


NEWSROOM = [
    # amounts that somebody awaited, with nothing between the two
    ("Sales reached 40 million, below the 45 million analysts had expected.", "45 million", "analysts", None),
    ("Inflation was 2.1 per cent, below the 2.4 per cent economists had forecast, according to official figures.", "2.4", "economists", None),
    ("Mr Costa denied owing the tax office 3 million, saying he owed less.", "3 million", "Costa", None),
    ("It set aside €320 million, twice what analysts at Jefferies had pencilled in.", "twice", "analysts at Jefferies", None),
    # so many of those who tell
    ("Some 40 people died, two sources told Reuters.", "40", "sources", "Reuters"),
    ("Two senior aides said the firm had lost 40 people.", "40", "senior aides", None),
    # what a number is measured against, and a report whose owner nothing tells
    ("The drought has killed 300,000 cattle, three times as many as the government admits.", "300,000", None, None),
    ("The port handled 3.4 million containers in 2024, its annual report says.", "3.4 million", "annual report", None),
    ("The satellite weighs 3.2 tonnes, the European Space Agency said.", "3.2", "European Space Agency", None),
    # who tells something else at the end of the sentence
    ("Lawmakers put the bill at 60 million pesos, while the president's office insists it was under 20 million.", "60 million", "Lawmakers", None),
    ("The vaccine was 71% effective, the company said, though an independent review put it at 58%.", "71%", "company", None),
    ("About 3,000 homes were without power, the utility Nordlys said.", "3,000", "Nordlys", None),
    ("The think-tank reckons the tax would raise £900m.", "£900m", "think-tank", None),
    # an amount before the verb that tells it
    ("Nimbus earned 412 million crowns, below the 455 million expected by analysts.", "455 million", "analysts", None),
    ("Sales were below the 6,000 tonnes that brokers had forecast, Lund said.", "6,000", "brokers", None),
    ("The market share stood at 36%, Counterline Research estimates, against 33% a year ago.", "36%", "Counterline Research",
     None),
    ("The ministry has denied a claim by the opposition that the ship had failed 11 inspections.", "11", "ministry", None),
    ("The opposition repeated its claim that the ship had failed 11 inspections.", "11", "opposition", None),
    ("The ferry carried 214 people, its operator said; the port authority counted 260.", "260", "port authority", None),
    # documents beside the verb, and who hears
    ("Gross margin slipped to 41.2%, Halden Optics said in a statement.", "41.2%", "Halden Optics", "statement"),
    ("Moira Tennant told staff in a memo that the group had lost £38m.", "£38m", "Moira Tennant", "memo"),
    ("Osei Danquah told a rally of some 3,000 people that they would win.", "3,000", None, None),
    ("An independent test by TestBench measured 940 watts.", "940", "TestBench", "independent test"),
    # a unit that ends its sentence
    ("Tobin warned that a day costs exporters $85m. Economists at Harrow Bank expect that growth will fall by 0.2 points.",
     "0.2", "Harrow Bank", None),
    ("Velden Relief said 40 died. The hospital said 25 were treated.", "25", "hospital", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "number", "source", "via"), NEWSROOM)
def test_who_tells_in_wire_copy(
    nlp: Language, text: str, number: str, source: str | None, via: str | None
) -> None:
    """Who expected, disclosed or wrote an amount is its source, in whatever document, and who was told it is not."""
    claims = extract_claims(make_article(text), shipped("business"), nlp)
    claim = next(each for each in claims if number in each.quote)
    assert (claim.source, claim.via) == (source, via)


@pytest.mark.parametrize(
    ("text", "number", "source"),
    [
        (
            "I have read the DeepSeek-V3 report so that you need not.\n\nTHE MACHINE. A cluster of 2,048 H800s, eight to a node.",
            "2,048",
            "DeepSeek",
        ),
        (
            "The DeepSeek-V3 machine is old.\n\nTHE MACHINE. A cluster of 2,048 H800s, eight to a node.",
            "2,048",
            None,
        ),
    ],
)
def test_a_document_that_goes_by_a_product_is_its_makers(
    nlp: Language, text: str, number: str, source: str | None
) -> None:
    """What a text retells of a document is its owner's: of a product, its maker's."""
    claims = extract_claims(make_article(text), shipped("ai-compute"), nlp)
    assert next(each for each in claims if number in each.quote).source == source
