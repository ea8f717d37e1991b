"""Three outlets on one story, from their texts to the conflicts that a reader is shown."""

from __future__ import annotations

import json
from pathlib import Path

from db.store import Store
from pipeline.adding import add_sources
from pipeline.progress import Progress
from pipeline.settings import Settings

NOW = "2025-03-08T06:00:00Z"
STORY = {
    "harbour": (
        "2025-03-04",
        "Dozens killed in train crash near Velm",
        "At least 37 people were killed and more than 150 injured when two trains collided near Velm late on Tuesday, "
        "officials said.\n\nThe crash is the country's worst in decades. RailNord, which runs the line, said the "
        "northbound train was carrying 342 passengers and 10 crew.",
    ),
    "gazette": (
        "2025-03-05",
        "Union disputes toll of Velm train crash",
        "Forty-three people died in Tuesday's train crash near Velm, the railway workers' union said on Wednesday.\n\n"
        'The interior ministry rejected the union\'s figure. "There are 38 dead, not one more," a spokeswoman said.\n\n'
        "About 350 people were aboard the train, according to RailNord, the operator.",
    ),
    "ledger": (
        "2025-03-07",
        "Toll of Velm train crash rises",
        "The death toll from the train crash near Velm has risen to 41 after three of the injured died in hospital, "
        "regional governor Tomas Herrick said on Friday.\n\nOf the 160 injured, 22 are still in intensive care.",
    ),
}


def test_only_what_contradicts_is_a_conflict(tmp_path: Path) -> None:
    """The union's toll against the ministry's; no part of a toll, no crew, no toll that rose, nothing of another kind."""
    for name, (day, title, text) in STORY.items():
        article = {"id": name, "url": f"https://{name}.example/velm", "title": title, "outlet": name}
        (tmp_path / f"{name}.json").write_text(json.dumps({**article, "published": day, "text": text}))
    settings = Settings(database=tmp_path / "t.db", topics=("disasters",))
    files = [str(tmp_path / f"{name}.json") for name in STORY]
    add_sources(settings, files, topic="disasters", version="0", now=NOW, progress=Progress(quiet=True))
    with Store.reading(tmp_path / "t.db") as store:
        sides = {
            frozenset((row["one"], row["other"]))
            for row in store.database.query(
                """select a.quote as one, b.quote as other from relations
                   join answers x on x.id = relations.a join claims a on a.id = x.best_claim
                   join answers y on y.id = relations.b join claims b on b.id = y.best_claim
                   where relations.relation = 'conflict'"""
            )
        }
    assert sides == {frozenset(("Forty-three people", "38"))}
