"""Trains and measures the ranking of subjects: python -m training.subjects GOLD_TRAIN_FOLDER [--tune].

Each quantity of the gold data is one choice among its candidates; the weights make the names that
gold accepts probable (a softmax over the candidates, L2-regularised). With --tune only the fit part
of splits.json is learned from, and the tune part is measured; nothing is written.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from extractors.language import load
from extractors.linear import Linear
from extractors.mentions import find_mentions
from extractors.subjects import Candidate, Chosen, candidates
from extractors.topic import load_topic
from training.linear import save

Choice = tuple[list[frozenset[str]], list[bool]]
_ARTICLE = {"a", "an", "the"}


def same(gold: str, found: str) -> bool:
    """Would a reader take the two names for one: the head word of one in the other, and equal versions?"""
    a, b = _words(gold), _words(found)
    versions = [{w for w in words if re.fullmatch(r"[a-z]?\d+(\.\d+)*[a-z]?", w)} for words in (a, b)]
    if (
        not a
        or not b
        or bool(versions[0]) != bool(versions[1])
        or (versions[0] and not versions[0] & versions[1])
    ):
        return False
    return _head(a, versions[0]) in b or _head(b, versions[1]) in a


def fit(choices: Sequence[Choice], *, strength: float, least: int = 2, smallest: float = 0.02) -> Linear:
    """Weights that make the right candidates of each choice probable; as a Linear with one label."""
    counts = Counter(f for rows, right in choices if any(right) for row in rows for f in row)
    index = {f: n for n, f in enumerate(sorted(f for f, count in counts.items() if count >= least))}
    used = [(rows, right) for rows, right in choices if any(right) and not all(right)]
    columns = [[index[f] for f in row if f in index] for rows, _ in used for row in rows]
    ends = np.cumsum([len(row) for row in columns])
    matrix = csr_matrix(
        (np.ones(int(ends[-1])), np.concatenate([np.array(c, dtype=int) for c in columns]), np.r_[0, ends]),
        shape=(len(columns), len(index)),
    )
    group = np.repeat(np.arange(len(used)), [len(rows) for rows, _ in used])
    right = np.concatenate([np.array(r, dtype=float) for _, r in used])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        powers = np.exp(np.clip(matrix @ weights, -30, 30))
        whole = np.bincount(group, powers)
        good = np.bincount(group, powers * right)
        slope = powers / whole[group] - powers * right / good[group]
        penalty = 0.5 / strength * float(weights @ weights)
        return float(np.log(whole / good).sum()) + penalty, matrix.T @ slope + weights / strength

    weights = minimize(loss, np.zeros(len(index)), jac=True, method="L-BFGS-B", options={"maxiter": 200}).x
    kept: dict[str, tuple[float, ...]] = {
        f: (round(float(weights[n]), 3),) for f, n in index.items() if abs(weights[n]) >= smallest
    }
    return Linear(("subject",), (0.0,), kept)


def read(folder: Path) -> tuple[dict[str, list[Choice]], dict[str, list[list[Candidate]]]]:
    """The choices of each article with gold claims, the gold subject before taken as known."""
    topic = load_topic("ai-compute")
    nlp = load()
    claims: dict[str, list[dict[str, Any]]] = {}
    for line in (folder / "claims.jsonl").read_text(encoding="utf-8").splitlines():
        claim = json.loads(line)
        claims.setdefault(claim["article"], []).append(claim)
    choices: dict[str, list[Choice]] = {}
    tables: dict[str, list[list[Candidate]]] = {}
    articles = [
        json.loads(path.read_text(encoding="utf-8")) for path in sorted((folder / "articles").glob("*.json"))
    ]
    for article, doc in zip(articles, nlp.pipe(a["text"] for a in articles), strict=True):
        mentions = find_mentions(doc, topic, article["title"])
        previous: Chosen | None = None
        for claim in sorted(claims.get(article["id"], []), key=lambda c: c["start"]):
            start = claim["start"]
            span = (start, start + len(claim["quote"]))
            names = claim["subject"] if isinstance(claim["subject"], list) else [claim["subject"]]
            sources = claim["source"] if isinstance(claim["source"], list) else [claim["source"]]
            found = candidates(doc, span, claim["metric"], mentions, source=sources[0], previous=previous)
            right = [any(same(name, each.name) for name in names) for each in found]
            choices.setdefault(article["id"], []).append(([frozenset(c.features) for c in found], right))
            tables.setdefault(article["id"], []).append(found)
            chosen = next((each for each, good in zip(found, right, strict=True) if good), None)
            previous = Chosen(chosen.name, span, "gold", 1.0) if chosen else None
    return choices, tables


def accuracy(model: Linear, choices: Sequence[Choice]) -> tuple[float, float]:
    """The part of choices whose best candidate is right, and the part that has a right candidate at all."""
    right = reachable = 0
    for rows, good in choices:
        if not rows:
            continue
        totals = [sum(model.weights[f][0] for f in row if f in model.weights) for row in rows]
        right += good[int(np.argmax(totals))]
        reachable += any(good)
    return right / len(choices), reachable / len(choices)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--tune", action="store_true", help="learn from the fit part only, write nothing")
    parser.add_argument("--strength", type=float, default=0.5)
    options = parser.parse_args()
    choices, _ = read(options.folder)
    splits = json.loads((options.folder / "splits.json").read_text(encoding="utf-8"))
    parts = {part: [c for name in names for c in choices.get(name, [])] for part, names in splits.items()}
    learned = parts["fit"] if options.tune else [c for each in choices.values() for c in each]
    model = fit(learned, strength=options.strength)
    for part, measured in parts.items():
        best, reachable = accuracy(model, measured)
        print(
            f"{part}: {len(measured)} quantities, right {best:.3f}, a right candidate there {reachable:.3f}"
        )
    print(f"{len(model.weights)} features")
    if not options.tune:
        save(model, "subjects")


def _words(name: str) -> list[str]:
    words = [
        w
        for w in re.findall(r"\d+(?:\.\d+)+|[^\W_]+", re.sub(r"['’]s\b", "", name.lower()))
        if w not in _ARTICLE
    ]
    return [w[:-1] if len(w) > 3 and w.endswith("s") and not w.endswith("ss") else w for w in words]


def _head(words: list[str], versions: set[str]) -> str:
    return next((word for word in reversed(words) if word not in versions), words[-1])


if __name__ == "__main__":
    main()
