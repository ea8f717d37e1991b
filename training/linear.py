"""Fits the linear models: (features, label) pairs in, a small JSON file of weights out.

Rare features and tiny weights are left out, so that a file stays small enough to read and to version.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from extractors.linear import FOLDER, Linear

Example = tuple[Iterable[str], str]


def fit(
    examples: Sequence[Example], *, strength: float = 1.0, least: int = 2, smallest: float = 0.02
) -> Linear:
    """The regression for these examples.

    `strength` is scikit-learn's C (larger trusts the examples more), `least` how many examples must
    show a feature, `smallest` the weight below which it is dropped.
    """
    counts = Counter(feature for features, _ in examples for feature in set(features))
    rows = [dict.fromkeys((f for f in features if counts[f] >= least), 1) for features, _ in examples]
    vectors = DictVectorizer()
    matrix = vectors.fit_transform(rows)
    model = LogisticRegression(C=strength, max_iter=2000)
    model.fit(matrix, [label for _, label in examples])
    labels = tuple(str(label) for label in model.classes_)
    table, bias = model.coef_, model.intercept_
    if len(labels) == 2:  # scikit-learn keeps one row for two labels: the log-odds of the second
        table, bias = [-table[0] / 2, table[0] / 2], [-bias[0] / 2, bias[0] / 2]
    weights = {}
    for n, feature in enumerate(vectors.get_feature_names_out()):
        row = tuple(round(float(table[k][n]), 3) for k in range(len(labels)))
        if max(map(abs, row)) >= smallest:
            weights[str(feature)] = row
    return Linear(labels, tuple(round(float(b), 3) for b in bias), weights)


def save(model: Linear, name: str) -> None:
    """Writes extractors/weights/NAME.json, a feature a line in sorted order, so that a diff can be read."""
    lines = [f"{json.dumps(f, ensure_ascii=False)}: {list(row)}" for f, row in sorted(model.weights.items())]
    head = f'{{"labels": {json.dumps(model.labels)},\n"bias": {list(model.bias)},\n"weights": {{\n'
    (FOLDER / f"{name}.json").write_text(head + ",\n".join(lines) + "\n}}\n", encoding="utf-8")
