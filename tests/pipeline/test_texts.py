"""Two texts are set against each other only where their words say that they measure one thing."""

from __future__ import annotations

import pytest
from spacy.language import Language

from pipeline.independence import independent_sources
from pipeline.readings import read_text
from pipeline.rules.texts import MATCH_RULES, OUTCOME_RULES, WHOLE_RULES
from pipeline.texts import relate_texts

CASES = [
    # rule, relation, one text, the other
    ("number_denied", "conflict", "The firm spent $3 billion on ships.", "A spokesman denied that the firm spent $3 billion on ships."),
    ("number_withdrawn", "conflict", "The dam holds 2.3 billion litres.", "Correction: an earlier version said that the dam holds 2.3 billion litres. It holds 3.2 billion."),
    ("all_of_one_kind", "conflict", "The line has 50 A320 jets.", "The line's 50 jets are a mix of A320 and A350 types."),
    ("total_and_part", "compatible", "The firm raised $200 million in its latest round.", "The firm has raised $540 million in total."),
    ("up_and_down", "conflict", "Freight revenue rose 12 percent on the quarter.", "Freight revenue fell 12 percent on the quarter."),
    ("same_number", "agree", "About 50 people died in the fire.", "The fire killed 48 people."),
    ("same_number", "agree", "The site will draw 1.2 gigawatts.", "The site draws 1,200 megawatts."),
    ("other_code", "compatible", "The line bought 12 A320 jets.", "The line bought 30 B737 jets."),
    ("other_share", "incomparable", "The yard cut 8 percent of its workforce.", "The yard cut 30 percent of its welders."),
    ("another_measure", "incomparable", "At its height 90,000 people stood in the park.", "Some 300,000 people were in the park during the day."),
    ("another_measure", "incomparable", "The app has 30 million daily users.", "The app has 80 million monthly users."),
    ("same_number", "agree", "The line has 20 A320 jets.", "The line, with twenty A320s, is small."),
    ("numbers_apart", "conflict", "The leak exposed 4.2 million customers, hackers claim.", "The firm said fewer than 400,000 customers were hit by the leak."),
    ("parts_of_one_whole", "compatible", "Nationwide, the storm killed 211 people.", "The storm killed 43 people in the province."),
    ("same_number", "agree", "The tunnel is 57 kilometres long.", "The 35-mile tunnel opened on Wednesday."),
    ("parts_of_one_whole", "compatible", "The line lost $1.2 billion in the year.", "The line lost $310 million in the fourth quarter."),
    ("parts_of_one_whole", "compatible", "The firm was valued at $90 billion last year.", "The firm is now valued at $150 billion."),
    ("other_time", "compatible", "In 2021 the port handled 12 million tonnes.", "In 2023 the port handled 19 million tonnes."),
    ("rate_and_sum", "incomparable", "The port loses $2 million a day.", "The port loses $90 million."),
    ("plan_and_fact", "compatible", "The line plans to buy 60 ships.", "The line bought 20 ships."),
    ("bound_holds", "compatible", "The line has more than 60 ships.", "The line has 80 ships."),
    ("numbers_apart", "conflict", "The line has 60 ships.", "The line has 80 ships."),
    ("numbers_apart", "conflict", "The watchdog fined the line $2.3 million.", "The watchdog fined the line $2.3 billion."),
    ("share_of_counts", "agree", "The yard will dismiss 1,500 of its 6,000 workers.", "The yard is cutting a quarter of its staff."),
    ("no_common_number", "incomparable", "The hall draws 150 megawatts.", "The hall cost $3 billion."),
    ("turned_round", "conflict", "The bill passed in the upper house on Monday.", "The bill failed in the upper house on Monday."),
    ("done_and_not_done", "conflict", "The harbour bridge is open.", "The harbour bridge is not open."),
    ("opposite_words", "conflict", "The bridge trial was a success.", "The bridge trial was a failure."),
    ("other_rank", "conflict", "The single peaked at number 13 on the chart.", "The single peaked at number 17 on the chart."),
    ("other_rank", "conflict", "Night Tide is the fourth studio album by the band.", "Night Tide is the band's third studio album."),
    ("same_words", "agree", "Night Tide is the fourth studio album by the band.", "Night Tide is the band's fourth studio album."),
    ("other_figure", "conflict", "The convoy took route 66E to the harbour.", "The convoy took route 67E to the harbour."),
    ("other_date", "conflict", "The choir was founded in 1979.", "The choir was founded before 1975."),
    ("other_date", "compatible", "The choir was founded in 1979.", "The choir was founded after 1975."),
    ("other_date", "conflict", "The harbour bridge opened on 13 May.", "The harbour bridge opened on 17 May."),
    ("other_date", "conflict", "The ferry was launched on March 25, 2008.", "It was launched before 20 March 2008."),
    ("other_date", "compatible", "The ferry was launched in May 2008.", "The ferry was launched after 2 April 2008."),
    ("other_time_of_day", "conflict", "The tower's clock stopped at 8:21 am.", "The tower's clock stopped at 8:28 a.m."),
    ("other_rank", "conflict", "Berg is the 18th richest person in Norway.", "Berg is richer than the 17th wealthiest person in Norway."),
    ("other_rank", "compatible", "Berg is the 16th richest person in Norway.", "Berg is richer than the 17th wealthiest person in Norway."),
    ("other_rank", "conflict", "The choir came thirty-sixth at the Bergen contest.", "The choir came in the top 20 at the Bergen contest."),
    ("other_rank", "compatible", "The class sang above the 5th grade in Bergen.", "The class sang in 6th grade in Bergen."),
    ("same_words", "agree", "The film No Way Home topped the Bergen chart.", "In Bergen the film topped the chart."),
    ("other_holder", "incomparable", "Imports rose 5 percent in May.", "Exports rose 8 percent in May."),
    ("other_holder", "incomparable", "Anna Berg scored 21 points in Saturday's final.", "Lena Holm scored 17 points in Saturday's final."),
    ("numbers_apart", "conflict", "Police counted 40 boats.", "Officers counted 60 boats."),
    ("other_kind", "incomparable", "Sales of electric cars rose 21 percent.", "Sales of diesel cars fell 18 percent."),
    ("numbers_apart", "conflict", "Sales of electric cars rose 21 percent.", "Car sales rose 8 percent, electric ones included."),
    ("other_deed", "incomparable", "The ministry ordered 60 tanks.", "The ministry has received 24 tanks."),
    ("numbers_apart", "conflict", "Customs seized 3.2 tonnes of tea.", "Customs found 5.1 tonnes of tea."),
    ("other_kind", "incomparable", "The vaccine must be kept at minus 20 degrees.", "The rival vaccine must be kept at minus 70 degrees."),
    ("parts_of_one_whole", "compatible", "The agency expects growth of 1.4 percent next year.", "The agency expects growth of 0.8 percent this year."),
    ("other_result", "conflict", "Bergen beat Tarn 2-1 in the final.", "Bergen beat Tarn 3-0 in the final."),
    ("same_words", "agree", "Bergen beat Tarn 2-1 in the final.", "Tarn lost the final 1–2 to Bergen, which beat it."),
    ("two_outcomes", "conflict", "Imports to the harbour increased.", "Imports to the harbour decreased."),
    ("same_words", "incomparable", "The firm signed the captain for a fee of 13 million euros.", "It was said in June that the firm had signed the captain from Bergen."),
    ("same_number", "agree", "More than 400 firefighters fight the blaze.", "Some 400 firefighters fight the blaze."),
    ("numbers_apart", "conflict", "More than 46 reviews were read.", "46 reviews were read."),
    ("other_holder", "incomparable", "Ferris got 22 years.", "His accomplice got 9 years."),
    ("other_kind", "incomparable", "Anna Berg's rating is 38 percent.", "Lena Holm's rating is 44 percent."),
    ("numbers_apart", "conflict", "Chile's debt is 38 percent.", "The country's debt is 44 percent."),
    ("numbers_apart", "conflict", "The factory in Spain stops for 12 days.", "The Spanish factory stops for 25 days."),
    ("numbers_apart", "conflict", "The company lost 12 million euros.", "The bank lost 25 million euros."),
    ("other_deed", "incomparable", "The clerk took 340,000 euros.", "The clerk has paid back 50,000 euros."),
    ("parts_of_one_whole", "compatible", "Unemployment among the young is 21 percent.", "Unemployment is 7 percent."),
    ("no_common_number", "incomparable", "The road was closed for 3 hours.", "The road was closed between exits 12 and 14."),
    ("other_aim", "incomparable", "The budget sets aside 2.1 billion pounds for schools.", "The budget sets aside 3.7 billion pounds for hospitals."),
    ("numbers_apart", "conflict", "The budget sets aside 2.1 billion pounds for schools.", "For schools the budget sets aside 3.7 billion pounds."),
    ("some_of_them", "compatible", "The probe covers 17 banks.", "Three of the banks in the probe paid fines."),
    ("those_who_did", "compatible", "The school in Belford has 640 pupils.", "Forty pupils at the school in Belford caught measles."),
    ("numbers_apart", "conflict", "The school in Belford has 640 pupils.", "There are 490 pupils at the school in Belford."),
    ("other_stage", "compatible", "The metalworkers will get 3.8 percent more from May.", "The metalworkers had gone into the talks demanding 7 percent."),
    ("other_stage", "compatible", "The express was travelling at 137 kilometres per hour.", "The express is allowed to do no more than 80 kilometres per hour."),
    ("numbers_apart", "conflict", "The union is asking for 7 percent more pay.", "The union asked for 9 percent more pay."),
    ("then_and_now", "compatible", "Rents in Tarn rose sharply, up from 640 euros a month.", "Rents in Tarn rose to 810 euros a month."),
    ("running_count", "compatible", "Customs officers seized 2.6 tonnes of cocaine in the port on Sunday.", "Nine tonnes of cocaine have been seized in the port since January."),
    ("another_moment", "compatible", "Brightel's shares fell 7 percent.", "Brightel's shares fell 3 percent."),
    ("numbers_apart", "conflict", "Brightel's shares fell 7 percent this year.", "Brightel's shares fell 3 percent this year."),
    ("other_end", "incomparable", "The lorry crashed 12 km south of Orlen.", "The lorry crashed 45 km from the hospital."),
    ("numbers_apart", "conflict", "The lorry crashed 12 km south of Orlen.", "The lorry crashed 19 km south of Orlen."),
    ("other_holder", "incomparable", "The driver, 41, was hurt.", "The cyclist, 23, was hurt by the driver."),
    ("numbers_apart", "conflict", "The driver, 41, was hurt.", "The driver, 33, was hurt."),
    ("perhaps_two_measures", "incomparable", "The actor was paid $15 million for the film.", "The film cost $180 million to make and lost money."),
    ("done_and_not_done", "conflict", "No one was hurt in the fire, police said.", "Six people were hurt in the fire, a hospital said."),
    ("other_place", "compatible", "Rents rose 6 percent in Porto.", "Rents rose 11 percent in Lisbon."),
    ("numbers_apart", "conflict", "Rents rose 6 percent in the United States.", "Rents rose 11 percent in the US."),
    ("other_in_row", "compatible", "The firm's sales rose 4 percent in the first quarter.", "The firm's sales rose 9 percent in the second quarter."),
    ("other_time", "compatible", "The reservoir held 40 million litres on 3 May.", "By 20 May the reservoir held 55 million litres."),
    ("numbers_apart", "conflict", "He lost 36 bouts before he retired.", "Berg had 21 losses before he retired."),
    ("same_number", "agree", "A third of the harvest was lost.", "Some 35 percent of the harvest was lost."),
    ("numbers_apart", "conflict", "The tunnel is just under 60 km long.", "The tunnel is 40 km long."),
    ("same_words", "agree", "The song 4 Minutes topped the chart.", "The song 4 Minutes topped that chart."),
    ("numbers_apart", "conflict", "The state owns about 58.57 % of the line.", "The state owns about 68.57 % of the line."),
    ("same_words", "agree", "The Furious Five won the cup.", "The Furious Five won that cup."),
    ("same_words", "agree", "The mayor opened the harbour bridge.", "The harbour bridge was opened by the mayor."),
    ("two_outcomes", "conflict", "Regulators approved the merger of the two yards.", "The watchdog blocked the merger of the two yards."),
    ("two_outcomes", "conflict", "The pilot of the light aircraft survived the crash.", "The pilot of the light aircraft was killed in the crash."),
    ("two_outcomes", "conflict", "The chairman of the yard, Olav Berg, stepped down.", "Olav Berg said he was staying on as chairman of the yard."),
    ("two_outcomes", "conflict", "Bergen beat Tarn in the semi-final of the cup.", "Tarn are in the final after knocking Bergen out in the semi-final of the cup."),
    ("same_words", "agree", "The council closed the harbour bridge on Monday and reopened it on Monday night.", "The harbour bridge, closed by the council on Monday, was reopened at night."),
    ("no_common_number", "incomparable", "The union voted against the law, 41 members said.", "Parliament passed the law of 1998 in 3 hours."),
    ("done_and_not_done", "conflict", "The firm paid the ransom to the hackers.", "No ransom was ever paid to the hackers by the firm."),
    ("done_and_not_done", "conflict", "The minister denied that troops had crossed the border.", "Troops crossed the border, a general confirmed to the minister."),
    ("same_words", "agree", "The government may raise the retirement age.", "The government has not raised the retirement age."),
    ("one_number_given", "compatible", "Police arrested two men.", "A court released the two men in the evening."),
    ("once_only", "conflict", "The film Night Tide was released in 2002.", "The film Night Tide was released in 2000."),
    ("same_words", "compatible", "The ministers of Tarn spoke on the radio about the storm.", "The storm in Tarn kept the ministers away from the radio."),
    ("other_cause", "conflict", "The current cup champions are Wales.", "Ireland are the current cup champions."),
    ("numbers_apart", "conflict", "The ferry gained 33 reviews from critics.", "The ferry received fewer than 20 reviews."),
    ("same_number", "agree", "The storm felled 2,454 trees in Tarn.", "2,454 oaks were felled by the storm in Tarn."),
    ("numbers_apart", "conflict", "The firm will pay the fishermen $46m in compensation.", "The firm pays the fishermen $64m in compensation."),
    ("two_outcomes", "conflict", "The mayor attended the opening of the stadium.", "The mayor stayed away from the opening of the stadium."),
    ("up_and_down", "conflict", "The firm's shares ended the day up 3 per cent.", "The firm's shares ended the day 3 per cent lower."),
    ("two_outcomes", "conflict", "The panda cub of the zoo is a male.", "The panda cub born at the zoo is female."),
    ("there_and_not", "conflict", "The man found in the canal is Joe Marsh.", "The man found in the canal is not Joe Marsh."),
    ("there_and_not", "conflict", "The managers of Arvo will get a bonus this year.", "Arvo will pay no bonus to its managers this year."),
    ("there_and_not", "conflict", "The bank said all customers had been refunded.", "Customers are still waiting for a refund from the bank."),
    ("two_outcomes", "conflict", "Nela Orr has cancelled her concert in Brava.", "Nela Orr's concert in Brava will go ahead."),
    ("two_outcomes", "conflict", "The two sides agreed on a ceasefire in Orma.", "Talks on a ceasefire between the two sides in Orma broke down."),
    ("once_only", "conflict", "The 15 hostages were released on Monday.", "The 15 hostages were released on Tuesday."),
    ("there_and_not", "conflict", "The mill had a licence when it burned down.", "The mill was running without a licence when it burned down."),
    ("there_and_not", "conflict", "No deaths were reported after the storm in Harn.", "The storm in Harn killed the mayor."),
    ("more_and_less", "conflict", "The number of pupils in Tarn went down last year.", "More pupils went to school in Tarn last year."),
    ("more_and_less", "conflict", "Night trains are cheaper than flights, the study found.", "The study found night trains more expensive than flights."),
    ("all_and_some", "conflict", "Only two of the boats were insured, the owner said.", "The owner said that all of the boats were insured."),
    ("roles_swapped", "conflict", "Vireo is suing Halden over a patent for batteries.", "Halden is suing Vireo over a battery patent."),
    ("other_cause", "conflict", "The prize for the best novel was awarded to Olga Berg.", "The prize for the best novel went to Ivo Lund."),
    ("other_cause", "conflict", "A gas leak caused the blast in Linden Street.", "The blast in Linden Street was caused by a bomb."),
    ("other_way", "conflict", "The ship was sailing from Odrin to Valmar when it sank.", "The ship was on its way from Valmar to Odrin when it sank."),
    ("once_only", "conflict", "The painter Olav Berg died in hospital on Monday.", "The painter Olav Berg died in hospital on Thursday."),
    ("no_rule", "incomparable", "The mayor opened the harbour bridge.", "Rain fell all over the valley."),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "relation", "one", "other"), CASES)
def test_the_rule_decides(nlp: Language, rule: str, relation: str, one: str, other: str) -> None:
    """The expected rule decides two texts, whichever comes first."""
    a, b = read_text(nlp(one)), read_text(nlp(other))
    name, verdict = relate_texts(a, b)
    assert (name, verdict.relation) == (rule, relation), verdict
    name, verdict = relate_texts(b, a)
    assert (name, verdict.relation) == (rule, relation), verdict


def test_a_count_that_grew_is_no_conflict(nlp: Language) -> None:
    """A higher toll in a later text is an update; on the same day it is a conflict."""
    a, b = (
        read_text(nlp("The ferry fire killed 31 people.")),
        read_text(nlp("The ferry fire killed 49 people.")),
    )
    assert relate_texts(a, b, "2025-01-02", "2025-01-05")[0] == "count_grew"
    assert relate_texts(a, b, "2025-01-02", "2025-01-02")[1].relation == "conflict"


def test_every_text_rule_is_tested() -> None:
    """No rule for texts stands without a pair that it decides and a sentence."""
    rules = [*MATCH_RULES, *OUTCOME_RULES, *WHOLE_RULES]
    assert {rule.__name__ for rule in rules} - {"count_grew"} <= {case[0] for case in CASES}
    assert all(rule.__doc__ and rule.__doc__.splitlines()[0].endswith(".") for rule in rules)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The line has 60 ships.", "The union counts 80 strikers at the port."),
        ("Sudline spent $3 billion on ports.", "Nordline earned $8 billion from freight."),
        ("Police arrested 40 people.", "Doctors treated 300 people for burns."),
        ("The fire killed 12 people.", "The storm flooded 400 homes."),
    ],
)
def test_unlike_texts_do_not_conflict(nlp: Language, one: str, other: str) -> None:
    """Numbers of different things are not set against each other."""
    assert relate_texts(read_text(nlp(one)), read_text(nlp(other)))[1].relation != "conflict"


VOICES = [
    ("The firm, Nordline, says it has 20 ships.", "According to its own report, Nordline has 20 ships.", 1),
    ("A research firm puts the fleet at 50 ships.", "A person close to the port said it has 10 ships.", 2),
    ("Many filled the avenue, the mayor's office said.", "City hall says that many filled the avenue.", 1),
    ("The fleet has 50 ships.", "The fleet has 20 ships.", 1),
    ("", "The fleet has 20 ships.", None),
]


@pytest.mark.parametrize(("one", "other", "voices"), VOICES)
def test_voices_are_counted(nlp: Language, one: str, other: str, voices: int | None) -> None:
    """Two texts are one voice where they rest on one source, two where their sources differ."""
    assert independent_sources(read_text(nlp(one)), read_text(nlp(other))) == voices


def test_one_outlet_is_one_voice(nlp: Language) -> None:
    """A paper that corrects itself is no second voice."""
    a, b = read_text(nlp("Analysts see 50 ships.")), read_text(nlp("The port says 20 ships."))
    assert independent_sources(a, b, "The Bay Post", "Bay Post") == 1
