"""Stances as (text, number, stance) tuples."""

from __future__ import annotations

import pytest
from spacy.language import Language

from extractors.sources import source_of
from extractors.stance import stance_of

CASES = [
    ("The lab owns 50,000 chips.", "50,000", "asserted"),
    ("Nvidia denied that it had sold 50,000 chips.", "50,000", "denied"),
    ("The lab reportedly owns 50,000 chips.", "50,000", "alleged"),
    ("The firm plans to buy 50,000 chips.", "50,000", "planned"),
    ("The firm will buy 50,000 chips.", "50,000", "planned"),
    ("The lab is believed to own 50,000 chips.", "50,000", "alleged"),
    ("The man was accused of taking $3 million.", "$3 million", "alleged"),
    ("It has not 50,000 chips but 200.", "50,000", "denied"),
    ("If it bought 50,000 chips, it would be broke.", "50,000", "hypothetical"),
    ("It could cost $5 million.", "$5 million", "hypothetical"),
    ("Lab said to own 50,000 chips", "50,000", "alleged"),
    # a bound is no denial
    ("The office says the cost will not exceed $11 million.", "not exceed $11 million", "planned"),
    # what somebody is to do
    ("Cinderhall is to lower its prices by a third from July.", "a third", "planned"),
    ("Some 1,200 jobs are to go at the plant.", "1,200 jobs", "planned"),
    ("The share is to rise to 5 percent from 3 percent.", "3 percent", "asserted"),
    ("That is not to say 50,000 chips are there.", "50,000 chips", "denied"),
    ("The ministry denied that 300 posts are to go.", "300 posts", "denied"),
    # nothing is denied without a word that can deny
    ("State television said that 41 people had died.", "41", "asserted"),
    ("The minister was quoted as saying that 41 people had died.", "41", "asserted"),
    # what is turned down, or of the wrong sort, is no number that is denied
    ("An audit found that one in eight patients had been given the wrong dose.", "one in eight", "asserted"),
    ("Police found 30 fake passports in the flat.", "30", "asserted"),
    ("The mayor refused to say whether the $4 million had been paid.", "$4 million", "asserted"),
    ("He rejected an offer of $4 million for the club.", "$4 million", "asserted"),
    ("The airline cancelled 40 flights and denied boarding to 200 people.", "200", "asserted"),
    ("She rejected the claim that it had cost $4 million.", "$4 million", "denied"),
    ("He called it a false figure of $4 million.", "$4 million", "denied"),
    # what is called untrue is denied
    ("Oculus founder Palmer Luckey has called a $5.6 million price bogus.", "$5.6 million", "denied"),
    ("The ministry said the figure of 40 dead was wrong.", "40", "denied"),
    ("The claim that 40 people died is false, police said.", "40 people", "denied"),
    ("The rumour that the firm had lost 40 clients was invented.", "40 clients", "denied"),
    ("The figure of 40 has no basis, the firm said.", "40", "denied"),
    ("A rumour that 40 men died. Police deny it.", "40 men", "denied"),
    ("The union says that 40 men died. The line denies it.", "40 men", "asserted"),
    ("The line is said to have lost 40 men. It rejects that.", "40 men", "alleged"),
    ("The mayor dismissed talk of 400 job cuts as nonsense.", "400", "denied"),
    ("Reports of 40 deaths are untrue, the army said.", "40 deaths", "denied"),
    ("The council described the £4 million estimate as wildly inaccurate.", "£4 million", "denied"),
    ("The firm's figure of 300 chips is pure fiction, analysts say.", "300 chips", "denied"),
    ("A ministry spokeswoman says that 67 is wrong.", "67", "denied"),
    ('The manager called the 1.1 million figure "plain wrong".', "1.1 million", "denied"),
    ("Prosecutors said the man had pocketed $3 million.", "$3 million", "alleged"),
    ("Two managers were charged with hiding 40 trucks from the tax office.", "40 trucks", "alleged"),
    ("The bank charged 40 customers with late fees.", "40 customers", "asserted"),
    # a sum and what it rests on
    ("A user got 40 dollars for the run, assuming racks at 3 dollars an hour.", "40 dollars", "hypothetical"),
    ("A user got 40 dollars for the run, assuming racks at 3 dollars an hour.", "3 dollars", "hypothetical"),
    ("Assuming a rent of 2 dollars, it comes to 40 dollars.", "40 dollars", "hypothetical"),
    ("The lab is assuming that it has 40 ships.", "40 ships", "asserted"),
    # what is counted as planned is planned
    ("Seven buildings are live out of 30 planned.", "30", "planned"),
    ("Of the 10,368 GPUs promised in its bid, inspectors found 6,112.", "10,368 GPUs", "planned"),
    ("Inspectors found 6,112 of the GPUs promised in its bid.", "6,112", "asserted"),
    ("The union fights the 500 planned layoffs.", "500", "planned"),
    ("The figure of 40 dead is not wrong, police said.", "40", "asserted"),
    ("The firm, which has 40 workers, called the story a lie.", "40 workers", "asserted"),
    ("The mayor called the flood that killed 40 people a disaster.", "40 people", "asserted"),
    ("The 40 workers were wrong to strike, the court said.", "40 workers", "asserted"),
    # what is said beside a denial is not denied
    (
        "The firm denied that the ship was full, and said that 310 people were aboard.",
        "310 people",
        "asserted",
    ),
    ("The firm denied having sold 412 tickets and said it sold 220.", "412 tickets", "denied"),
    ("The firm denied having sold 412 tickets and said it sold 220.", "220", "asserted"),
    ("The firm denied having bought 412 chips and sold 220.", "220", "denied"),
    # who has the last word on another's claim
    ("The ministry has denied a claim by the union that 50,000 chips were sold.", "50,000", "denied"),
    ("The ministry backed a claim by the union that 50,000 chips were sold.", "50,000", "asserted"),
    # what a forecast is moved to and from, and what somebody expected
    ("Halden cut its full-year forecast for sales growth to 5% from 8%.", "5%", "planned"),
    ("Halden cut its full-year forecast for sales growth to 5% from 8%.", "8%", "planned"),
    ("Halden cut its staff to 500 from 800.", "500", "asserted"),
    ("Profit came below the 455 million expected by analysts.", "455 million", "planned"),
    # what is told beside hearsay is none
    ("The fund, which owns 38% of the mill, is said to want out.", "38%", "asserted"),
    ("The fund is said to own 38% of the mill.", "38%", "alleged"),
    ("Some 50,000 chips are believed to be in its halls.", "50,000", "alleged"),
]


@pytest.mark.parametrize(("text", "number", "stance"), CASES)
def test_stance_of(nlp: Language, text: str, number: str, stance: str) -> None:
    """The stance follows from what governs the number."""
    start = text.index(number)
    doc = nlp(text)
    end = start + len(number)
    assert stance_of(doc, start, end, source_of(doc, start, end))[0] == stance
