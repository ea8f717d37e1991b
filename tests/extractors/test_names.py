"""Names by their capitals."""

from __future__ import annotations

import pytest

from extractors.names import find_names

NAMES = [
    # (text, the names in it)
    ("In Bergen, Fjellkraft's Ines Moe denied it.", ["Bergen", "Fjellkraft", "Ines Moe"]),
    ("The Bank of England raised its rate on Monday.", ["Bank of England"]),
    ("About 60,000 H100s for Halberd.", ["H100s", "Halberd"]),
    ("Fjellkraft CEO Ines Moe left.", ["Fjellkraft", "Ines Moe"]),
    ("Mr Okumah of the Free Miners' Union", ["Okumah", "Free Miners' Union"]),
    ("Qinghe trained Baiyun-4 and Meridian 5 in July.", ["Qinghe", "Baiyun-4", "Meridian 5"]),
    ("Rs 2,300 crore", []),
    ("Tarn Labs Publishes Findings on Fjellkraft", ["Tarn Labs", "Fjellkraft"]),
    ("Fjellkraft Announces Second Quarter Results", ["Fjellkraft"]),
    ("It trained Meridian 5. The run took a month.", ["Meridian 5"]),
    ("It lost 4 percent, and Orsola 30 percent; so Spain 30 million.", ["Orsola", "Spain"]),
    ("Second Minister for Trade and Industry Tan See Leng spoke.", ["Second Minister", "Tan See Leng"]),
    ("The Minister for Rural Affairs, Gillian Martin, spoke.", ["Gillian Martin"]),
    ("It makes chips for Trade and Industry Weekly.", ["Trade", "Industry Weekly"]),
    ("Ines Moe of Tarn Labs left.", ["Ines Moe", "Tarn Labs"]),
    ("The Archive of Public Gatherings counted.", ["Archive of Public Gatherings"]),
    ("It fell on Black Friday, Fjellkraft Monday.", ["Black Friday", "Fjellkraft"]),
    ("Meridian 2 I can only guess at, in World War I too.", ["Meridian 2", "World War I"]),
    ("It paid NOK 3.3 billion and Narvik NOK 24.", ["Narvik"]),
    ("THE BILL. Fjellkraft paid.", ["Fjellkraft"]),
    ("WHERE IT COMES FROM. Fjellkraft paid.", ["Fjellkraft"]),
    ("QINGHE\n\nSales rose.\n\nALL SALES FELL", ["QINGHE", "Sales"]),
    ("Under-secretary Ines Moe left.", ["Ines Moe"]),
    ("Rival Nimbus declined. Retailer Castell shut 40 shops.", ["Nimbus", "Castell"]),
    ("Startup Lumen raised $5 million", ["Lumen"]),
    ("Group Lotus fell. The Rival Tribune said so.", ["Group Lotus", "Rival Tribune"]),
    ("Shares of Corbel Labs fell.", ["Shares", "Corbel Labs"]),
    (
        "The European Space Agency and British Airways met a Danish Olmo.",
        ["European Space Agency", "British Airways", "Olmo"],
    ),
    ("Turin-based Olmo, a Velden-backed lab, fell.", ["Olmo"]),
    ("Singaporeans Aaron Woon and Alan Wei went.", ["Aaron Woon", "Alan Wei"]),
    ("", []),
]


@pytest.mark.parametrize(("text", "names"), NAMES)
def test_find_names(text: str, names: list[str]) -> None:
    """Capitals make a name; days, titles, units and possessives are no part of one."""
    assert [name.text for name in find_names(text)] == names


def test_names_hold_their_spans() -> None:
    """A name's span holds its text."""
    text = "Sundaram Rao & Associates saw Narasimhulu's books."
    assert all(text[name.start : name.end] == name.text for name in find_names(text))


WIRE = [
    ("NEW YORK, Jan 27 (Harbour Wire) - It lost to Fjellkraft.", ["Fjellkraft"]),
    ("SINGAPORE (Harbour Wire) - Fjellkraft denied it.", ["Fjellkraft"]),
    ("BALTIMORE — the bridge cost Fjellkraft US$5 million.", ["Fjellkraft"]),
    ("CORRECTED-Fjellkraft loses 5%", ["Fjellkraft"]),
    ("UPDATE 2-Fjellkraft loses 5%", ["Fjellkraft"]),
    ("US - China talks stall", ["US", "China"]),
    ("IBM said that it has 50.", ["IBM"]),
]


@pytest.mark.parametrize(("text", "names"), WIRE)
def test_what_an_agency_puts_first_names_nobody(text: str, names: list[str]) -> None:
    """Datelines and marks before a headline are no names, nor is the country of a dollar."""
    assert [name.text for name in find_names(text)] == names
