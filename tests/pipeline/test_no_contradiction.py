"""Two outlets on one story that do not contradict each other: no conflict, and as a rule an answer."""

from __future__ import annotations

import pytest
from spacy.language import Language

from pipeline.readings import read_text
from pipeline.texts import relate_texts

PAIRS = [
    # other facts of one story
    ("The ferry Aldis Star sank off Korvo on Monday with 212 people on board.", "Divers have found the wreck of the Aldis Star at a depth of 64 metres."),
    ("Nordhaven will close its paper mill in Lund and cut 340 jobs.", "The mill in Lund, which Nordhaven bought in 1998, made 90,000 tonnes of paper last year."),
    ("The quake struck at 4:12 am and was felt in three provinces.", "Rescuers pulled a woman from the rubble at 9:40 pm, 17 hours after the quake."),
    ("Voters in Tarn go to the polls on 14 May.", "Campaigning in Tarn ends on 12 May, the election office said."),
    ("The bank hired 60 engineers in Porto.", "The bank's Porto office takes up 4,000 square metres."),
    ("Brightel was fined 2 million euros by the watchdog.", "Brightel has 3.1 million customers, the watchdog said."),
    ("The dam's spillway opened on Friday after heavy rain.", "Some 1,200 people below the dam were told to leave on Saturday."),
    ("Mareen won the 10 km race in 31 minutes.", "Mareen, 24, has won four races this season."),
    # roundings and hedges
    ("The stadium cost 418 million pounds.", "The stadium cost about 420 million pounds."),
    ("Exactly 10,483 runners started in Bergen.", "More than 10,000 runners started in Bergen."),
    ("Halden Steel lost 1.96 billion crowns last year.", "Halden Steel lost nearly 2 billion crowns last year."),
    ("A third of the harvest was lost to the frost.", "The frost destroyed 33 percent of the harvest."),
    ("The tunnel is 18.2 km long.", "At some 18 kilometres, the tunnel is the longest in the country."),
    # floors, ceilings, ranges
    ("More than 50 people were hurt in the crash.", "More than 70 people were hurt in the crash."),
    ("At least 12 people died in the avalanche.", "Fourteen people died in the avalanche, the mayor said."),
    ("The strike will cost the port up to 8 million euros a day.", "The strike costs the port 5 million euros a day, analysts estimate."),
    ("Between 200 and 300 homes lost power.", "Some 260 homes were without power."),
    ("Fewer than 400 of the cars were sold.", "Dealers sold 317 of the cars."),
    ("The plant employs over 2,000 people.", "The plant employs over 2,100 people."),
    ("Hundreds of families fled the flood.", "About 450 families fled the flood."),
    # other periods
    ("Sudline carried 3.1 million passengers in 2022.", "Sudline carried 4.4 million passengers in 2024."),
    ("Inflation in Tarn was 6.2 percent in March.", "Inflation in Tarn fell to 5.1 percent in June."),
    ("The retailer's sales rose 4 percent in the first quarter.", "The retailer's sales rose 9 percent in the second quarter."),
    ("The reservoir held 40 million litres on 3 May.", "By 20 May the reservoir held 55 million litres."),
    ("The trial entered its third week on Monday.", "The trial began on 2 March and is expected to last ten weeks."),
    ("Unemployment stood at 7 percent a year ago.", "Unemployment now stands at 5 percent."),
    # part and whole, other item
    ("Wildfires burned 12,000 hectares in the Sella valley.", "Nationwide, wildfires burned 51,000 hectares."),
    ("The firm will cut 900 jobs, 250 of them in Gdansk.", "The firm will cut 250 jobs in Gdansk."),
    ("The airline ordered 20 A350 jets.", "The airline ordered 35 A220 jets."),
    ("Women hold 41 percent of the seats in the council.", "Independents hold 18 percent of the seats in the council."),
    ("The fire destroyed 14 houses.", "The fire destroyed 30 cars."),
    ("Eight firefighters were treated for burns.", "Two residents were treated for smoke inhalation."),
    ("The party won 31 seats in the north.", "The party won 96 seats in all."),
    # plans and outcomes
    ("The city plans to plant 10,000 trees.", "The city planted 3,800 trees."),
    ("Vireo expects to sell 500,000 scooters this year.", "Vireo has sold 120,000 scooters so far."),
    ("The bridge is due to open on 1 June 2026.", "Work on the bridge began on 9 March 2023."),
    # partial overlap, and the same in other words
    ("The minister resigned on Tuesday over the loan of 80,000 euros.", "The minister, who borrowed 80,000 euros from a builder, stepped down on Tuesday."),
    ("The storm cut power to 30,000 homes and closed 12 schools.", "Twelve schools stayed shut after the storm, the county said."),
    ("The museum paid 4 million dollars for the painting in 2019.", "The painting, which the museum bought in 2019, goes on show on 5 July."),
    ("The orchestra was founded in 1921 and has 84 players.", "The orchestra, which was founded after the First World War, plays in Tarn on Sunday."),
    ("Police arrested two men aged 23 and 31.", "A court remanded the two men until 6 April."),
    ("The song reached number 3 on the Norwegian chart.", "The song reached number 11 on the German chart."),
    ("The club finished fourth in the league.", "The club reached the second round of the cup."),
    ("Aster's third album sold 40,000 copies.", "Aster's fourth album sold 90,000 copies."),
    ("The home side won 2-1 on Saturday.", "The home side won 3-0 at the weekend before."),
    ("The first phase of the project cost $40 million.", "The second phase of the project cost $75 million."),
    ("The hearing starts at 9 am in Tarn.", "The hearing is to end at 4 pm."),
    ("The mine opened before 1950.", "The mine, opened in 1938, employs 300 people."),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_two_reports_of_one_story_are_no_conflict(nlp: Language, one: str, other: str) -> None:
    """What can both be true is no conflict, whichever comes first."""
    a, b = read_text(nlp(one)), read_text(nlp(other))
    for first, second in ((a, b), (b, a)):
        name, verdict = relate_texts(first, second)
        assert verdict.relation != "conflict", (name, verdict.reason)


def test_few_are_left_open(nlp: Language) -> None:
    """At most one pair in ten goes without an answer."""
    readings = [(read_text(nlp(one)), read_text(nlp(other))) for one, other in PAIRS]
    left = [pair for pair in readings if relate_texts(*pair)[1].relation == "not_compared"]
    assert len(left) <= len(PAIRS) // 10
