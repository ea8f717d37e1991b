"""The shipped vocabularies, and what is said of a faulty one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml

from db.errors import TopicError
from extractors.bare_clauses import headline_words
from extractors.corrections import cues as corrections
from extractors.counts import people
from extractors.cues import cue_words
from extractors.directions import directions
from extractors.distributive import distributive_words
from extractors.factuality_words import factuality_words
from extractors.hedges import hedges
from extractors.item_frames import item_words
from extractors.kinds import kind_words
from extractors.mention_words import mention_words
from extractors.nouns import noun_table
from extractors.number_grammar import number_words
from extractors.pronouns import pronouns
from extractors.rejections import rejections
from extractors.relay_words import relay_words
from extractors.speaker_words import speaker_words
from extractors.stance_words import stance_words
from extractors.statement_words import statement_words
from extractors.units import currencies, units
from extractors.vocabulary import DATA, Checked, Word, line_of, read

READERS: dict[str, Callable[[], object]] = {
    "attribution": cue_words,
    "corrections": corrections,
    "currencies": currencies,
    "directions": directions,
    "distributive": distributive_words,
    "factuality": factuality_words,
    "headlines": headline_words,
    "hedges": hedges,
    "items": item_words,
    "kinds": kind_words,
    "mentions": mention_words,
    "nouns": noun_table,
    "numbers": number_words,
    "people": people,
    "pronouns": pronouns,
    "rejections": rejections,
    "relays": relay_words,
    "speakers": speaker_words,
    "stance": stance_words,
    "statements": statement_words,
    "units": units,
}


@pytest.mark.parametrize("name", sorted(path.stem for path in DATA.glob("*.yml")))
def test_every_shipped_file_fits_its_schema(name: str) -> None:
    """Each vocabulary has somebody who reads it, and is read without fault."""
    assert READERS[name]()


def word_lists(value: object, key: str = "") -> Iterator[tuple[str, list[str]]]:
    """All lists of words in a file, but for those of its examples."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name != "examples":
                yield from word_lists(inner, f"{key}.{name}")
    elif isinstance(value, list):
        if all(isinstance(each, str) for each in value):
            yield key, value
        for n, inner in enumerate(value):
            yield from word_lists(inner, f"{key}.{n}")


@pytest.mark.parametrize("name", READERS)
def test_no_list_has_a_word_twice(name: str) -> None:
    """A word that stands twice in one list was lost sight of by whoever wrote it."""
    content = yaml.safe_load((DATA / f"{name}.yml").read_text(encoding="utf-8"))
    twice = {key: sorted({w for w in words if words.count(w) > 1}) for key, words in word_lists(content)}
    assert {key: words for key, words in twice.items() if words} == {}


class Fruit(Checked):
    """A small schema."""

    apples: tuple[Word, ...]
    pears: frozenset[str] = frozenset()


FAULTS = [
    ("apples: [a]\nplums: [b]\n", "fruit.yml:2: plums: unknown key."),
    ("pears: [a]\n", "apples: this key is missing."),
    ("apples: [a, '']\n", "fruit.yml:1: apples.2: is empty"),
    ("apples: [yes]\n", "yes, no, on and off are no text in YAML"),
    ("apples: a\n", "must be a list"),
    ("- a\n", "holds no keys"),
    ("apples: [a]\napples: [b]\n", "fruit.yml:2"),
]


@pytest.mark.parametrize(("text", "message"), FAULTS)
def test_a_fault_is_named_with_its_line_and_key(tmp_path: Path, text: str, message: str) -> None:
    """Who wrote the file learns where it is wrong, and what would be right."""
    path = tmp_path / "fruit.yml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(TopicError) as error:
        read(Fruit, path)
    assert message in str(error.value)


def test_the_line_of_a_key_that_is_not_there_is_that_of_what_holds_it() -> None:
    """A place that a file lacks is looked for where it would stand."""
    text = "a:\n  b: 1\n  c: [x, y]\n"
    assert [line_of(text, place) for place in (("a", "b"), ("a", "c", 1), ("a", "d"))] == [2, 3, 1]
