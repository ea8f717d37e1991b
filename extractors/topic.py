"""A topic: what to read for, as a checked value from one YAML file. Everything about a field is here.

    topic = load_topic("ai-compute")          # by name, from the shipped or the user's topics folder
    topic = load_topic(Path("my-topic.yml"))  # by file

topics/README.md explains each key to someone who has never seen one.
"""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from pathlib import Path

from pydantic import Field

import extractors.vocabulary as vocabulary
from db.errors import TopicError
from extractors.alternatives import one_of
from extractors.topic_faults import faults
from extractors.topic_schema import (
    NAME,
    Confusion,
    Cues,
    Entity,
    Example,
    Feed,
    Item,
    Metric,
    Name,
    Statement,
    Unit,
)
from extractors.units import units
from extractors.vocabulary import Checked, Word, nearest

CLASSES = {"length": "m", "area": "m2", "power": "W", "energy": "Wh"}  # what they are called in claims
SHIPPED = Path(__file__).parent.parent / "topics"


class Topic(Checked):
    """One topic file. `includes` takes over another topic's metrics, units, items and entities.

    `other` are the cues of numbers that none of the metrics means ("bribes of $2 million", "40 injured").
    """

    name: Name
    title: Word
    description: str = ""
    includes: tuple[Name, ...] = ()
    feeds: tuple[Feed, ...] = ()
    metrics: dict[Name, Metric] = Field(default_factory=dict)
    other: Cues = Cues()
    units: dict[Word, Unit] = Field(default_factory=dict)
    items: dict[Word, Item] = Field(default_factory=dict)
    entities: dict[Word, Entity] = Field(default_factory=dict)
    statements: dict[Name, Statement] = Field(default_factory=dict)
    often_confused: tuple[Confusion, ...] = ()
    examples: tuple[Example, ...] = ()

    @cached_property
    def names(self) -> dict[str, str]:
        """Every surface form of an entity or item, to its canonical name; exact case as written."""
        forms: dict[str, str] = {}
        for table in (self.items, self.entities):
            for name, thing in table.items():
                for form in (name, *thing.aliases):
                    forms[form] = name
        return forms

    @cached_property
    def counting(self) -> frozenset[str]:
        """The nouns by which its units count, one or several, in lower case: "chip", "chips"."""
        nouns = {noun.lower() for unit in self.units.values() for noun in unit.nouns}
        return frozenset(nouns | {f"{noun}s" for noun in nouns})

    @cached_property
    def descriptions(self) -> frozenset[str]:
        """What newsrooms call any of its entities in place of a name: "chipmaker"."""
        return frozenset(word for entity in self.entities.values() for word in entity.descriptions)

    def teller(self, name: str) -> str:
        """Who speaks where a name is made to: the maker of a product, else the name's own bearer."""
        entity = self.entities.get(name)
        made = self.items.get(name) or (entity if entity and entity.kind == "model" else None)
        return (made.maker if made else None) or name

    @cached_property
    def name_pattern(self) -> re.Pattern[str]:
        """Matches any surface form of `names` as a whole word (group 1), longest first, with a plural s or not."""
        return re.compile(rf"(?<![\w-])({one_of(self.names)})(?:s(?!\w))?(?![\w])")

    @cached_property
    def _wholes(self) -> dict[str, tuple[str, ...]]:
        wholes: dict[str, tuple[str, ...]] = {}
        for name, item in self.items.items():
            chain: list[str] = []
            here = item.part_of
            while here and here not in chain:
                chain.append(here)
                here = self.items[here].part_of if here in self.items else None
            wholes[name] = tuple(chain)
        return wholes

    def ancestors(self, item: str) -> tuple[str, ...]:
        """The wholes that an item is part of, nearest first: NVIDIA H800 → (NVIDIA Hopper, NVIDIA GPU)."""
        return self._wholes.get(item, ())

    def family(self, subject: str) -> str:
        """The root of a subject's makers, whatever their kinds: DeepSeek-V3 → DeepSeek; itself where no maker is known."""
        seen = {subject}
        while (entity := self.entities.get(subject)) and entity.maker and entity.maker not in seen:
            subject = entity.maker
            seen.add(subject)
        return subject


def load_topic(which: str | Path, *folders: Path) -> Topic:
    """The topic of that name or file, with what it includes; TopicError names file, line and key.

    A name is looked for as NAME.yml in `folders`, then among the shipped topics.
    """
    return _loaded(_find(which, folders), which, folders, ())


def _loaded(path: Path, which: str | Path, folders: tuple[Path, ...], below: tuple[str, ...]) -> Topic:
    """The topic of a file with what it includes; `below` are the topics that include it.

    TopicError for all that is wrong in the file, as far as one fault does not hide another.
    """
    found = vocabulary.salvaged(Topic, path)
    errors, lost = list(found.errors), set(found.lost)
    if (topic := found.value) is None:
        raise vocabulary.together(errors)
    if which == path.stem != topic.name and "name" not in lost:
        errors.append(vocabulary.complain(path, ("name",), f"must be {path.stem}, as the file is called."))
    whole = True
    for n, name in enumerate(topic.includes):
        try:
            topic = _merged(_included(path, (n, name), topic.name, folders, below), topic)
        except TopicError as error:
            errors += [error, *error.others]  # type: ignore[list-item]  # others of its own kind
            whole = False
    for fault in faults(topic, known_units()):
        # a name may lead nowhere since it leads to what is lost, or would be included
        follows = fault.unknown is not None and (not whole or fault.unknown in lost)
        if not follows and not any(fault.place[: len(place)] == place for place in found.thinned):
            errors.append(vocabulary.complain(path, fault.place, fault.message, remedy=fault.remedy))
    if errors:
        raise vocabulary.together(errors)
    return topic


def _included(
    path: Path, include: tuple[int, str], own: str, folders: tuple[Path, ...], below: tuple[str, ...]
) -> Topic:
    """The topic that a file includes in that place, under that name."""
    n, name = include
    if name in (own, *below):
        circle = "itself" if name == own else f"{name}, which includes it"
        raise vocabulary.complain(path, ("includes", n), f"a topic cannot include {circle}.")
    places = (path.parent, *folders)
    if (its := _file(name, places)) is None:
        remedy = nearest(name, topic_names(*places)) or _there_are(places)
        raise vocabulary.complain(path, ("includes", n), f"no topic is called {name!r}.", remedy=remedy)
    return _loaded(its, name, places, (own, *below))


def topic_names(*folders: Path) -> list[str]:
    """The names of all topics in `folders` and of the shipped ones, sorted."""
    files = (path for folder in (*folders, SHIPPED) for path in folder.glob("*.yml"))
    return sorted({path.stem for path in files if path.is_file()})


@lru_cache(maxsize=1)
def known_units() -> frozenset[str]:
    """The units that every topic has: measures as claims call them, people, ratios and the classes of units."""
    measures = units()
    names = {measures.to_base(name)[1] for name in measures.table.units}
    return frozenset(names | CLASSES.keys() | {"money", "person", "x"})


def _find(which: str | Path, folders: tuple[Path, ...]) -> Path:
    if isinstance(which, Path) or which.endswith((".yml", ".yaml")) or "/" in which:
        return Path(which)
    if not NAME.fullmatch(which):
        raise TopicError("is no topic name (a-z, 0-9, - and _).", subject=which)
    if path := _file(which, folders):
        return path
    remedies = (nearest(which, topic_names(*folders)), _there_are(folders))
    raise TopicError("no such topic.", subject=which, remedy=" ".join(filter(None, remedies)))


def _file(name: str, folders: tuple[Path, ...]) -> Path | None:
    """The file of the topic of that name, in the first folder that has one."""
    files = (folder / f"{name}.yml" for folder in (*folders, SHIPPED))
    return next((path for path in files if path.is_file()), None)


def _there_are(folders: tuple[Path, ...]) -> str:
    return f"There are: {', '.join(topic_names(*folders))}."


def _merged(base: Topic, own: Topic) -> Topic:
    """`own` with the tables of `base` beneath its own; feeds and examples stay each topic's own."""
    tables = ("metrics", "units", "items", "entities", "statements")
    update: dict[str, object] = {table: {**getattr(base, table), **getattr(own, table)} for table in tables}
    update |= {
        "often_confused": own.often_confused + base.often_confused,
        "other": base.other.beside(own.other),
    }
    return own.model_copy(update=update)
