"""The classes of failure that extractors of numbers and of attributions are known for, with examples of each.

docs/failures.md counts them class by class; an example that is not read as it should be is marked so here.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language

from extractors.claims import Extractor, extract_claims
from extractors.quantities import find_quantities, to_base
from tests.factories import make_article
from tests.topics import shipped

PAGE = Path(__file__).parents[2] / "docs" / "failures.md"
EXTRACTOR = Extractor(shipped("ai-compute"))

# class, text, and for each quantity its bounds and unit
QUANTITIES: list[tuple[str, str, list[tuple[float | None, float | None, str | None]]]] = [
    ("model name as unit", "The lab runs 4,000 A100s in Reno.", [(4000, 4000, "A100")]),
    ("model name as unit", "Velden ordered 300 H20s and 70 L40s.", [(300, 300, "H20"), (70, 70, "L40")]),
    ("count before a product", "Halberd installed about 12,000 NVIDIA Blackwell GPUs.", [(12000, 12000, "GPU")]),
    ("count before a product", "It rents some 900 AMD MI300X accelerators.", [(900, 900, "MI300X accelerator")]),
    ("number in a name", "The S&P 500 fell as iPhone 15 sales sank.", []),
    ("number in a name", "GPT-5 and Llama 3.1 were compared on an RTX 4090.", []),
    ("number in a name", "The FTSE 250 closed flat on Boeing 737 news.", []),
    ("change as range", "Revenue fell from $80m to $61.5m.", [(80e6, 80e6, "USD"), (61.5e6, 61.5e6, "USD")]),
    ("change as range", "Debt rose by $2.1 billion to $9.4 billion.", [(2.1e9, 2.1e9, "USD"), (9.4e9, 9.4e9, "USD")]),
    ("suffix", "It paid $2.4bn for 30k chips.", [(2.4e9, 2.4e9, "USD"), (30000, 30000, "chip")]),
    ("suffix", "The deal cost £7M.", [(7e6, 7e6, "GBP")]),
    ("suffix", "The site draws 40mw.", [(40e6, 40e6, "W")]),
    ("shared scale", "The upgrade costs $4-6 million.", [(4e6, 6e6, "USD")]),
    ("shared scale", "Between 20 and 60 thousand homes lost power.", [(20000, 60000, "home")]),
    ("currency prefix", "It raised USD18.2 million.", [(18.2e6, 18.2e6, "USD")]),
    ("currency prefix", "It cost S$310 million and NT$95 million.", [(310e6, 310e6, "SGD"), (95e6, 95e6, "TWD")]),
    ("vague magnitude", "Tens of thousands of users left.", [(20000, 99999, "person")]),
    ("vague magnitude", "Dozens of firms bid, and a few hundred engineers.", [(24, 99, "firm"), (200, 999, "person")]),
    ("bound", "More than 70 sites closed; no fewer than 45 ships sailed.", [(70, None, "site"), (45, None, "ship")]),
    ("bound", "The bill exceeded 9 million euros.", [(9e6, None, "EUR")]),
    ("bound", "It hired upwards of 300 people.", [(300, None, "person")]),
    ("bound", "As many as 16 racks burned.", [(None, 16, "rack")]),
    ("unit from context", "It lost $80 billion in market value.", [(80e9, 80e9, "USD")]),
    ("unit from context", "Training took 3.1 million GPU hours.", [(3.1e6, 3.1e6, "GPU-hour")]),
    ("date", "On March 3, 2024 the firm opened; in 2019 it had closed.", []),
    ("date", "Sales of Q2 FY2024 were flat.", []),
    ("one, a", "One should not ask for one.", []),
    ("one, a", "One in eight chips fails, and it bought a dozen presses.", [(12.5, 12.5, "percent"), (12, 12, "press")]),
    ("bare multiplier", "It costs a hundred dollars.", [(100, 100, "USD")]),
    ("bare multiplier", "Half a million dollars vanished.", [(500000, 500000, "USD")]),
    ("separator", "La planta cuesta 50.000 euros.", [(50000, 50000, "EUR")]),
    ("separator", "The fund holds 2,4 billion euros.", [(2.4e9, 2.4e9, "EUR")]),
    ("separator", "Some 3.350 people came.", [(3350, 3350, "person")]),
    ("ellipsis", "Shipments hit 5.2 million headsets, up from 3.9 million.", [(5.2e6, 5.2e6, "headset"), (3.9e6, 3.9e6, "headset")]),
    ("ellipsis", "Fares are seven or eight euros.", [(7, 8, "EUR")]),
]  # fmt: skip

# class, text, the quote of a claim, its source, via and stance
SPEAKERS: list[tuple[str, str, str, str | None, str | None, str]] = [
    ("thin cue list", "Tapwatch believes Velden has about 9,000 GPUs.", "about 9,000 GPUs", "Tapwatch", None, "asserted"),
    ("thin cue list", "Brokers reckon the plant cost $40 million.", "$40 million", "Brokers", None, "asserted"),
    ("denial", "Halberd denied that it had sold 7,000 chips.", "7,000 chips", "Halberd", None, "denied"),
    ("denial", "The ministry denies spending $3 million on it.", "$3 million", "ministry", None, "denied"),
    ("noun cue", "Velden's claim that it spent only $4.1 million drew doubt.", "$4.1 million", "Velden", None, "asserted"),
    ("noun cue", "A report that the lab owns 30,000 GPUs surprised traders.", "30,000 GPUs", "report", None, "asserted"),
    ("noun cue", "Waferline's estimate of 12,000 GPUs is high.", "12,000 GPUs", "Waferline", None, "asserted"),
    ("passive", "The lab is believed to own 15,000 GPUs.", "15,000 GPUs", None, None, "alleged"),
    ("passive", "Velden is said to have spent $90 million.", "$90 million", None, None, "alleged"),
    ("headline", "Analysts: Halberd shipped 2 million chips.", "2 million chips", "Analysts", None, "asserted"),
    ("nesting", "Velden grew. Reuters reported that the company said it had 8,000 GPUs.", "8,000 GPUs", "Velden", "Reuters", "asserted"),
    ("pronoun, description", "Ines Moe founded Velden. She said it had 500 GPUs.", "500 GPUs", "Ines Moe", None, "asserted"),
    ("pronoun, description", "Velden raised money. The startup said it had 600 GPUs.", "600 GPUs", "Velden", None, "asserted"),
    ("anonymous, inverted", "“It burned $7 million,” said one of the engineers, who asked not to be named.", "$7 million", "engineers", None, "asserted"),
    ("anonymous, inverted", "The chip uses 300 watts, said a person close to the firm.", "300 watts", "person", None, "asserted"),
    ("no clause", "Waferline put the cost at $1.2 billion.", "$1.2 billion", "Waferline", None, "asserted"),
    ("no clause", "Brokers estimate its cost at $30 million.", "$30 million", "Brokers", None, "asserted"),
    ("no clause", "Tapwatch pegged the fleet at 20,000 GPUs.", "20,000 GPUs", "Tapwatch", None, "asserted"),
    ("according to a document", "According to a review of permits by Tapwatch, the site has 4,000 GPUs.", "4,000 GPUs", "Tapwatch", "review", "asserted"),
    ("according to a document", "According to Tapwatch's review, the site has 4,000 GPUs.", "4,000 GPUs", "Tapwatch", "review", "asserted"),
    ("polls, filings, figures", "Figures released by the energy ministry showed that it used 900 megawatts.", "900 megawatts", "energy ministry", "figures", "asserted"),
    ("polls, filings, figures", "A Harbour poll found that 61 percent disagreed.", "61 percent", "Harbour", "poll", "asserted"),
    ("polls, filings, figures", "A filing by Velden shows it owes $5 million.", "$5 million", "Velden", "filing", "asserted"),
    ("quotes", "“We own 900 GPUs,” Moe said, “and we rent 300 more.”", "900 GPUs", "Moe", None, "asserted"),
    ("quotes", "Moe was blunt. “We lost $6 million.”", "$6 million", "Moe", None, "asserted"),
    ("quotes", "“We own 900 GPUs.\n\n“We also rent 300 GPUs,” said Ines Moe.", "900 GPUs", "Ines Moe", None, "asserted"),
]  # fmt: skip

OPEN = {
    "A report that the lab owns 30,000 GPUs surprised traders.",
    "Waferline's estimate of 12,000 GPUs is high.",
    "Velden grew. Reuters reported that the company said it had 8,000 GPUs.",
    "According to a review of permits by Tapwatch, the site has 4,000 GPUs.",
    "Moe was blunt. “We lost $6 million.”",
    "“We own 900 GPUs.\n\n“We also rent 300 GPUs,” said Ines Moe.",
}


def cases(table: list[Any]) -> list[Any]:
    """The examples, those that are open marked as such."""
    open_ = pytest.mark.xfail(reason="open: docs/failures.md")
    return [
        pytest.param(*row[1:], id=f"{row[0]}: {row[1][:40]}", marks=open_ if row[1] in OPEN else ())
        for row in table
    ]


@pytest.mark.parametrize(("text", "values"), cases(QUANTITIES))
def test_quantities(
    nlp: Language, text: str, values: list[tuple[float | None, float | None, str | None]]
) -> None:
    """Every quantity of the text, and nothing else, with its bounds and unit."""
    assert [to_base(quantity) for quantity in find_quantities(nlp(text))] == values


@pytest.mark.parametrize(("text", "quote", "source", "via", "stance"), cases(SPEAKERS))
def test_speakers(
    nlp: Language, text: str, quote: str, source: str | None, via: str | None, stance: str
) -> None:
    """Who tells the number, through whom, and whether it is asserted, denied or hearsay."""
    [claim] = [one for one in extract_claims(make_article(text), EXTRACTOR, nlp) if one.quote == quote]
    assert (claim.source, claim.via, claim.stance) == (source, via, stance)


def test_the_page_counts_them() -> None:
    """docs/failures.md has each class with how many of its examples are read as they should be, and how many there are."""
    told = {
        row[1]: (int(row[2]), int(row[3]))
        for row in re.finditer(r"^\| ([^|]+) \| (\d+) of (\d+) \|", PAGE.read_text(encoding="utf-8"), re.M)
    }
    rows = [(row[0], row[1]) for row in (*QUANTITIES, *SPEAKERS)]
    whole = Counter(name for name, _ in rows)
    good = Counter(name for name, text in rows if text not in OPEN)
    assert told == {name: (good[name], whole[name]) for name in whole}
    assert len(whole) == 27
    assert {text for _, text in rows} >= OPEN
