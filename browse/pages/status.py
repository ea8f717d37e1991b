"""The status page: the last runs with their counts, the problems they met, the feeds they polled."""

from __future__ import annotations

import json
from typing import Any

from browse.pages.counts import totals
from browse.reading import Reader
from db import views


def status_page(reader: Reader) -> dict[str, Any]:
    """The last twenty runs, their last hundred problems and every feed."""
    runs = reader.all(views.RUNS, limit=20)
    for run in runs:
        run["counts"] = json.loads(run["counts"])
    return {
        "runs": runs,
        "problems": reader.all(views.PROBLEMS, limit=100),
        "feeds": reader.all(views.FEEDS, limit=500),
        "totals": totals(reader),
    }
