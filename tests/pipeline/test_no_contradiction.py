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
    # one word apart
    ("Rescuers have pulled 14 survivors from the collapsed mall in Dario.", "Fourteen people were rescued alive from the Dario mall, and 9 bodies were recovered."),
    ("The central bank raised its key rate by 0.25 percentage points to 4.5 percent.", "The central bank's key rate now stands at 4.5 percent, the highest since 2008."),
    ("Halvorsen will pay 1.2 billion kroner for the shipyard.", "The shipyard had sales of 3.4 billion kroner last year."),
    ("Helmi Motors recalled 48,000 vans over faulty brakes.", "Helmi Motors said 11 crashes have been linked to the brakes."),
    ("The mayor said 60 percent of the streets had been cleared by noon.", "By evening, 85 percent of the streets had been cleared, the mayor said."),
    ("Tickets cost between 15 and 90 euros.", "The cheapest tickets cost 15 euros."),
    ("Two crew members were missing on Sunday.", "Rescuers saved 22 crew members on Sunday."),
    ("The company posted a profit of 80 million euros in 2023.", "The company posted a loss of 25 million euros in 2022."),
    ("Zeta's shares fell 7 percent in early trading.", "Zeta's shares closed 3 percent lower."),
    ("The opposition wants a minimum wage of 15 euros.", "The government offers a minimum wage of 13.50 euros."),
    ("Prosecutors asked for 12 years in prison.", "The court sentenced him to 8 years in prison."),
    ("Sanna Lind, 42, leads the expedition of nine climbers.", "Nine climbers set out on Monday, the youngest of them 23."),
    ("The hospital treated 31 children for poisoning.", "The hospital treated 12 adults for poisoning."),
    ("The new line will carry 40,000 passengers a day.", "The old line carried 22,000 passengers a day."),
    ("Arla cut 300 jobs in Denmark.", "Arla cut 120 jobs in Sweden."),
    ("Output at the mine fell 12 percent.", "Profit at the mine fell 30 percent."),
    ("The union says 9,000 workers walked out.", "Some 70 flights were cancelled as workers walked out."),
    ("A kilo of cocoa cost 9 dollars in March.", "A kilo of coffee cost 6 dollars in March."),
    ("The probe covers 17 banks.", "Three of the banks in the probe have paid fines."),
    ("The airline will add 12 routes next summer.", "The airline added 7 routes this year."),
    ("Boys scored 61 points on average, the ministry said.", "Girls scored 68 points on average, the ministry said."),
    ("The bill passed the lower house by 212 votes to 180.", "The bill passed the upper house by 54 votes to 41."),
    ("Investors put 40 million dollars into the start-up in 2021.", "Investors have put 95 million dollars into the start-up since it was founded."),
    ("The drug cut the risk of a stroke by 24 percent.", "The drug cut the risk of death by 9 percent."),
    ("The village has 800 inhabitants.", "The municipality has 6,200 inhabitants."),
    ("The court heard 14 witnesses on Monday.", "The court heard 9 witnesses on Tuesday."),
    ("Norda's crude output was 1.1 million barrels a day.", "Norda's gas output was 300,000 barrels of oil equivalent a day."),
    ("The firm borrowed 200 million dollars from Delta Bank.", "The firm borrowed 350 million dollars from Omega Bank."),
    ("The first test flight lasted 12 minutes.", "The second test flight lasted 31 minutes."),
    ("Meyer beat Costa 6-4, 6-2 on Friday.", "Meyer lost to Iwata 3-6, 4-6 on Sunday."),
    ("The ship can carry 3,000 passengers.", "The ship carried 1,840 passengers when it ran aground."),
    ("The ministry ordered 60 tanks.", "The ministry has received 24 tanks."),
    ("The fund holds 8 percent of the shares.", "The founder holds 22 percent of the shares."),
    ("The water rose to 6.8 metres in Passau.", "The water rose to 4.9 metres in Linz."),
    ("At least three people were killed, police said on Monday night.", "The death toll rose to five on Tuesday."),
    ("Sales of electric cars rose 21 percent in May.", "Sales of diesel cars fell 18 percent in May."),
    ("Some 5,000 people marched in Lyon.", "Police arrested 23 people at the march in Lyon."),
    # two reports of more words
    ("At least 43 people were killed when a commuter train derailed near Kesra on Thursday, the transport minister said.", "Kesra's main hospital said it had admitted 118 people injured in Thursday's derailment."),
    ("Lumen Foods said on Wednesday it would close two of its nine bakeries, with the loss of 410 jobs.", "Lumen Foods, which employs 5,600 people, blamed the price of butter, up 38 percent in a year, for the closures."),
    ("The Ardea volcano sent ash 9 km into the sky on Sunday, grounding 200 flights.", "Some 11,000 villagers living within 7 km of the Ardea crater have been told to leave."),
    ("Orsa Pharma's vaccine prevented 88 percent of severe cases in a trial of 31,000 volunteers.", "The vaccine will cost governments about 12 euros a dose, Orsa Pharma said."),
    ("Hackers stole $62 million worth of tokens from the Bridgex exchange, analysts at Chainlens said.", "Bridgex has recovered $18 million of the stolen tokens, its chief executive told reporters."),
    ("The senate voted 61 to 38 to confirm Judge Amara Cole.", "Judge Cole, 54, has served on the appeals court for eleven years."),
    ("Torrent, the battery maker, raised 1.4 billion euros from investors led by Pension Fund North.", "Torrent plans a factory in Umea that will need 3 billion euros of investment."),
    ("Nearly 700,000 customers were without power after the ice storm, the utility said on Friday night.", "By Sunday the number of customers without power had fallen below 90,000, the utility said."),
    ("A jury awarded the family $27 million in damages.", "The judge later cut the award to $9.5 million."),
    ("The budget sets aside 2.1 billion pounds for schools next year.", "The budget sets aside 3.7 billion pounds for hospitals next year."),
    ("Aster Air ordered 30 wide-body jets worth $9 billion at list prices.", "Aster Air, which flies 140 aircraft, expects the first of the new jets in 2029."),
    ("The drought has cut the wheat crop by 30 percent, farmers say.", "The drought has cut the maize crop by 45 percent, farmers say."),
    ("Wages rose 5.1 percent in the three months to May.", "Prices rose 3.4 percent in the year to May."),
    ("Two suspects aged 19 and 24 were arrested in Marle on Tuesday.", "A third suspect, 31, is on the run, police said."),
    ("The fund manages $48 billion for 1.2 million teachers.", "The fund lost $3.1 billion on property last year."),
    ("The ministry reported 1,204 new infections on Monday.", "The ministry has reported 88,000 infections since January."),
    ("Lena Orr ran the marathon in 2 hours 19 minutes.", "Runner-up Miriam Sato finished 48 seconds behind Orr."),
    ("The aid convoy of 60 trucks reached the camp on Friday.", "The camp needs 300 trucks of aid a day, the agency says."),
    ("The accident released 40 kg of the gas, the operator said.", "The plant stores up to 6 tonnes of the gas."),
    ("The film took $31 million in its first weekend in North America.", "The film has taken $212 million worldwide since its release in May."),
    ("Germany will send 40 armoured vehicles.", "France will send 12 armoured vehicles."),
    ("A 22-year-old man was shot dead in Brixham on Sunday evening.", "The victim's 19-year-old brother was wounded in the shooting."),
    ("Exports to China fell 14 percent in July.", "Exports to the United States rose 6 percent in July."),
    ("The rescue team of 80 reached the mine at 3 am.", "The miners had been trapped for 41 hours when the team of 80 reached them."),
    ("Since 2015 the glacier has lost 12 percent of its volume.", "The glacier lost 3 percent of its volume last summer alone."),
    ("The court gave the couple 90 days to leave the house.", "The couple owe 14 months of rent, the court heard."),
    ("The study followed 5,400 men for 20 years.", "The study followed 6,100 women for 20 years."),
    ("The hurricane weakened to category 2 before landfall.", "The hurricane had been a category 4 storm over the open sea."),
    ("Officials counted 312 whales this winter.", "Officials counted 280 whales last winter."),
    ("The shipyard has orders for 14 ferries and 3 cruise ships.", "The shipyard will deliver 5 ferries this year."),
    ("The storm brought winds of 150 km/h on the coast.", "The storm brought winds of 95 km/h inland."),
    # plans, parts, and what happened to them
    ("Nordvik's chief executive said the group would invest 600 million euros in wind farms over five years.", "Nordvik invested 95 million euros in wind farms last year."),
    ("A fire at a textile factory in Dorali killed 26 workers and injured dozens.", "The Dorali factory employed about 900 people, most of them women."),
    ("Customs officers seized 1.8 tonnes of cocaine hidden in banana boxes at the port of Veldt.", "The cocaine found in Veldt has a street value of some 90 million euros, customs said."),
    ("The regulator approved the drug after a trial with 2,300 patients.", "In the trial, patients on the drug lived 4.2 months longer."),
    ("The carmaker will build 120,000 electric vans a year at the plant from 2027.", "The plant now builds 75,000 diesel vans a year."),
    ("Ozanne won 52.4 percent of the vote in the second round.", "Ozanne won 31 percent of the vote in the first round."),
    ("The heatwave has killed 112 people since June.", "Temperatures reached 46 degrees on Tuesday, the highest in 40 years."),
    ("In the capital, rents rose 9 percent.", "In the rest of the country, rents rose 4 percent."),
    ("The agency expects growth of 1.4 percent next year.", "The agency expects growth of 0.8 percent this year."),
    ("The strike has cost the railway 40 million euros so far.", "Each day of the strike costs the railway 5 million euros."),
    ("The satellite weighs 2.3 tonnes.", "The rocket that carried the satellite is 54 metres tall."),
    ("Police found 14 rifles in the house.", "Police found 3 pistols in a car outside."),
    ("More than 400 firefighters are fighting the blaze.", "The blaze has burned 6,000 hectares, and 400 firefighters from abroad are on their way."),
    ("Two of the five defendants pleaded guilty.", "Three defendants deny the charges and will stand trial in May."),
    ("The ship left port with 18 crew on board.", "Eleven of the 18 crew have been found alive."),
    ("The lender's net profit fell 18 percent to 640 million euros.", "The lender's operating profit fell 7 percent to 1.1 billion euros."),
    ("Adult tickets cost 24 euros.", "Children pay 11 euros for a ticket."),
    ("The airport handled 5.2 million passengers in the summer.", "The airport handled 14 million passengers in the whole of last year."),
    ("The tower will be 210 metres tall.", "The tower will have 48 floors."),
    ("A survey of 1,004 adults found that 58 percent back the plan.", "Support for the plan was highest among the young, at 71 percent."),
    ("The museum drew 1.1 million visitors, up from 860,000 a year earlier.", "The museum drew 860,000 visitors in the year before."),
    ("The farm has 1,900 cows.", "The farm's herd gave 14 million litres of milk last year."),
    ("The bank expects to close 60 branches by the end of next year.", "The bank has closed 22 branches since January."),
    ("The explosion was heard 30 km away.", "The explosion shattered windows within 4 km."),
    ("Some 300 guests attended the wedding.", "The couple had invited 450 guests to the wedding."),
    ("The government promised 10,000 new flats a year.", "Only 6,200 flats were built last year."),
    ("The vaccine must be kept at minus 20 degrees.", "The rival vaccine must be kept at minus 70 degrees."),
    ("The company's revenue in Europe was 4.1 billion euros.", "The company's revenue worldwide was 12.6 billion euros."),
    ("Kerem, 17, became the youngest scorer in the league.", "Kerem scored in the 88th minute."),
    ("Torun lies 180 km from the capital.", "Torun has 200,000 inhabitants."),
    ("The union has 45,000 members at the company.", "The company employs 130,000 people."),
    ("Oil rose 2 percent to $84 a barrel on Monday.", "Oil fell 1 percent to $81 a barrel on Wednesday."),
    ("Officials closed 11 beaches after the spill.", "Four beaches have since been reopened."),
    ("He earns 2 million euros a year.", "His fortune is put at 60 million euros."),
    ("A 5.8-magnitude quake hit the region on Friday.", "An aftershock of magnitude 4.3 hit the region on Saturday."),
    ("Parliament passed the law with 98 votes in favour.", "There were 41 votes against the law in parliament."),
]  # fmt: skip

# Told apart by a word that says where or how, or by what the reader knows: still taken for conflicts.
HARD = [
    ("The company has repaid 300 million dollars of its debt.", "The company's debt stands at 1.1 billion dollars."),
    ("The club sold its striker for 45 million euros.", "The club paid 12 million euros for the striker in 2020."),
    ("Ferris was sentenced to 22 years.", "His accomplice was sentenced to 9 years."),
    ("The tanker was carrying 80,000 tonnes of oil.", "About 3,000 tonnes of oil leaked from the tanker."),
    ("Inspectors found cracks in 14 of the 38 beams they checked.", "Inspectors have so far checked 38 of the bridge's 112 beams."),
    ("Police said about 2,500 people took part in Saturday's protest outside parliament.", "Saturday's protest was the eighth in as many weeks, and the first one in March drew 12,000 people."),
    ("The new iSpan phone costs 799 euros.", "The larger iSpan Max costs 1,099 euros."),
    ("The company said it expected sales of 4.0 to 4.2 billion euros this year.", "Analysts had expected the company to forecast sales of 4.4 billion euros."),
    ("Turnout was 61 percent, five points lower than four years ago.", "Turnout was 66 percent in the last election."),
    ("The bank set aside 900 million dollars for bad loans in the quarter.", "The bank earned 2.3 billion dollars in the quarter."),
    ("Power was back in 40,000 homes by Sunday evening.", "Power was still out in 15,000 homes on Sunday evening."),
    ("The parliament has 120 seats.", "The Greens won 18 seats in parliament."),
]  # fmt: skip
CONTRADICTIONS = [
    ("The blast at the plant killed 14 workers, the fire chief said.", "Officials say 23 workers died in the blast at the plant."),
    ("The bridge cost 320 million euros, the ministry said.", "Auditors put the price of the bridge at 540 million euros."),
    ("Some 80,000 people joined the march in Tarn, the organisers said.", "Police counted 25,000 marchers in Tarn."),
    ("Vireo's revenue rose 12 percent in the first quarter.", "Vireo's first-quarter revenue rose 7 percent."),
    ("The suspect is 34 years old, police said.", "Police gave the suspect's age as 43."),
    ("The leak exposed 4.2 million customers, hackers claim.", "The firm said fewer than 400,000 customers were hit by the leak."),
    ("The ferry carried 212 passengers when it sank.", "There were 310 passengers aboard the ferry when it sank, the coast guard said."),
    ("The court fined Brightel 3 million euros.", "Brightel must pay a penalty of 5 million euros, the court ruled."),
    ("The plant will create 900 jobs, the mayor said.", "The plant will create no more than 400 jobs, the union says."),
    ("Halden Steel lost 1.96 billion crowns last year.", "Halden Steel lost 1.2 billion crowns last year."),
    ("The quake had a magnitude of 6.1.", "The quake measured 7.4."),
    ("The drug cut the risk of a stroke by 24 percent.", "In the same trial, the drug cut the risk of a stroke by only 9 percent."),
    ("The painting sold for 4 million dollars.", "The painting fetched 6.5 million dollars."),
    ("Meyer denied that the fund had lost $300 million.", "Meyer's fund lost $300 million, investors said."),
    ("The firm has 1,200 employees in Porto.", "The firm employs 700 people in Porto."),
    ("The bridge opened on 3 May 1998.", "The bridge opened on 9 June 1999."),
    ("Berg was elected for a third term.", "Berg was elected for a second term."),
    ("No one was hurt in the fire, police said.", "Six people were hurt in the fire, a hospital said."),
    ("Unemployment in Tarn rose to 7.1 percent in June.", "Unemployment in Tarn fell to 5.9 percent in June."),
    ("Zeta plans to close 30 shops.", "Zeta plans to close 90 shops."),
    ("The mayor said more than 60 houses burned down.", "Only 22 houses burned down, the county said."),
    ("The pilot had flown 9,000 hours.", "The pilot had fewer than 2,000 hours of flying experience."),
    ("The tunnel is 18 km long.", "The tunnel is 27 kilometres long."),
    ("Sanna Lind won the vote with 54 percent.", "Sanna Lind took 47 percent of the vote."),
    ("The reactor was shut down at 8:21 am, the operator said.", "The reactor was shut down at 9:05 am, the regulator said."),
    ("About 3,000 soldiers took part in the drill.", "At least 12,000 soldiers took part in the drill."),
    ("Sudline owes its banks 900 million euros.", "Sudline's debt to banks stands at 1.6 billion euros."),
    ("The firm trained the model on 2,000 chips.", "The firm used 16,000 chips to train the model."),
    ("Customs seized 3.2 tonnes of cocaine at the port.", "Customs officers found 5.1 tonnes of cocaine at the port."),
    ("The rescue will cost taxpayers 2 billion kroner.", "Taxpayers will pay 3.5 billion kroner for the rescue."),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_two_reports_of_one_story_are_no_conflict(nlp: Language, one: str, other: str) -> None:
    """What can both be true is no conflict, whichever comes first."""
    a, b = read_text(nlp(one)), read_text(nlp(other))
    for first, second in ((a, b), (b, a)):
        name, verdict = relate_texts(first, second)
        assert verdict.relation != "conflict", (name, verdict.reason)


@pytest.mark.parametrize(("one", "other"), CONTRADICTIONS)
def test_two_reports_that_cannot_both_be_true_conflict(nlp: Language, one: str, other: str) -> None:
    """What keeps unlike things apart does not keep contradictions from being seen, in other words than each other's too."""
    a, b = read_text(nlp(one)), read_text(nlp(other))
    assert relate_texts(a, b)[1].relation == relate_texts(b, a)[1].relation == "conflict"


def test_most_are_answered_and_right(nlp: Language) -> None:
    """Of all pairs without a contradiction, the hard ones too, at most one in ten is called one, and at most one in ten left open."""
    found = [
        relate_texts(read_text(nlp(one)), read_text(nlp(other)))[1].relation for one, other in [*PAIRS, *HARD]
    ]
    assert found.count("conflict") <= len(found) // 10
    assert found.count("not_compared") <= len(found) // 10
