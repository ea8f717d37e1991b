"""In which language a text is."""

from __future__ import annotations

import pytest

from pipeline.languages import language_of

TEXTS = [
    ("The company said that it has 5,000 GPUs and will buy more of them next year.", "en"),
    ("Nvidia sells 5,000 chips", None),
    ("Der Spiegel reports 5,000 layoffs", None),
    ("Los Angeles counts 5,000 homeless", None),
    ("The Der Spiegel von Hagen report", None),
    ("Die Firma hat mit 2.000 GPUs gerechnet.", "de"),
    ("Der Konzern hat nach eigenen Angaben 50.000 Kunden in Österreich gewonnen.", "de"),
    ("Der Stahlkonzern streicht 3.000 Stellen, wie das Unternehmen am Montag in Essen mitteilte.", "de"),
    ("La société compte 3 000 salariés dans le pays.", "fr"),
    ("L’entreprise a annoncé la suppression de 3 000 postes dans le nord du pays.", "fr"),
    ("La empresa tiene 3.000 empleados en el país.", "es"),
    ("El gobierno anunció que el costo de la obra será de 30 millones de euros.", "es"),
    ("Il governo ha stanziato 30 milioni per la scuola.", "it"),
    ("Het bedrijf heeft 3.000 mensen in dienst en wil er meer aannemen.", "nl"),
    ("Företaget har 3 000 anställda och ska anställa fler under året.", "sv"),
    ("Rząd przeznaczy 30 milionów na budowę dróg i mostów w tym roku.", "pl"),
    ("政府は三千人の職員を採用すると発表した。", "ja"),
    ("", None),
    ("2,048 H800", None),
]


@pytest.mark.parametrize(("text", "code"), TEXTS)
def test_the_language_of_a_text(text: str, code: str | None) -> None:
    """Told from its short words, in a single sentence too; where they do not tell, it is not guessed."""
    assert language_of(text) == code


@pytest.mark.parametrize(
    ("text", "declared", "code"),
    [
        ("Der Konzern hat nach eigenen Angaben mit dem Bau begonnen und die Kosten genannt.", "en", "de"),
        ("Nvidia sells 5,000 chips", "en-GB", "en"),
        ("Nvidia verkauft Chips", "de_DE", "de"),
        ("The company said that it has 5,000 GPUs and will buy more.", "de", "en"),
        ("Selskapet har 3 000 ansatte og skal ansette flere i løpet av året.", "no", "no"),
    ],
)
def test_a_declared_language_stands_unless_the_text_says_otherwise(
    text: str, declared: str, code: str
) -> None:
    """A template's attribute is often wrong, a text's words are not."""
    assert language_of(text, declared) == code
