"""The page of one question: its picture, its answers with their claims, and why they agree or not."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from browse.marks import two_sentences
from browse.picture import PictureRow, is_day, question_svg, time_svg, used_marks
from browse.reading import Reader, Row
from db import views

ANSWERS, CLAIMS, RELATIONS = 60, 160, 160  # shown on one page; what is beyond stands in the tables
PICTURES = 3
SIDES = 4  # colours for sides; later sides share the last
HEADINGS = {
    "conflict": "In conflict",
    "settled": "Settled: one side was withdrawn, corrected or rejected",
    "disputed": "Disputed: said or alleged, and no evidence found",
    "agree": "In agreement",
    "compatible": "Both can be true",
    "incomparable": "Near misses: alike, but not the same thing",
    "not_compared": "Not compared",
}


def question_page(reader: Reader, id: str) -> dict[str, Any] | None:
    """All that the template shows of a question; None where no question has this id."""
    question = reader.one(views.QUESTION, id=id)
    if question is None:
        return None
    answers = reader.all(views.ANSWERS_OF_QUESTION, question=id, limit=ANSWERS)
    relations = reader.all(views.RELATIONS_OF_QUESTION, question=id, limit=RELATIONS)
    claims = _claims_by_answer(reader, [answer["id"] for answer in answers])
    cards = _cards(reader, relations, answers)
    sides = sides_of([answer["id"] for answer in answers], relations)
    for number, answer in enumerate(answers, 1):
        answer["number"] = number
        answer["side"] = sides[answer["id"]]
        answer["claims"] = claims[answer["id"]]
        answer["count"] = next((claim["of_answer"] for claim in answer["claims"]), 0)
        answer["origin_names"] = json.loads(answer["origin_names"])
        answer["details"] = details_of(answer)
    numbers = {answer["id"]: answer["number"] for answer in answers}
    pairs = [_pair(relation, cards, numbers, sides) for relation in relations]
    conflict = reader.one(views.CONFLICT_OF_QUESTION, question=id)
    return {
        "question": question,
        "conflict": conflict,
        "answers": answers,
        **_pictures(question, answers),
        "groups": groups_of(pairs, conflict["relation"] if conflict else None),
        "disputed": any(relation["kind"] == "disputed" for relation in relations),
        "history": history_of(
            question,
            conflict,
            reader.all(views.REVISIONS_OF_QUESTION, question=id, limit=50),
            turns_of([claim for answer in answers for claim in answer["claims"]]),
        ),
        "confused": _confused(reader, pairs, id),
        "cut": question["answers"] > len(answers)
        or len(relations) == RELATIONS
        or any(answer["count"] > len(answer["claims"]) for answer in answers),
    }


def pair_page(reader: Reader, id: str) -> dict[str, Any] | None:
    """Two answers side by side with how they stand and why; None where no relation has this id."""
    relation = reader.one(views.RELATION, id=id)
    if relation is None:
        return None
    cards = _cards(reader, [relation], [])
    sides = {relation["a"]: 1, relation["b"]: 2}
    questions = json.dumps(sorted({relation["question"], relation["question_b"]}))
    return {
        "pair": _pair(relation, cards, {}, sides),
        "questions": reader.all(views.QUESTIONS_BY_ID, ids=questions),
    }


def sides_of(answers: Sequence[str], relations: Sequence[Row]) -> dict[str, int]:
    """A side for each answer: answers in conflict never share one (up to four sides), 0 is in no conflict.

    Answers that agree are put on one side where no conflict forbids it. The first answer is on side 1.
    """
    foes: dict[str, set[str]] = defaultdict(set)
    friends: dict[str, set[str]] = defaultdict(set)
    for relation in relations:
        against = "conflict" if relation.get("kind") == "disputed" else relation["relation"]
        table = {"conflict": foes, "agree": friends}.get(against)
        if table is not None:
            table[relation["a"]].add(relation["b"])
            table[relation["b"]].add(relation["a"])
    sides: dict[str, int] = {}
    for answer in answers:
        if not foes[answer]:
            sides[answer] = 0
            continue
        taken = {sides.get(foe, 0) for foe in foes[answer]}
        liked = sorted({sides.get(friend, 0) for friend in friends[answer]} - taken - {0})
        free = [side for side in range(1, SIDES + 1) if side not in taken]
        sides[answer] = (liked or free or [SIDES])[0]
    return sides


def turns_of(claims: Sequence[Row]) -> list[Row]:
    """Where one source changed its stance to a statement: who, the stances before and after, and both claims' days."""
    said: dict[str, list[Row]] = defaultdict(list)
    for claim in claims:
        if claim["kind"] == "statement" and claim["source"] and claim["published"]:
            said[claim["source"]].append(claim)
    turns = []
    for source, own in said.items():
        ordered = sorted(own, key=lambda claim: (claim["published"], claim["start"]))
        for before, after in pairwise(ordered):
            if before["stance"] != after["stance"] and before["published"][:10] != after["published"][:10]:
                turns.append({"source": source, "before": before, "after": after})
    return sorted(turns, key=lambda turn: str(turn["after"]["published"]))


def history_of(
    question: Row, conflict: Row | None, revisions: Sequence[Row], turns: Sequence[Row]
) -> list[Row]:
    """What happened to a question, in the order of the days: each with `at`, `kind`, and what its kind tells.

    Kinds: first, newest (claim), new, widened, settled (the dispute), revision, turn.
    """
    changes = json.loads(conflict["history"]) if conflict else []
    happened = [
        {"at": question["first_seen"], "kind": "first"},
        *({**change, "kind": change["change"]} for change in changes),
        *({**revision, "at": revision["seen_at"], "what": revision["kind"], "kind": "revision"} for revision in revisions),
        *({"at": turn["after"]["published"], "kind": "turn", **turn} for turn in turns),
        {"at": question["last_seen"], "kind": "newest"},
    ]  # fmt: skip
    return sorted(happened, key=lambda one: (one["at"] or "")[:10])


def details_of(answer: Row) -> list[str]:
    """What of an answer its label leaves unsaid: item, scope and period."""
    words = (answer["item"], answer["scope"], answer["period"])
    return [word for word in words if word and word not in answer["label"]]


def _claims_by_answer(reader: Reader, ids: list[str]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    each = max(3, CLAIMS // max(1, len(ids)))
    for claim in reader.all(views.CLAIMS_OF_ANSWERS, ids=json.dumps(ids), each=each):
        found[claim["answer"]].append(claim)
    return found


def _cards(reader: Reader, relations: Sequence[Row], answers: Sequence[Row]) -> dict[str, Row]:
    """The shown claim of each answer that a relation names, by the answer's id."""
    ids = {relation[end] for relation in relations for end in ("a", "b")} | {a["id"] for a in answers}
    return {card["answer"]: card for card in reader.all(views.ANSWERS_BY_ID, ids=json.dumps(sorted(ids)))}


def _pair(relation: Row, cards: dict[str, Row], numbers: dict[str, int], sides: dict[str, int]) -> Row:
    """A relation with both cards, the earlier numbered first, their sentences marked where they differ."""
    ends = sorted((relation["a"], relation["b"]), key=lambda id: numbers.get(id, ANSWERS + 1))
    left, right = (cards[id] for id in ends)
    sentences = two_sentences(left, right)
    both = [
        {**card, "marked": sentence, "number": numbers.get(id), "side": sides.get(id, 0)}
        for id, card, sentence in zip(ends, (left, right), sentences, strict=True)
    ]
    return {
        **relation,
        "cards": both,
        "differences": differences(left, right),
        "elsewhere": relation["question"] != relation["question_b"],
    }


def differences(a: Row, b: Row) -> list[tuple[str, str, str]]:
    """The fields in which two claims differ, beside their values: (field, in a, in b)."""
    fields = ("metric", "subject", "item", "period", "scope", "stance", "source", "via", "unit")
    return [(f, a[f] or "–", b[f] or "–") for f in fields if (a[f] or "") != (b[f] or "")]


def groups_of(pairs: Sequence[Row], sharpest: str | None) -> list[Row]:
    """The pairs inside this question under their headings, in the order of HEADINGS.

    In each the `sharpest` one (its id) comes first, then those with more origins on their weaker side.
    """

    def weight(pair: Row) -> tuple[bool, int, int]:
        origins = sorted(card["origins"] for card in pair["cards"])
        return pair["id"] != sharpest, -origins[0], -origins[1]

    found: dict[str, list[Row]] = defaultdict(list)
    for pair in sorted(pairs, key=weight):
        if not pair["elsewhere"]:
            withdrawn = any(card["rank"] == "deprecated" for card in pair["cards"])
            settled = pair["relation"] == "conflict" and withdrawn
            name = "disputed" if pair["kind"] == "disputed" else pair["relation"]
            found["settled" if settled else name].append(pair)
    return [
        {"name": name, "heading": heading, "pairs": found[name]}
        for name, heading in HEADINGS.items()
        if found[name]
    ]


def _confused(reader: Reader, pairs: Sequence[Row], question: str) -> list[Row]:
    """The questions that are often confused with this one, each with its pairs of answers."""
    found: dict[str, list[Row]] = defaultdict(list)
    for pair in pairs:
        if pair["elsewhere"]:
            other = pair["question_b"] if pair["question"] == question else pair["question"]
            found[other].append(pair)
    others = reader.all(views.QUESTIONS_BY_ID, ids=json.dumps(sorted(found))) if found else []
    return [{**other, "pairs": found[other["id"]]} for other in others]


def _by_value(answers: Sequence[Row]) -> list[Row]:
    def middle(answer: Row) -> float:
        ends = [v for v in (answer["low"], answer["high"]) if v is not None]
        return sum(ends) / len(ends) if ends else 0.0

    return sorted(answers, key=lambda answer: (middle(answer), answer["number"]))


def _picture_row(answer: Row) -> PictureRow:
    claims = answer["claims"]
    dates = sorted({day for claim in claims if (day := (claim["published"] or "")[:10]) and is_day(day)})
    quoted = answer["stance"] == "asserted" and claims and all(claim["source"] for claim in claims)
    return PictureRow(
        label=" · ".join([answer["label"], *answer["details"]]),
        low=answer["low"],
        high=answer["high"],
        stance="quoted" if quoted else answer["stance"],
        side=answer["side"],
        note=_voices(answer["origin_names"]),
        href=f"#a-{answer['number']}",
        dates=tuple(dates),
        approx=any(claim["approx"] for claim in claims),
        withdrawn=answer["rank"] == "deprecated",
    )


def _voices(names: Sequence[str]) -> str:
    """The first origin, and how many others there are."""
    return f"{names[0]} +{len(names) - 1}" if len(names) > 1 else "".join(names)


def _pictures(question: Row, answers: Sequence[Row]) -> dict[str, Any]:
    """Drawings with their key: one a unit, since dollars and chips share no axis; the largest units first."""
    rows: dict[str, list[PictureRow]] = defaultdict(list)
    for answer in _by_value(answers):
        if answer["low"] is not None or answer["high"] is not None:
            rows[answer["unit"] or ""].append(_picture_row(answer))
    pictures = []
    for number, (unit, group) in enumerate(sorted(rows.items(), key=lambda item: -len(item[1]))[:PICTURES]):
        title = f"{question['wording']}{f' ({unit})' if unit else ''}"
        shown = "; ".join(f"{row.label} ({row.note})" for row in group[:20])
        words = {"title": title, "description": f"Values claimed: {shown}."}
        pictures.append(
            {
                "unit": unit,
                "values": question_svg(group, id=f"values-{number}", **words),
                "over_time": time_svg(group, id=f"time-{number}", **words),
            }
        )
    return {"pictures": pictures, "key": used_marks([row for group in rows.values() for row in group])}
