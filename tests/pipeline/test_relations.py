"""Every rule has pairs that it decides, and near pairs that it leaves to others."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from db.records import Claim
from pipeline.relations import RULES, relate, sentence_of, trace, why
from pipeline.rules.__main__ import rules_list
from pipeline.sides import Side, scope_words, side_of
from tests.factories import make_article, make_claim
from tests.pipeline.topics import SHIPS

Fields = dict[str, Any]


def said(quote: str, low: float | None, high: float | None = None, **fields: Any) -> Fields:
    """The fields of a claim; a point where `high` is not given, an open bound by ("…", None, high)."""
    return {"quote": quote, "low": low, "high": low if high is None else high, **fields}


def at_least(quote: str, low: float, **fields: Any) -> Fields:
    return {"quote": quote, "low": low, "high": None, **fields}


def at_most(quote: str, high: float, **fields: Any) -> Fields:
    return {"quote": quote, "low": None, "high": high, **fields}


MOURNERS = "On 1 November 15 dead were counted; 20,000 dead is the number that the posters bear."
TWO_LINES = "It has 10 ships. Its yards can hold 50 ships."
BOTH_WAYS = "Sales rose by 12 percent. In Asia they fell by 15 percent."


def side(fields: Fields) -> Side:
    """A claim as a side; published, url, edition and text are the article's, the rest the claim's."""
    fields = dict(fields)
    quote = fields.pop("quote")
    about = {key: fields.pop(key) for key in ("published", "canonical", "edition", "text") if key in fields}
    about.setdefault("text", f"Nordline has {quote}.")
    article = make_article(**about)
    defaults: Fields = {
        "topic": "ships",
        "metric": "fleet",
        "unit": "ship",
        "subject": "Nordline",
        "article": article.id,
        "sentence": "",
        "start": article.text.index(quote),
    }
    claim: Claim = make_claim(quote, **{**defaults, **fields})
    return side_of(claim, article)


def money(quote: str, number: float, unit: str = "USD", **fields: Any) -> Fields:
    return said(quote, number, **{"metric": "revenue", "unit": unit, **fields})


def dead(quote: str, number: float, **fields: Any) -> Fields:
    return said(quote, number, metric="other", unit="person", item="dead", subject="Harbour fire", **fields)


def change(quote: str, number: float, direction: str, **fields: Any) -> Fields:
    return said(quote, number, metric="change", unit="percent", direction=direction, **fields)


def statement(stance: str, **fields: Any) -> Fields:
    about = {
        "kind": "statement",
        "metric": "statement",
        "unit": None,
        "predicate": "smuggle",
        "object": "oil",
    }
    return {"quote": "smuggled oil", "low": None, "high": None, "stance": stance, **about, **fields}


TEN, FIFTY = said("10 ships", 10), said("50 ships", 50)
RATHER = "Nordline will build 48 ships rather than the 55 that it announced."
JUST = "Nordline did it all with just 20 ships."

DECIDES: list[tuple[str, str, Fields, Fields]] = [
    # rule, relation, one side, the other
    ("statements", "conflict", statement("alleged"), statement("denied")),
    ("statements", "agree", statement("asserted"), statement("alleged")),
    ("statements", "compatible", statement("questioned"), statement("denied")),
    ("statements", "compatible", statement("asserted"), statement("no_evidence")),
    ("statements", "agree", statement("denied"), statement("no_evidence")),
    ("statements", "incomparable", statement("denied"), {**statement("asserted"), "predicate": "sink"}),
    ("statements", "agree", statement("questioned"), statement("questioned")),
    ("unknown_unit", "not_compared", said("10", 10, unit=None), FIFTY),
    ("other_metric", "incomparable", money("$5 million", 5e6, metric="cost"), money("$9 million", 9e6)),
    ("currency_without_rate", "not_compared", money("5 million dong", 5e6, "VND"), money("$9 million", 9e6)),
    ("other_unit", "incomparable", TEN, said("50 tonnes", 50, unit="tonne")),
    ("both_denied", "agree", said("50 ships", 50, stance="denied"), said("50 ships", 50, stance="denied")),
    ("both_denied", "compatible", said("50 ships", 50, stance="denied"), said("70 ships", 70, stance="denied")),
    ("denial", "conflict", FIFTY, said("50 ships", 50, stance="denied")),
    ("denial", "conflict", said("2,048 ships", 2048), said("2,000 ships", 2000, stance="denied")),
    ("denial", "conflict", said("50 ships", 50, subject="Nordline Express"), said("50 ships", 50, subject="Nordline Coastal", stance="denied", text="The tale of 50 ships is made up, she told clients.")),
    ("denial_of_another", "compatible", said("50 ships", 50, subject="Nordline Express"), said("50 ships", 50, subject="Nordline Coastal", stance="denied", text="Nordline Coastal never had 50 ships, she told clients.")),
    ("denial_of_another", "compatible", TEN, said("50 ships", 50, stance="denied")),
    ("denial_of_another", "compatible", said("50 tankers", 50, item="tanker"), said("50 bulkers", 50, item="bulker", stance="denied")),
    ("all_it_took", "conflict", said("20 ships", 20, text=JUST), said("500 ships", 500)),
    ("correction", "conflict", said("593 ships", 593, canonical="https://x.example/a"), said("589 ships", 589, canonical="https://x.example/a", edition=2)),
    ("correction", "conflict", said("593 ships", 593, canonical="https://x.example/a", text="A storm took 593 ships from Nordline, the most ever."), said("589 ships", 589, canonical="https://x.example/a", edition=2, text="(Corrects the loss in paragraph 2 to 589 ships.)")),
    ("other_kind_of_item", "compatible", said("10 tankers", 10, item="tanker"), said("50 bulkers", 50, item="bulker")),
    ("other_subject", "incomparable", TEN, said("50 ships", 50, subject="Sudline")),
    ("other_subject", "incomparable", said("10 ships", 10, subject="Nordline Express"), said("50 ships", 50, subject="Nordline Coastal")),
    ("opposite_direction", "conflict", change("12 percent", 12, "up", period="2021", source="A"), change("12 percent", 12, "down", period="2021", source="B")),
    ("opposite_direction", "compatible", change("12 percent", 12, "up", text=BOTH_WAYS), change("15 percent", 15, "down", text=BOTH_WAYS)),
    ("opposite_direction", "compatible", change("12 percent", 12, "up", published="2025-01-02"), change("12 percent", 12, "down", published="2025-03-02")),
    ("same_value", "agree", said("2,000 ships", 2000), said("2,048 ships", 2048)),
    ("same_value", "agree", money("A$50 million", 5e7, "AUD", published="2023-05-01"), money("about $33 million", 3.3e7, approx=True, published="2023-05-01")),
    ("hypothetical", "compatible", TEN, said("50 ships", 50, stance="hypothetical")),
    ("other_item", "incomparable", money("$5 million", 5e6, item="tickets"), money("$9 million", 9e6, item="freight")),
    ("other_period", "compatible", money("$5 million", 5e6, period="2021"), money("$9 million", 9e6, period="2023")),
    ("other_period", "compatible", money("$5 million", 5e6, period="a day"), money("$9 million", 9e6, period="a year")),
    ("other_period", "compatible", said("10 ships", 10, period="2015"), said("50 ships", 50, published="2025-01-31")),
    ("other_period", "compatible", said("10 ships", 10, period="a year ago"), said("50 ships", 50)),
    ("all_of_one_kind", "conflict", said("50 tankers", 50, item="tanker"), said("50 cargo ships", 50, item="cargo ship", text="Nordline has 50 cargo ships of several kinds.")),
    ("larger_than_its_whole", "conflict", said("90 tankers", 90, item="tanker"), said("50 cargo ships", 50, item="cargo ship")),
    ("plan_and_outcome", "compatible", TEN, said("50 ships", 50, stance="planned")),
    ("plan_and_outcome", "conflict", said("no more than 10 ships", None, 10, stance="planned") | {"low": None}, FIFTY),
    ("which_product", "incomparable", money("$5 million", 5e6, metric="cost", subject="Nordline Express"), money("$9 million", 9e6, metric="cost")),
    ("run_and_fleet", "compatible", said("10 ships", 10, subject="Nordline Express"), FIFTY),
    ("part_of_whole", "compatible", said("10 tankers", 10, item="tanker"), said("50 cargo ships", 50, item="cargo ship")),
    ("part_of_whole", "compatible", said("10 tankers", 10, item="tanker"), FIFTY),
    ("some_of_them", "compatible", said("10 of the ships", 10), FIFTY),
    ("some_of_them", "compatible", said("10", 10, text="It has 70 ships, 10 of them at sea."), FIFTY),
    ("some_of_them", "compatible", said("10", 10, text="It has 70 ships, of which only 10 are at sea."), FIFTY),
    ("some_of_them", "compatible", said("10", 10, text="A storm sank 10 of the ships in May."), FIFTY),
    ("some_of_them", "compatible", said("10", 10, text="Of the 70 old ships, 10 are at sea."), FIFTY),
    ("bounds_hold", "compatible", at_least("more than 10 ships", 10), FIFTY),
    ("bounds_hold", "compatible", said("dozens of ships", 24, 99), FIFTY),
    ("told_together", "compatible", said("10 ships", 10, text=TWO_LINES), said("50 ships", 50, text=TWO_LINES)),
    ("told_together", "compatible", said("48 ships", 48, stance="planned", text=RATHER), said("55", 55, stance="planned", text=RATHER)),
    ("told_together", "compatible", said("10 ships", 10, text=TWO_LINES, stance="alleged"), said("50 ships", 50, text=TWO_LINES)),
    ("told_together", "compatible", said("10 ships", 10, text="It went from 10 ships to 50 ships."), said("50 ships", 50, text="It went from 10 ships to 50 ships.")),
    ("total_and_part", "compatible", said("10 ships", 10, scope="one port"), said("50 ships", 50, scope="in all")),
    ("growth", "compatible", dead("31 dead", 31, published="2025-01-02"), dead("49 dead", 49, published="2025-01-04")),
    ("growth", "compatible", said("10 tonnes", 10, metric="cargo", unit="tonne", published="2025-01-02"), said("50 tonnes", 50, metric="cargo", unit="tonne", published="2025-02-02")),
    ("perhaps_other_period", "compatible", money("$5 million", 5e6, published="2025-01-02"), money("$9 million", 9e6, published="2025-06-02")),
    ("far_apart", "incomparable", said("3 ships", 3), said("47,000 ships", 47_000)),
    ("values_apart", "conflict", TEN, FIFTY),
    ("values_apart", "conflict", money("$2.3 million", 2.3e6, period="2021"), money("$2.3 billion", 2.3e9, period="2021")),
    ("values_apart", "conflict", at_most("fewer than 10 ships", 10), FIFTY),
]  # fmt: skip

LEAVES: list[tuple[str, Fields, Fields]] = [
    # rule, one side, the other: near, but not for this rule
    ("statements", TEN, said("50 ships", 50, stance="denied")),
    ("unknown_unit", TEN, FIFTY),
    ("other_metric", TEN, FIFTY),
    ("currency_without_rate", money("€5 million", 5e6, "EUR", published="2023-05-01"), money("$9 million", 9e6, published="2023-05-01")),
    ("other_unit", money("€5 million", 5e6, "EUR", published="2023-05-01"), money("$9 million", 9e6, published="2023-05-01")),
    ("both_denied", FIFTY, said("50 ships", 50, stance="denied")),
    ("denial", said("50 ships", 50, stance="hypothetical"), said("50 ships", 50, stance="denied")),
    ("denial", said("50 tankers", 50, item="tanker"), said("50 bulkers", 50, item="bulker", stance="denied")),
    ("denial_of_another", TEN, FIFTY),
    ("all_it_took", said("20 ships", 20, text="Nordline has just 20 ships."), said("500 ships", 500)),
    ("all_it_took", said("20 ships", 20, text=JUST), said("60 ships", 60)),
    ("all_it_took", said("20 ships", 20, text=JUST, subject="Nordline Express"), said("500 ships", 500)),
    ("correction", said("593 ships", 593), said("589 ships", 589)),
    ("correction", said("593 ships", 593, canonical="https://x.example/a"), said("279 ships", 279, canonical="https://x.example/a", edition=2, text="The record until then was a rival's: in 2024 it lost 279 ships in one storm.")),
    ("other_kind_of_item", said("10 tankers", 10, item="tanker"), said("50 cargo ships", 50, item="cargo ship")),
    ("other_subject", said("10 ships", 10, subject="Nordline Express"), FIFTY),
    ("opposite_direction", change("12 percent", 12, "up"), change("15 percent", 15, "up")),
    ("same_value", said("2,048 ships", 2048), said("2,100 ships", 2100)),
    ("same_value", said("50 tankers", 50, item="tanker"), said("50 bulkers", 50, item="bulker")),
    ("hypothetical", TEN, said("50 ships", 50, stance="alleged")),
    ("other_item", money("$5 million", 5e6, item="tickets"), money("$9 million", 9e6, item="tickets for freight")),
    ("other_period", money("$5 million", 5e6, period="2021"), money("$9 million", 9e6, period="2021")),
    ("other_period", money("$5 million", 5e6, period="a year ago"), money("$9 million", 9e6)),
    ("other_period", said("10 ships", 10, period="2024", published="2025-01-31"), said("50 ships", 50, published="2025-01-31")),
    ("all_of_one_kind", said("50 tankers", 50, item="tanker"), said("50 cargo ships", 50, item="cargo ship")),
    ("all_of_one_kind", said("50 tankers", 50, item="tanker"), said("50 vessels", 50, item="vessel", text="Nordline has 50 vessels, a mix.")),
    ("larger_than_its_whole", said("10 tankers", 10, item="tanker"), said("50 cargo ships", 50, item="cargo ship")),
    ("plan_and_outcome", said("10 ships", 10, stance="planned"), said("50 ships", 50, stance="planned")),
    ("which_product", said("10 ships", 10, subject="Nordline Express"), FIFTY),
    ("run_and_fleet", TEN, FIFTY),
    ("part_of_whole", TEN, FIFTY),
    ("some_of_them", said("10 of the ships", 10), said("50 of the ships", 50)),
    ("some_of_them", said("10", 10, text="The last of the line has 10, not more."), FIFTY),
    ("some_of_them", said("10", 10, item="tanker", text="It has 70 ships, 10 of them tankers."), said("50 tankers", 50, item="tanker")),
    ("denial", FIFTY, said("50 tankers", 50, item="tanker", stance="denied")),
    ("all_of_one_kind", said("50 tankers", 50, item="tanker"), said("50", 50, item="cargo ship", text="Cargo ships of several kinds: 50.")),
    ("larger_than_its_whole", said("90 tankers", 90, item="tanker"), said("50 vessels", 50, item="vessel")),
    ("bounds_hold", at_least("more than 60 ships", 60), FIFTY),
    ("bounds_hold", at_least("more than 50 ships", 50), said("nearly 50 ships", 50, approx=True)),
    ("told_together", said("10 ships", 10, text=TWO_LINES, stance="planned"), said("50 ships", 50, text=TWO_LINES, stance="planned")),
    ("told_together", said("10 ships", 10, source="A", text="A says 10 ships, B 50 ships."), said("50 ships", 50, source="B", text="A says 10 ships, B 50 ships.")),
    ("total_and_part", said("10 ships", 10, scope="in all"), said("50 ships", 50, scope="in all")),
    ("growth", dead("49 dead", 49, published="2025-01-02"), dead("31 dead", 31, published="2025-01-04")),
    ("growth", dead("31 dead", 31), dead("49 dead", 49)),
    ("growth", dead("15 dead", 15, text=MOURNERS, period="1 November 2024", period_end="2024-11-01"), dead("20,000 dead", 20_000, text=MOURNERS)),
    ("growth", said("10 ships", 10, published="2025-01-02"), said("50 ships", 50, published="2025-01-04")),
    ("perhaps_other_period", money("$5 million", 5e6), money("$9 million", 9e6)),
    ("far_apart", money("$2.3 million", 2.3e6), money("$2.3 billion", 2.3e9)),
    ("values_apart", said("2,000 ships", 2000), said("2,048 ships", 2048)),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "relation", "one", "other"), DECIDES)
def test_the_rule_decides(rule: str, relation: str, one: Fields, other: Fields) -> None:
    """The first rule that speaks is the expected one, with the expected relation, from either side."""
    a, b = side(one), side(other)
    name, verdict = relate(a, b, SHIPS)
    assert (name, verdict.relation) == (rule, relation), verdict
    assert relate(b, a, SHIPS) == (name, verdict)


@pytest.mark.parametrize(("rule", "one", "other"), LEAVES)
def test_the_rule_leaves_it(rule: str, one: Fields, other: Fields) -> None:
    """A near pair is not decided by this rule."""
    assert relate(side(one), side(other), SHIPS)[0] != rule


def test_every_rule_is_tested() -> None:
    """No rule stands without a pair that it decides, a near one that it leaves, and its sentence."""
    names = [rule.__name__ for rule in RULES]
    assert set(names) == {row[0] for row in DECIDES} == {row[0] for row in LEAVES}
    assert all(sentence_of(name).endswith(".") for name in names)


def test_the_reason_names_both_quotes_and_speakers() -> None:
    """The sentence for the reader holds both quotes, who said them, and what tells them apart."""
    a, b = side(said("10 ships", 10, source="Harbour Watch")), side(said("50 ships", 50))
    sentence = why(a, b, relate(a, b, SHIPS)[1])
    assert "“10 ships” (Harbour Watch)" in sentence
    assert "“50 ships” (Outlet)" in sentence
    assert "5.00 times" in sentence


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ({"outlet": "Herald", "title": "Ships"}, "Herald"),
        ({"outlet": None, "title": "Ships"}, "Ships"),
        ({"outlet": None, "title": None, "url": "file:///home/me/my%20notes.txt"}, "my notes.txt"),
        ({"outlet": None, "title": None, "url": "https://a.example/1"}, "https://a.example/1"),
    ],
)
def test_a_number_that_nobody_tells_stands_somewhere(fields: Fields, place: str) -> None:
    """Without a source a reader learns where it stands: outlet, title, file or address, and never an id."""
    claim = make_claim("10 ships", source=None)
    assert side_of(claim, make_article("10 ships", **fields)).said == f"“10 ships” ({place})"


@pytest.mark.parametrize("then", ["", "a ", "an ", "about ", "some "])
@pytest.mark.parametrize("least", scope_words().least)
def test_all_it_took_is_heard_in_each_of_its_words(least: str, then: str) -> None:
    """However a text says that so little was enough, and with a word between or none."""
    sentence = f"It was done with {least.title()} {then}10 ships."
    assert side_of(make_claim("10 ships", sentence=sentence), None).scope == "all it took"


def test_a_trace_ends_with_the_rule_that_decides() -> None:
    """The trace lists every rule tried, in order, and ends with the one that spoke."""
    steps = trace(side(TEN), side(FIFTY), SHIPS)
    assert steps[-1][0] == "values_apart"
    assert [verdict for *_, verdict in steps[:-1]] == [None] * (len(steps) - 1)


def test_no_rule_is_passed_over() -> None:
    """Only the rules that can speak of a pair are asked, and what they say is what all of them in their order say."""
    rows = [*(row[2:] for row in DECIDES), *(row[1:] for row in LEAVES)]
    sides = [side(fields) for row in rows for fields in row]
    for a, b in combinations(sides, 2):
        name, verdict = relate(a, b, SHIPS)
        *_, (last, _, said_last) = trace(a, b, SHIPS)
        assert (last, said_last) == (name, verdict), (a.claim, b.claim)


@pytest.mark.parametrize(
    ("one", "other", "slip"),
    [
        (money("$2.3 million", 2.3e6), money("$2.3 billion", 2.3e9), "million for billion"),
        (money("$11.68 million", 11.68e6), money("$11.86 million", 11.86e6), "two digits swapped"),
        (money("$12.5 million", 12.5e6), money("$125 million", 125e6), "decimal point"),
    ],
)
def test_slips_are_named(one: Fields, other: Fields, slip: str) -> None:
    """A likely slip of the pen is named in the reason."""
    assert slip in relate(side(one), side(other), SHIPS)[1].reason


def test_the_method_page_lists_the_rules_as_they_are() -> None:
    """Made anew by `python -m pipeline.rules > browse/templates/cc_rules.html` when a rule or its sentence changes."""
    page = Path(__file__).parents[2] / "browse" / "templates" / "cc_rules.html"
    assert page.read_text(encoding="utf-8") == rules_list()
