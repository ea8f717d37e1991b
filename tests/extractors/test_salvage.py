"""What is left when all that is wrong is taken out."""

from __future__ import annotations

from typing import Any

import pytest

from extractors.salvage import UNNAMED, Place, Rest

DATA: dict[str, Any] = {"name": "t", "metrics": {"a": {"units": [1, 2, 3]}, "b": {}}}
TAKEN = [
    # (places of faults, whether a key is missing there, what is left, what is lost)
    ([(("metrics", "a"), False)], {"name": "t", "metrics": {"b": {}}}, {"a"}),
    ([(("metrics", "a", "units", 1), False)], {"name": "t", "metrics": {"a": {"units": [1, 3]}, "b": {}}}, set()),
    ([(("metrics", "b", "units"), True)], {"name": "t", "metrics": {"a": {"units": [1, 2, 3]}}}, {"b"}),
    ([(("name",), False)], {**DATA, "name": UNNAMED}, {"name"}),
    ([(("metrics",), False)], {"name": "t"}, {"a", "b"}),
    ([(("metrics", "a"), False), (("metrics", "a", "units", 1), False)], {"name": "t", "metrics": {"b": {}}}, {"a"}),
]  # fmt: skip


@pytest.mark.parametrize(("faults", "left", "lost"), TAKEN)
def test_the_rest_can_be_checked(faults: list[tuple[Place, bool]], left: object, lost: set[str]) -> None:
    """What is wrong goes with what lacks a key, the rest stays; the data themselves are not touched."""
    before = repr(DATA)
    rest = Rest(DATA)
    rest.take_out(faults)
    assert rest.data == left
    assert rest.lost == lost
    assert repr(DATA) == before


def test_a_list_that_lacks_something_is_known() -> None:
    """The places in a list from which something was taken count otherwise than in the file."""
    rest = Rest(DATA)
    rest.take_out([(("metrics", "a", "units", 1), False)])
    assert rest.thinned == {("metrics", "a", "units")}
