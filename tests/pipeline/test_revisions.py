"""Changed numbers and correction notices, as pairs of texts and what must be seen in them."""

from __future__ import annotations

import pytest

from db.records import Claim
from pipeline.revisions import changed_numbers, corrected_numbers
from tests.factories import make_article, make_claim

SEEN = "2025-02-01T06:00:00Z"


def claim(sentence: str, low: float, **fields: object) -> Claim:
    return make_claim(str(low), sentence=sentence, low=low, high=low, **fields)


EDITS = [
    ([("They lost 593 of it on Monday.", 593)], [("They lost 589 of it on Monday.", 589)], ["changed"]),
    ([("They lost 593 of it on Monday.", 593)], [("On Monday, they lost 593 of it.", 593)], []),
    ([("They lost 593 of it on Monday.", 593)], [], ["removed"]),
    ([], [("They lost 593 of it on Monday.", 593)], ["added"]),
    (
        [("They lost 593 of it on Monday.", 593)],
        [("A rival has 12 in another town.", 12)],
        ["removed", "added"],
    ),
]


@pytest.mark.parametrize(("before", "after", "kinds"), EDITS)
def test_changed_numbers(
    before: list[tuple[str, float]], after: list[tuple[str, float]], kinds: list[str]
) -> None:
    """An edited sentence with another number is a change; the same number elsewhere is none."""
    old, new = make_article("old"), make_article("new")
    found = changed_numbers(
        old, new, [claim(*one) for one in before], [claim(*one) for one in after], seen_at=SEEN
    )
    assert [revision.kind for revision in found] == kinds


def test_a_notice_is_tied_to_what_it_withdraws() -> None:
    """The revision names the earlier edition's claim and the number that now holds."""
    text = "They lost 589.\n\nCorrection: an earlier version said 593. It should have read 589."
    old, new = make_article("They lost 593."), make_article(text)
    earlier = claim("They lost 593.", 593)
    spots = [text.index("593"), text.rindex("589")]
    said = [
        claim("Correction", value, start=spot, end=spot + 3)
        for spot, value in zip(spots, (593, 589), strict=True)
    ]
    (revision,) = corrected_numbers(new, said, [earlier], seen_at=SEEN, old=old)
    assert (revision.kind, revision.old_claim, revision.new_claim) == ("corrected", earlier.id, said[1].id)


def test_a_notice_does_not_hide_a_change() -> None:
    """The withdrawn number that a notice repeats is no more said: the sentence that has another now was changed."""
    text = "They lost 589.\n\nCorrection: an earlier version said 593. It should have read 589."
    before, after = claim("They lost 593.", 593), claim("They lost 589.", 589, start=10, end=13)
    spots = [text.index("593"), text.rindex("589")]
    said = [
        claim("Correction", value, start=spot, end=spot + 3)
        for spot, value in zip(spots, (593, 589), strict=True)
    ]
    new = make_article(text)
    (revision,) = changed_numbers(make_article("old"), new, [before], [after, *said], seen_at=SEEN)
    assert (revision.kind, revision.old_claim, revision.new_claim) == ("changed", before.id, after.id)


def test_a_statement_that_is_now_denied_is_a_change() -> None:
    """A statement with another stance in the new edition is a change, and no number's."""
    about = {
        "kind": "statement",
        "metric": "statement",
        "low": None,
        "high": None,
        "unit": None,
        "predicate": "lied",
    }
    before = make_claim("lied", sentence="Ann lied to the court.", stance="asserted", **about)
    after = make_claim("lied", sentence="Ann denies that she lied to the court.", stance="denied", **about)
    number = make_claim("3 ships", sentence="Ann lied to the court.", unit=None)
    found = changed_numbers(make_article("a"), make_article("b"), [before], [number, after], seen_at=SEEN)
    assert [(revision.kind, revision.old_claim, revision.new_claim) for revision in found] == [
        ("changed", before.id, after.id),
        ("added", None, number.id),
    ]
