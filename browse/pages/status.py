"""The status page: the last runs with their counts, the problems they met, the feeds they polled."""

from __future__ import annotations

import json
from typing import Any

from browse.pages.counts import totals
from browse.reading import Reader
from db import views

RUNS, PROBLEMS, FEEDS = 20, 100, 500  # shown; the tables hold all


def status_page(reader: Reader) -> dict[str, Any]:
    """The last runs, their newest problems and the feeds."""
    runs = reader.all(views.RUNS, limit=RUNS)
    for run in runs:
        run["counts"] = json.loads(run["counts"])
    return {
        "runs": runs,
        "problems": reader.all(views.PROBLEMS, limit=PROBLEMS),
        "most_problems": PROBLEMS,
        "feeds": reader.all(views.FEEDS, limit=FEEDS),
        "most_feeds": FEEDS,
        "totals": totals(reader),
    }
