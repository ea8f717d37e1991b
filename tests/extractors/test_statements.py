"""Claims of kind statement: declared ones in every stance, others where somebody denies, alleges or doubts them."""

from __future__ import annotations

import pytest
from spacy.language import Language

from db.records import Claim
from extractors.claims import Extractor, extract_many
from tests.factories import make_article
from tests.topics import shipped


def statements_in(nlp: Language, text: str, topic: str = "ai-compute") -> list[Claim]:
    extractor = Extractor(shipped(topic), kinds=("statement",))
    return next(iter(extract_many([make_article(text)], extractor, nlp)))[1]


CASES = [
    (
        "There is no evidence that Tianlu used smuggled chips.",
        ("used_smuggled_chips", "Tianlu", None, "no_evidence"),
    ),
    (
        "Tianlu denied that it had used smuggled chips.",
        ("used_smuggled_chips", "Tianlu", "Tianlu", "denied"),
    ),
    (
        "Howard Lutnick accused DeepSeek of evading export restrictions.",
        ("broke_export_rules", "DeepSeek", "Howard Lutnick", "alleged"),
    ),
    (
        "Liang Wenfeng said that DeepSeek complies with all export laws.",
        ("complied_with_rules", "DeepSeek", "Liang Wenfeng", "asserted"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_declared_statement(nlp: Language, text: str, expected: tuple[str | None, ...]) -> None:
    """A declared statement comes with its name, whom it is about, who says so and how sure."""
    (claim,) = statements_in(nlp, text)
    assert (claim.predicate, claim.subject, claim.source, claim.stance) == expected
    assert claim.kind == "statement"
    assert text[claim.start : claim.end] == claim.quote
    assert (claim.low, claim.high, claim.unit) == (None, None, None)


HEADLINES = [
    ("Police find no evidence mayor took bribes", ("bribed", "mayor", "Police", "no_evidence")),
    ("No sign Kestrova Bank took bribes, traders say", ("bribed", "Kestrova Bank", "traders", "no_evidence")),
    ("No proof minister knew of leak", ("knew_of_problem", "minister", None, "no_evidence")),
    ("There is no evidence the ferry caused the fire.", ("caused_harm", "ferry", None, "no_evidence")),
    (
        "No evidence ferry was overloaded, coast guard says",
        ("be overloaded", "ferry", "coast guard", "no_evidence"),
    ),
    ("Minister denies ferry was overloaded", ("be overloaded", "ferry", "Minister", "denied")),
]


@pytest.mark.parametrize(("text", "expected"), HEADLINES)
def test_a_headline_leaves_words_out(nlp: Language, text: str, expected: tuple[str | None, ...]) -> None:
    """Without "that" and articles, what there is no evidence of is about a ferry, and about no "evidence ferry"."""
    (claim,) = statements_in(nlp, text, "conduct")
    assert (claim.predicate, claim.subject, claim.source, claim.stance) == expected


def test_an_open_statement_is_in_basic_form(nlp: Language) -> None:
    """What nobody declared is found where it is denied, its predicate without negation and helpers."""
    (claim,) = statements_in(nlp, "The minister denied that Voltara had delivered faulty batteries.")
    assert (claim.predicate, claim.subject, claim.object) == (
        "deliver faulty batteries",
        "Voltara",
        "faulty batteries",
    )


def test_a_later_denial_is_a_second_stance(nlp: Language) -> None:
    """ "The firm denies it" is the firm's denial of the statement before."""
    found = statements_in(
        nlp, "Prosecutors allege that Orchid Bay used smuggled chips. Orchid Bay denies it."
    )
    assert [(claim.stance, claim.source) for claim in found] == [
        ("alleged", "Prosecutors"),
        ("denied", "Orchid Bay"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The firm did not respond to a request for comment.",
        "We do not know how many people came.",
        "Forged papers are common. He denied that 212 signatures were forged.",
    ],
)
def test_what_is_no_statement(nlp: Language, text: str) -> None:
    """A firm that does not answer, what is not known, and what is a claim of kind quantity are no statements."""
    assert statements_in(nlp, text) == []


def test_numbers_only_unless_asked(nlp: Language) -> None:
    """By default no statement is read."""
    text = "Tianlu denied that it had used smuggled chips; it has 2,048 GPUs."
    read = next(iter(extract_many([make_article(text)], shipped("ai-compute"), nlp)))[1]
    assert {claim.kind for claim in read} == {"quantity"}


RELAYED = [
    # an outlet reports what somebody says
    ("The Harbour Courier reports that a senior customs official said Voltara is evading export controls.",
     "senior customs official", "Harbour Courier"),
    ("A senior customs official told the Harbour Courier that Voltara is evading export controls.",
     "senior customs official", "Harbour Courier"),
    # it cites whom it has it from, wherever that stands
    ("Voltara is evading export controls, the Harbour Courier reported, citing a senior customs official.",
     "senior customs official", "Harbour Courier"),
    ("The Harbour Courier reported that Voltara is evading export controls, citing a senior customs official.",
     "senior customs official", "Harbour Courier"),
    ("Citing a senior customs official, the Harbour Courier reported that Voltara is evading export controls.",
     "senior customs official", "Harbour Courier"),
    # it was told
    ("The Harbour Courier was told by a senior customs official that Voltara is evading export controls.",
     "senior customs official", "Harbour Courier"),
    # said in a talk with it
    ("Voltara is evading export controls, a customs official said in an interview with the Harbour Courier.",
     "customs official", "Harbour Courier"),
    ("Speaking to the Harbour Courier, a customs official said Voltara is evading export controls.",
     "customs official", "Harbour Courier"),
    ("According to a customs official quoted by the Harbour Courier, Voltara is evading export controls.",
     "customs official", "Harbour Courier"),
    # who cites data speaks for himself, and a hearer without a name is no outlet
    ("The economist Dara Moe said, citing company data, that Voltara is evading export controls.", "Dara Moe", None),
    ("A customs official said in an interview with reporters that Voltara is evading export controls.", "customs official", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "source", "via"), RELAYED)
def test_who_spoke_through_an_outlet(nlp: Language, text: str, source: str, via: str | None) -> None:
    """An outlet that passes on what somebody says is the via, who says it the source."""
    found = [claim for claim in statements_in(nlp, text) if claim.predicate == "broke_export_rules"]
    assert [(claim.source, claim.via) for claim in found] == [(source, via)]


ABOUT_WHOM = [
    # what a cue reaches first, not what hangs below it
    (
        "A spokesman for Voltara rejected the accusation that the firm had let the houses rot on purpose.",
        "had let the houses rot on purpose",
        "Voltara",
    ),
    ("The army denies to this day that it kept the convoy waiting.", "kept the convoy waiting", "army"),
    # a lawyer speaks of the client
    (
        "Olaf Beek is on trial for fraud. Odile Stassen, counsel for Beek, told the court. "
        "She denied that he had forged a stamp.",
        "had forged a stamp",
        "Olaf Beek",
    ),
    # a name in apposition
    ("The watchdog alleges that the audit firm, Peel Whittard, ignored red flags.", "ignored red flags", "Peel Whittard"),
    # what the text introduced a name as, is that name
    ("Brenlake, a water contractor, won the tender in May over Tidewell. The mayor said the town had paid in full. "
     "The contractor denied that it had dumped sludge in the river.", "had dumped sludge in the river", "Brenlake"),
    ("The union federation Orla-Net met on Monday with ministers in Lisbon. "
     "The federation denied that it was planning a strike.", "was planning a strike", "Orla-Net"),
    ("Governor Tessa Quill toured the prison at Marl. Officer Bo Hartwig accused the governor of bribing an inspector.",
     "bribing an inspector", "Tessa Quill"),
    # a broad noun is the last body that it fits, no place and nobody who speaks of it
    ("Halden Optics opened a plant in Norway. Prosecutor Ida Brandt is investigating whether the company bribed an inspector.",
     "bribed an inspector", "Halden Optics"),
    ("Halden Optics sells lenses in Norway. Company denies it bribed an inspector.", "bribed an inspector", "Halden Optics"),
    ("Kelmore, a Hague start-up, hired Tidal Bank. Police said there is no evidence that the start-up bribed an inspector.",
     "bribed an inspector", "Kelmore"),
    # a pronoun: the subject above it, in the sentence or before
    ("Sorel Marine bought the yard from Dockside Trust last year. It has insisted that it did not break any law.",
     "did not break any law", "Sorel Marine"),
    ("The harbour master is being questioned about whether he cleared the vessel.", "cleared the vessel", "harbour master"),
    # what a body has, or its managers
    ("Parlance said in May that it had grown. It denies that its users' passwords leaked out.", "leaked out", "Parlance"),
    ("Three miners died at Corvane Platinum in June. The inspectorate is investigating whether management ignored a warning.",
     "ignored a warning", "Corvane Platinum"),
    ("The trust denied that a 78-year-old had died in the corridor.", "had died in the corridor", "78-year-old"),
    ("The harbour board denies that the sea wall at Porthnew had cracked.", "had cracked", "sea wall at Porthnew"),
    # who is of another sex is not meant
    ("Arno Weil is on trial. Mrs Odile Stassen spoke for the prosecution. She denied that he had been ill.",
     "had been ill", "Arno Weil"),
    # two subjects of one verb to the parser, the name is meant
    ("The cycling team Arda-Forte has denied paying for its riders' silence.", "paying for its riders' silence", "Arda-Forte"),
    # no evidence of somebody doing something
    ("There is no evidence of Kelmore using the machines.", "Kelmore", "Kelmore"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "quote", "subject"), ABOUT_WHOM)
def test_whom_a_statement_is_about(nlp: Language, text: str, quote: str, subject: str) -> None:
    """The clause that is disputed, whole, and by name whom it is about."""
    found = {claim.quote: claim.subject for claim in statements_in(nlp, text)}
    assert found.get(quote) == subject


def test_what_nobody_is_named_for_is_asked_of_the_story(nlp: Language) -> None:
    """Of "records were falsified" the question is who did it: the body that the story is about, no records."""
    text = "Kestrel Bank is under review. An inquiry found no evidence that records were falsified by hand."
    (claim,) = statements_in(nlp, text, "conduct")
    assert (claim.predicate, claim.subject, claim.stance) == (
        "falsified_records",
        "Kestrel Bank",
        "no_evidence",
    )


@pytest.mark.parametrize(
    "text",
    [
        "Osprey Trust denied that 19,700 patients were waiting.",
        "No one has confirmed reports that 3 of its 5 gates had failed.",
        "The government denied that it would spend the $40m that it set aside in July.",
    ],
)
def test_a_number_is_asked_for_its_value_alone(nlp: Language, text: str) -> None:
    """Who denies how many there were is not asked whether there were any."""
    assert statements_in(nlp, text, "business") == []
