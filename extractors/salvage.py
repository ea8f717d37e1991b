"""What is left of a mapping when all that is wrong in it is taken out, so that the rest can be checked too.

rest = Rest({"metrics": {"a": {"units": 7}}})
rest.take_out([(("metrics", "a", "units"), False)])       # rest.data == {"metrics": {"a": {}}}
"""

from __future__ import annotations

import copy
from collections.abc import Iterable
from typing import Any

Place = tuple[str | int, ...]

_GONE = object()
UNNAMED = "unnamed"  # what stands for a missing key of the whole file, such as its name


class Rest:
    """A copy of the data from which things are taken out.

    `lost` are the entries of its tables that went, by name, and `thinned` the lists that lack something, whose
    places count otherwise than in the file.
    """

    def __init__(self, data: dict[str, Any]) -> None:
        self.data = copy.deepcopy(data)
        self.lost: set[str] = set()
        self.thinned: set[Place] = set()

    def take_out(self, faults: Iterable[tuple[Place, bool]]) -> None:
        """Takes out the values at these places; with True a key is missing there, and what lacks it goes."""
        for place, missing in faults:
            self._one(place[:-1] if missing or place[-1:] == ("[key]",) else place, place)
        _sweep(self.data)

    def _one(self, place: Place, fault: Place) -> None:
        if not place:
            self.data[str(fault[0])] = UNNAMED
            self.lost.add(str(fault[0]))
            return
        above: Any = self.data
        for step in place[:-1]:
            try:
                above = above[step]
            except (KeyError, IndexError, TypeError):
                return  # went with something that holds it
        if len(place) == 1 and place[0] in ("name", "title"):
            self.data[str(place[0])] = UNNAMED
            self.lost.add(str(place[0]))
            return
        last = place[-1]
        if len(place) <= 2 and isinstance(above, dict):
            gone = above.get(last)
            self.lost |= set(map(str, gone)) if len(place) == 1 and isinstance(gone, dict) else {str(last)}
        if isinstance(above, dict):
            above.pop(last, None)
        elif isinstance(above, list) and isinstance(last, int) and last < len(above):
            above[last] = _GONE
            self.thinned.add(place[:-1])


def _sweep(value: Any) -> None:
    """Removes from all lists what was taken out of them."""
    if isinstance(value, dict):
        for inner in value.values():
            _sweep(inner)
    elif isinstance(value, list):
        value[:] = [inner for inner in value if inner is not _GONE]
        for inner in value:
            _sweep(inner)
