"""A topic file is checked: what is wrong in it is named with file, line and key."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.errors import TopicError
from extractors.topic import load_topic, topic_names


@pytest.mark.parametrize("name", topic_names())
def test_shipped_topics_load(name: str) -> None:
    """Every shipped topic fits its schema and is named like its file."""
    assert load_topic(name).name == name


FAULTS = [
    ("name: t\ntitle: T\nmetric: {}\n", "t.yml:3: metric: unknown key"),
    ("name: t\n", "t.yml:1: title: this key is missing"),
    (
        "name: t\ntitle: T\nmetrics:\n  cost:\n    question: 'q {subject}'\n    unit: [USD]\n    units: [USD]\n",
        "t.yml:6: metrics.cost.unit: unknown key. Did you mean units? Known keys here: question",
    ),
    (
        "name: t\ntitle: T\nitems:\n  H800: {part_of: Hoper}\n",
        "t.yml:4: items.H800.part_of: no item is called 'Hoper'",
    ),
    ("name: t\ntitle: T\nitems:\n  A: {part_of: B}\n  B: {part_of: A}\n", "part of itself"),
    ("name: t\ntitle: T\nentities:\n  A: {maker: B}\n  B: {maker: A}\n", "the makers form a circle"),
    (
        "name: t\ntitle: T\nmetrics:\n  homes:\n    question: 'q {subject}'\n    units: [money, hom]\n",
        "t.yml:6: metrics.homes.units.2: no unit is called 'hom'. Count words go under `units`",
    ),
    ("name: t\ntitle: [\n", "is no YAML"),
    ("- a\n", "holds no keys"),
    # of YAML
    ("name: t\ntitle: T\nfeeds:\n\t- x\n", "t.yml:4: is no YAML: a tab stands before the text"),
    ("name: t\ntitle: a: b\n", "t.yml:2: is no YAML: a colon too many"),
    ("name: t\n title: T\n", "t.yml:2: is no YAML: a colon too many, or a line indented too far"),
    ("name: t\ntitle: {subject} dead\n", "t.yml:2: is no YAML: text goes on after its value"),
    ("metrics:\n  a: {}\n b: {}\n", "t.yml:3: is no YAML: this line is indented otherwise"),
    ("name: t\ntitle: 'T\n", "is no YAML: a quote that is opened is never closed"),
    ("name: t\ntitle: !!python/name:os.system x\n", "t.yml:2: is no YAML: tags that begin with !"),
    ("name: t\n---\nname: u\n", "t.yml:2: is no YAML: a second document"),
    ("name: t\ntitle: T\0\n", "t.yml:2: is no YAML: a control character"),
    ("name: t\ntitle: T\nname: u\n", "t.yml:3: name: stands here again; line 1 has it already"),
    ("title: " + "[" * 5000 + "\n", "t.yml: is nested too deeply"),
    # of the schema
    ("", "holds no keys"),
    ("name: t\ntitle:\n", "t.yml:2: title: is empty: write a value, or leave the key out"),
    ("name: t\ntitle: ''\n", "t.yml:2: title: is empty."),
    ("name: T\ntitle: T\n", "t.yml:1: name: a name is of small letters a-z, digits, - and _ (found 'T')"),
    ("name: 2026\ntitle: T\n", "t.yml:1: name: must be text: put it in quotes (found 2026)"),
    ("name: t\ntitle: T\nincludes: business\n", "t.yml:3: includes: must be a list, such as [one, two]"),
    ("name: t\ntitle: T\nfeeds: [x]\n", "feeds.1: must hold keys of its own, such as {url: …} (found 'x')"),
    ("name: t\ntitle: T\nfeeds: [{url: example.org/rss}]\n", "feeds.1.url: is no web address"),
    ("name: t\ntitle: T\nunits:\n  ship: {nouns: []}\n", "units.ship.nouns: is an empty list"),
    ("name: t\ntitle: T\nentities:\n  '': {}\n", 't.yml:4: entities."": is empty'),
    (
        "name: t\ntitle: T\nentities:\n  A: {}\n  No: {}\n",
        "t.yml:5: entities.No: yes, no, on and off are no text",
    ),
    ("name: t\ntitle: T\nentities:\n  A: {}\n  2024: {}\n", "t.yml:5: entities.2024: must be text"),
    ("name: t\ntitle: T\nentities:\n  A:\n", "t.yml:4: entities.A: is empty: write a value"),
    ("name: t\ntitle: T\nunits:\n  a: {nouns: [no]}\n", "units.a.nouns.1: yes, no, on and off are no text"),
    ("name: t\ntitle: T\nmetrcs: {}\n", "unknown key. Did you mean metrics? Known keys here: name"),
    ("name: t\ntitle: T\nexamples: [{text: a, published: May}]\n", "examples.1.published: is no day"),
    ("name: t\ntitle: T\nexamples: [{text: a, claims: [{quote: a, low: ten}]}]\n", "low: must be a number"),
    # of what it means
    (
        "name: t\ntitle: T\nincludes: [bussiness]\n",
        "t.yml:3: includes.1: no topic is called 'bussiness'. Did you mean business?",
    ),
    ("name: t\ntitle: T\nincludes: [t]\n", "t.yml:3: includes.1: a topic cannot include itself"),
    (
        "name: t\ntitle: T\nmetrics:\n  other: {question: '{subject}?', units: [x]}\n",
        "'other' is what numbers without",
    ),
    (
        "name: t\ntitle: T\nmetrics:\n  a: {question: Who, units: [x]}\n",
        "a.question: the question has no {subject}",
    ),
    (
        "name: t\ntitle: T\nmetrics:\n  a: {question: '{ship}?', units: [x]}\n",
        "has the slot {ship}; {subject} can be filled",
    ),
    (
        "name: t\ntitle: T\nmetrics:\n  a: {question: '{subject?', units: [x]}\n",
        "a { or } of the question has no counterpart",
    ),
    (
        "name: t\ntitle: T\nfeeds: [{url: 'https://a.example/'}, {url: 'https://a.example/'}]\n",
        "listed twice",
    ),
    ("name: t\ntitle: T\noften_confused: [{metrics: [other, other], why: w}]\n", "names one metric twice"),
    (
        "name: t\ntitle: T\nincludes: [business]\noften_confused:\n  - {metrics: [other, revenu], why: w}\n",
        "t.yml:5: often_confused.1.metrics: no metric is called 'revenu'. Did you mean revenue?",
    ),
    (
        "name: t\ntitle: T\nexamples: [{text: a, claims: [{quote: a, low: 2, high: 1}]}]\n",
        "high: is less than `low`, 2",
    ),
]


@pytest.mark.parametrize(("text", "message"), FAULTS)
def test_a_faulty_topic_names_the_place(tmp_path: Path, text: str, message: str) -> None:
    """The error holds the file, the line and the key."""
    path = tmp_path / "t.yml"
    path.write_text(text)
    with pytest.raises(TopicError) as error:
        load_topic(path)
    assert message in str(error.value)


FILES = [
    ("name: t\ntitle: T é\n".encode("latin-1"), "t.yml:2: is no UTF-8"),
    ("name: t\ntitle: T\n".encode("utf-16"), "t.yml:1: is no UTF-8"),
    (b"#" * 6_000_000, "t.yml: is larger than 5 MB"),
]


@pytest.mark.parametrize(("data", "message"), FILES)
def test_a_file_that_is_no_text_is_refused(tmp_path: Path, data: bytes, message: str) -> None:
    """Other encodings and huge files are named; nothing is guessed."""
    path = tmp_path / "t.yml"
    path.write_bytes(data)
    with pytest.raises(TopicError) as error:
        load_topic(path)
    assert message in str(error.value)


def test_a_topic_may_begin_with_a_byte_order_mark_and_hold_days_without_quotes(tmp_path: Path) -> None:
    """What editors and habits put into a file is no fault of it."""
    path = tmp_path / "t.yml"
    path.write_text("\ufeffname: t\r\ntitle: T\r\nexamples: [{text: a, published: 2025-01-31}]\r\n")
    assert load_topic(path).examples[0].published == "2025-01-31"


def test_a_folder_is_no_topic(tmp_path: Path) -> None:
    """A folder in place of a file is named as one."""
    with pytest.raises(TopicError, match="is a folder, not a file"):
        load_topic(tmp_path)


def test_topics_that_include_each_other_are_a_fault(tmp_path: Path) -> None:
    """A circle of includes is named in the file that closes it."""
    (tmp_path / "a.yml").write_text("name: a\ntitle: A\nincludes: [b]\n")
    (tmp_path / "b.yml").write_text("name: b\ntitle: B\nincludes: [a]\n")
    with pytest.raises(TopicError, match=r"b.yml:3: includes.1: a topic cannot include a, which includes it"):
        load_topic("a", tmp_path)


def test_a_topic_is_called_like_its_file(tmp_path: Path) -> None:
    """Named by its file, a topic of another name would be stored under that one."""
    (tmp_path / "a.yml").write_text("name: b\ntitle: A\n")
    with pytest.raises(TopicError, match=r"a.yml:1: name: must be a, as the file is called"):
        load_topic("a", tmp_path)


def test_an_unknown_topic_names_those_there_are() -> None:
    """A mistyped name is answered with the list of topics."""
    with pytest.raises(TopicError, match=r"There are: .*ai-compute"):
        load_topic("ai-computer")


TELLERS = [
    ("DeepSeek-R1", "DeepSeek"),
    ("NVIDIA H800", "NVIDIA"),
    ("SemiAnalysis", "SemiAnalysis"),
    ("Nobody", "Nobody"),
]


@pytest.mark.parametrize(("name", "teller"), TELLERS)
def test_a_product_speaks_through_its_maker(name: str, teller: str) -> None:
    """What a model's paper says its maker says; bodies and unknown names speak for themselves."""
    assert load_topic("ai-compute").teller(name) == teller


MANY = """\
name: t
title: T
metrics:
  cost:
    question: What did it cost?
    units: [mony]
    colour: red
  sold: {units: [item]}
  dead: {question: "How many in {subject}?", units: 7}
items:
  A: {part_of: B}
feeds:
  - {url: example.org}
  - {url: "https://a.example/"}
  - {url: "https://a.example/"}
examples:
  - {text: a, claims: [{quote: b, metric: sold}, {quote: a, metric: dead}, {quote: a, metric: cots}]}
"""


def faults_of(path: Path) -> list[str]:
    """All faults of a topic file, without the path."""
    with pytest.raises(TopicError) as error:
        load_topic(path)
    return [str(each).removeprefix(f"{path}:") for each in (error.value, *error.value.others)]


def test_all_faults_are_shown_in_one_go(tmp_path: Path) -> None:
    """Faults of form and of meaning come together in the order of their lines; none follows from another."""
    path = tmp_path / "t.yml"
    path.write_text(MANY)
    places = [fault.split(": ")[:2] for fault in faults_of(path)]
    assert [" ".join(place) for place in places] == [
        "5 metrics.cost.question",
        "6 metrics.cost.units.1",
        "7 metrics.cost.colour",
        "8 metrics.sold.question",
        "9 metrics.dead.units",
        "11 items.A.part_of",
        "13 feeds.1.url",
        "17 examples.1.claims.1.quote",
        "17 examples.1.claims.3.metric",
    ]


def test_keys_that_stand_twice_are_all_named(tmp_path: Path) -> None:
    """Each key that YAML would drop is named with both of its lines."""
    path = tmp_path / "t.yml"
    path.write_text("name: t\ntitle: T\nname: u\nunits:\n  a: {nouns: [a]}\n  a: {nouns: [b]}\n")
    assert faults_of(path) == [
        "3: name: stands here again; line 1 has it already.",
        "6: a: stands here again; line 5 has it already.",
    ]


def test_what_is_lost_is_no_second_fault(tmp_path: Path) -> None:
    """An example may use a metric that cannot be read: the metric's own fault is enough."""
    path = tmp_path / "t.yml"
    path.write_text(
        "name: t\ntitle: T\nmetrics:\n  sold: {units: [x]}\n"
        "examples:\n  - {text: a, claims: [{quote: a, metric: sold}]}\n"
    )
    assert [fault.partition(": ")[2] for fault in faults_of(path)] == [
        "metrics.sold.question: this key is missing."
    ]
