"""Attributions as (text, source, cue, content) tuples."""

from __future__ import annotations

import pytest
from spacy.language import Language

from extractors.attribution import Attribution, find_attributions, outermost
from tests.timing import least_seconds


def words(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    return " … ".join(text[start:end] for start, end in spans)


def read(nlp: Language, text: str) -> list[tuple[str, str, str]]:
    return [
        (words(text, one.source), words(text, one.cue), words(text, one.content))
        for one in outermost(find_attributions(nlp(text)))
    ]


CASES = [
    # complement clauses, before and after the verb
    ("Ito said the firm owns 50 chips.", "Ito", "said", "the firm owns 50 chips"),
    ("The firm owns 50 chips, Ito said.", "Ito", "said", "The firm owns 50 chips"),
    ("SemiAnalysis believes DeepSeek has about 50,000 GPUs.", "SemiAnalysis", "believes",
     "DeepSeek has about 50,000 GPUs"),
    ("Nvidia denied that it had sold 50,000 chips.", "Nvidia", "denied", "that it had sold 50,000 chips"),
    ("Harrowby will raise council tax by 5 per cent from April, its leader Dame Ruth Ainscough announced on Wednesday.",
     "its leader Dame Ruth Ainscough", "announced", "Harrowby will raise council tax by 5 per cent from April"),
    # an amount without a verb of its own
    ("A licence for 150 MW, says the regulator.", "the regulator", "says", "A licence for 150 MW"),
    ("Nine infants, say the camp elders.", "the camp elders", "say", "Nine infants"),
    ("More than $640m over the life of the plan, Waferline believes.", "Waferline", "believes",
     "More than $640m over the life of the plan"),
    ("The union made it 812.", "The union", "made", "812"),
    # what goes on where the parse ends it, and what ends where somebody else tells
    ("The agency says it would cut revenue at first, but would add $84 billion over 10 years.", "The agency", "says",
     "it would cut revenue at first, but would add $84 billion over 10 years"),
    ("They reported that Orla holds 214; Pike holds 10 offshore.", "They", "reported",
     "that Orla holds 214; Pike holds 10 offshore"),
    ("The middle paid 8.9 percent, the agency said in a June report, and those at the bottom paid 0.8 percent.",
     "the agency", "said", "The middle paid 8.9 percent … those at the bottom paid 0.8 percent."),
    ("The plant, Ito told reporters on Monday, will employ 300.", "Ito", "told", "The plant … will employ 300."),
    ("The fund, its manager wrote in a letter to clients, lost 40 million.", "its manager", "wrote",
     "The fund … lost 40 million."),
    ("The bank lost 40 million euros in the first half, the Tribune has learned.", "the Tribune", "learned",
     "The bank lost 40 million euros in the first half"),
    ("The gang claimed to have stolen 560 million records.", "The gang", "claimed", "to have stolen 560 million records"),
    ("It trained on 2,048 chips, its paper claims, at a cost of $5 million.", "its paper", "claims",
     "It trained on 2,048 chips … at a cost of $5 million"),
    ("It is late, said Kolb, an economist at the Westphal Institute, who puts the need at 55 billion.", "Kolb, an economist at the Westphal Institute", "puts",
     "the need at 55 billion"),
    # documents, findings and estimates
    ("In the latest national poll, conducted in May, Doe led by 5 points.", "the latest national poll", "In",
     "Doe led by 5 points."),
    ("The average shows Doe likewise ahead by 3.7 points, using five polls.", "The average", "shows",
     "Doe likewise ahead by 3.7 points"),
    ("The bank edged up its forecast for Asia by 0.1 points to 4.2 percent.", "The bank", "edged",
     "its forecast for Asia by 0.1 points to 4.2 percent"),
    ("It was a Harat Courier report that Orsa lost 915 million.", "Harat Courier", "report", "that Orsa lost 915 million"),
    ("She asked the police, who reported “2,521 shooting incidents” in May.", "the police", "reported",
     "“2,521 shooting incidents” in May"),
    ("Checkers rated 32 of the claims as false.", "Checkers", "rated", "32 of the claims as false"),
    ("Prosecutors charged two men with defrauding 74 investors.", "Prosecutors", "charged",
     "two men with defrauding 74 investors"),
    ("The board made it plain that 40 posts would go.", "The board", "made it plain", "that 40 posts would go"),
    ("Doe questioned what kind of man owns 3 chips.", "Doe", "questioned", "what kind of man owns 3 chips"),
    # what the writer adds to an object is not told
    ("Critics questioned the health of Doe, who is 70.", "Critics", "questioned", "the health of Doe"),
    # quotes in quotes, and marks set the wrong way round
    ('Then Ito went on: "I read you the question: “Will 40 go?” Forty-three say yes."', "Ito", "went",
     '"I read you the question: “Will 40 go?” Forty-three say yes."'),
    ("Ito made the following comment:\n\n“The rate is 33 percent. For others it is 36 percent.“", "Ito", "made",
     "the following comment:\n\n“The rate is 33 percent. For others it is 36 percent.“"),
    ("“ITO: Will 40 of them really go, do you think?”", "ITO", ":", "Will 40 of them really go, do you think?”"),
    # whose reckoning or estimate it is
    ("Closing them would have made a difference of 10 cm at best, in his estimate.", "his", "estimate",
     "Closing them would have made a difference of 10 cm at best,"),
    ("Tianlu owns 5,000 chips if you ask the electricians.", "the electricians", "if you ask", "Tianlu owns 5,000 chips"),
    # names that the parse cuts
    ("Co-founder Hemi Paewai told the Courier on Thursday that it owed 9 million.", "Co-founder Hemi Paewai", "told",
     "that it owed 9 million"),
    # the hearer is no part of the content
    ("A former employee told Reuters that the lab had 50 chips.", "A former employee", "told",
     "that the lab had 50 chips"),
    # frames without a clause
    ("Analysts put the cost at $5 million.", "Analysts", "put", "the cost at $5 million"),
    ("Two aides put the price tag closer to $3 trillion.", "Two aides", "put", "the price tag closer to $3 trillion"),
    ("The union called for 50 more posts.", "The union", "called", "50 more posts"),
    ("The firm plans to buy 50 chips.", "The firm", "plans", "to buy 50 chips"),
    ("The firm denied having sold 50 chips.", "The firm", "denied", "having sold 50 chips"),
    ("DeepSeek said to train on smuggled chips", "", "said", "DeepSeek … to train on smuggled chips"),
    ("The lab, thought to own 50 chips, has 2.", "", "thought", "The lab, … to own 50 chips"),
    ("In one tweet, Ito said: “It has 50 chips.”", "Ito", "said", "“It has 50 chips.”"),
    ("Through a spokesman, he declined to comment. It has 50 chips, Ito said.", "Ito", "said", "It has 50 chips"),
    # phrases, nouns, headlines
    ("Clinton leads by 46 percent, according to the poll.", "the poll", "according to",
     "Clinton leads by 46 percent"),
    ("DeepSeek's claim that it spent only $5.6 million is disputed.", "DeepSeek", "claim",
     "that it spent only $5.6 million"),
    ("Analysts: Nvidia shipped 1 million chips", "Analysts", ":", "Nvidia shipped 1 million chips"),
    # a whole sentence by somebody's count; a report that finds something
    ("By the ministry's own count 12 people died.", "the ministry", "count", "12 people died"),
    ("A 2014 study by Loyola found 31 cases.", "A 2014 study by Loyola", "found", "31 cases"),
    ("Luckey called the sum an old number.", "Luckey", "called", "the sum an old number"),
    # a verb that the tagger may take for a noun, and one that stands in no list
    ("Prosecutors in Vaudremont allege that the mill let 4 million litres run out.", "Prosecutors in Vaudremont",
     "allege", "that the mill let 4 million litres run out"),
    # a speaker who stands aside: inserted, inverted, in a relative clause or a sentence of his own
    ("It was built, or so the yard maintains, with 48 cranes.", "the yard", "maintains",
     "It was built … , with 48 cranes."),
    ("That makes 50 ships, the firm is at pains to add, not 60.", "the firm", "add", "That makes 50 ships … , not 60."),
    ("By noon, said the operator Volt Norte, 99% was back.", "the operator Volt Norte", "said",
     "By noon … , 99% was back."),
    ("So say the harbour's website and its filings, which we have read.", "the harbour's website and its filings",
     "say", "So"),
    ("And 80 to 90 is what some outlets claimed.", "some outlets", "claimed", "80 to 90"),
    ("The court heard from prosecutors that 50 ships sailed.", "prosecutors", "heard", "that 50 ships sailed"),
    ("The headcount, by the same report, stands at 150.", "the same report", "report", "The headcount, … , stands at 150"),
    ("Chief financial officer Amy Hood guided to spending of around $22 billion.", "Chief financial officer Amy Hood",
     "guided", "spending of around $22 billion"),
    ("For scale: Veltro quotes 2.38 million hours.", "For scale", ":", "Veltro quotes 2.38 million hours."),
    # nobody named
    ("The lab is said to have 50 chips.", "", "said", "The lab … to have 50 chips"),
    # direct speech, split and inverted
    # a speaker is no more than that, and what a semicolon parts is told by others
    ("The plant lost 300 jobs, the mayor, Carl Bode, told the Harat Courier.", "the mayor, Carl Bode,", "told",
     "The plant lost 300 jobs"),
    ("Orsa Motors must pay €120 million, Delft & Sohn €64 million and Kanto Vehicles the rest, the board's chairwoman, "
     "Ilse Brand, told reporters.", "the board's chairwoman, Ilse Brand,", "told",
     "Orsa Motors must pay €120 million, Delft & Sohn €64 million and Kanto Vehicles the rest,"),
    ("Documents seen by Reuters show that Orsa paid $30 million.", "Documents seen by Reuters", "show",
     "that Orsa paid $30 million"),
    ("Orsa paid $30 million, documents obtained by the Courier show.", "documents obtained by the Courier", "show",
     "Orsa paid $30 million"),
    ("Prosecutors allege that Bode took $3 million; he says it was a loan.", "he", "says", "it was a loan"),
    ("The mayor said 40 were hurt; the hospital, 62.", "The mayor", "said", "40 were hurt"),
    ("Bode, who prosecutors say took $3 million, is at large.", "prosecutors", "say", "took $3 million"),
    ("“It cost five million,” said Ito. “We paid in cash.”", "Ito", "said",
     "“It cost five million,” … “We paid in cash.”"),
    ("“Inflated by half,” scoffed Baek, head of the union.", "Baek, head of the union", "scoffed",
     "“Inflated by half,”"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "source", "cue", "content"), CASES)
def test_attributions(nlp: Language, text: str, source: str, cue: str, content: str) -> None:
    """Source, cue and content are read off the frame."""
    found = [(who, how, what.rstrip(".,")) for who, how, what in read(nlp, text)]
    assert (source, cue, content.rstrip(".,")) in found


@pytest.mark.parametrize("text", [
    "Editor's note: 40 men were named in an earlier edition.",
    "Of five countries only one spends the recommended 2 percent.",
    "It is for anyone wanting to borrow 25,000.",
    "It leaves a $10 trillion hole, or an estimated $9 trillion one.",
    "Let's say it costs 160,000.",
])  # fmt: skip
def test_nobody_tells(nlp: Language, text: str) -> None:
    assert read(nlp, text) == []


@pytest.mark.parametrize("text", [
    "He said, and the mayor said that 5 had died.",
    ", and the mayor said 5, he said, and they said, and she said 6.",
])  # fmt: skip
def test_speakers_without_anything_between_them_break_nothing(nlp: Language, text: str) -> None:
    for one in find_attributions(nlp(text)):
        assert all(start < end for start, end in one.content)


def test_several_estimate_one_thing(nlp: Language) -> None:
    text = "A crowd estimated by organisers at 200,000 and by the ministry at 48,000 marched."
    assert read(nlp, text) == [
        ("organisers", "estimated", "200,000"),
        ("the ministry", "estimated", "48,000"),
    ]
    text = "The crowd was estimated by organisers at 200,000 and by the ministry at 48,000."
    assert [one[0] for one in read(nlp, text)] == ["organisers", "the ministry"]


def test_who_tells_behind_a_comma(nlp: Language) -> None:
    """Neither does the first speaker's content reach the second, nor is a month one ("… 1 and September 26")."""
    text = "She said 6 weeks were due, and the mayor replied that it was 40."
    assert [one[0] for one in read(nlp, text)] == ["She", "the mayor"]
    text = "They found there had been 3,210 victims between January 1 and September 26 alone."
    assert [one[0] for one in read(nlp, text)] == ["They"]


@pytest.mark.parametrize(("text", "tellers"), [
    ("Auditors said it cost £2bn. The department disputes that, saying the true figure was £1.8bn.",
     ["Auditors", "The department"]),
    ("Survivors spoke of 750; the log says 500; the captain, who was held, told police it was 400.",
     ["Survivors", "the captain"]),
    ('"We have few," Liang said in Hangzhou. "We have about 10." A researcher, Hanna Voss, told the Post it was 50.',
     ["Liang", "A researcher, Hanna Voss"]),
])  # fmt: skip
def test_each_tells_his_own(nlp: Language, text: str, tellers: list[str]) -> None:
    assert [one[0].partition(", who")[0].rstrip(",") for one in read(nlp, text)] == tellers


def test_spans_hold(nlp: Language) -> None:
    """Every span is a stretch of the text, and content does not hold its own cue."""
    text = (
        "“We paid,” said Ito, who told Reuters that it cost 5 million. Analysts disagree: it was 6, they say."
    )
    for one in find_attributions(nlp(text)):
        spans = [*one.source, *one.cue, *one.content]
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert not one.covers(*one.cue[0])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "“",
        "said",
        "He said",
        '"' * 1000,
        "said " * 500,
        "according to",
        ":",
        "\n\n",
        "By noon, chimed the firm, 99% was back.",
        "So spells the firm. So",
        "the 5 that said, said, said, ",
    ],
)
def test_nothing_breaks_it(nlp: Language, text: str) -> None:
    """Fragments and unbalanced marks give a list, whatever is in it."""
    assert all(isinstance(one, Attribution) for one in find_attributions(nlp(text)))


def test_component(nlp: Language) -> None:
    """The component puts the attributions on the Doc."""
    nlp.add_pipe("crossclaim_attribution")
    try:
        assert nlp("Ito said it cost 5 million.")._.attributions[0].lemma == "say"
    finally:
        nlp.remove_pipe("crossclaim_attribution")


def test_time_is_linear(nlp: Language) -> None:
    """Four times the text takes well under eight times as long, with cues and marks all over it."""

    def seconds(times: int) -> float:
        doc = nlp("He said, “it has 50, they told her that “we put the cost at $5 " * times)
        return least_seconds(lambda: find_attributions(doc))

    seconds(10)
    assert seconds(800) < 8 * seconds(200) + 0.05
