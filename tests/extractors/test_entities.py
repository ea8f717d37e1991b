"""Which names a text and its title hold."""

from __future__ import annotations

import pytest

from extractors.entities import find_entities
from extractors.language import load
from tests.topics import shipped

NAMED = [
    # (title, text, names that are found, names that are not)
    ("Bitvale, two weeks on", "The hackers took the coins. Bitvale lives.", {"Bitvale"}, set()),
    (None, "The loot was 401,346 ETH. Some 9,000 ETH came back to Bitvale.", {"Bitvale"}, {"ETH"}),
    (None, "In 2024 Kestrel sold more. On June 7 Kestrel stopped.", {"Kestrel"}, set()),
    (None, "He rents GPUs from Kestrel.", {"Kestrel"}, {"GPUs"}),
    (None, "Nvidia-backed Kestrel, a Turin-based lab, fell.", {"Kestrel"}, {"NVIDIA", "Turin-based"}),
    (None, "Kestrel fell. Zoom out and it gets uglier.", {"Kestrel"}, {"Zoom"}),
    (None, "Zoom said on Monday that it would hire. It is Zoom that grows.", {"Zoom"}, set()),
    ("CORRECTED-Nvidia falls", "The chipmaker fell.", {"NVIDIA"}, {"Nvidia"}),
    # capitals stand for a name that the text has spelt out, and are its name where the text calls it so
    (None, "The Cyber Monitoring Centre counted 5. The CMC is new.", {"Cyber Monitoring Centre"}, {"CMC"}),
    (
        "CMC counts 5",
        "The Cyber Monitoring Centre counted 5. The CMC is new.",
        {"CMC"},
        {"Cyber Monitoring Centre"},
    ),
    (
        None,
        "The Cyber Monitoring Centre counted 5. The CMB is new.",
        {"Cyber Monitoring Centre", "CMB"},
        set(),
    ),
    # what is named for a place does not go by the place
    (None, "The mayor of Harat wept. The Harat Courier said so.", {"Harat", "Harat Courier"}, set()),
    (None, "The Harat Council met. In Harat, 40 died.", {"Harat", "Harat Council"}, set()),
    (None, "The river Temba rose. Hands of Temba saved 40.", {"Temba", "Hands of Temba"}, set()),
    (None, "Jialing fell. Jialing Micro was sold.", {"Jialing Micro"}, {"Jialing"}),
    # nor is what is measured a name, or what tells the trade of one
    (None, "Turnout was 61 percent. Shares of Kestrel fell.", {"Kestrel"}, {"Turnout", "Shares of Kestrel"}),
    (None, "Cloud provider Hexagrid grew.", {"Hexagrid"}, {"Cloud"}),
    ("Startup Lumen hires 40", "Lumen Labs has 40 staff.", {"Lumen Labs"}, {"Startup Lumen"}),
    (None, "KARVENA was quiet. The mayor of Karvena spoke.", {"Karvena"}, {"KARVENA"}),
]


@pytest.mark.parametrize(("title", "text", "there", "absent"), NAMED)
def test_entities_of_a_text(title: str | None, text: str, there: set[str], absent: set[str]) -> None:
    """A word that is in no dictionary is a name wherever it stands; units and commands name nobody."""
    entities, _ = find_entities(load()(text), shipped("ai-compute"), title)
    names = {entity.name for entity in entities}
    assert there <= names
    assert not absent & names


KINDS = [
    ("The delivery company Corvane lost a depot.", "Corvane", "organisation"),
    ("Corvane, a delivery company, lost a depot.", "Corvane", "organisation"),
    ("The grid operator, Nornet, sent 40 people.", "Nornet", "organisation"),
    ("The river Temba rose.", "Temba", "place"),
    ("The founder, Olmo, left.", "Olmo", "person"),
]


@pytest.mark.parametrize(("text", "name", "kind"), KINDS)
def test_a_name_is_what_the_text_calls_it(text: str, name: str, kind: str) -> None:
    """A noun right before or behind a name tells its kind better than the look of the name."""
    entities, _ = find_entities(load()(text), shipped("ai-compute"))
    assert {entity.name: entity.kind for entity in entities}[name] == kind
