"""`make score`: runs the commands on annotated texts and prints the scorers' tables.

    python -m score [GOLD_FOLDER]        # default ../shared/gold; what is absent there is named and skipped

Outputs are kept in .score/, so that they can be looked into; what changed against the last commit is
printed as claims gained and lost.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from score import statements
from score.changes import print_changes
from score.table import reached, table

ROOT = Path(__file__).parent.parent
OUT = ROOT / ".score"
FRESH = ROOT / "training" / "fresh"  # invented stories from which nothing has learned


def crossclaim(*arguments: str, stdin: Path | None = None, to: str) -> Path:
    """Runs one command of this checkout and keeps what it prints as .score/TO."""
    OUT.mkdir(exist_ok=True)
    path = OUT / to
    command = [sys.executable, "-m", "pipeline.cli", *arguments]
    with path.open("w", encoding="utf-8") as out:
        given = None if stdin is None else stdin.open("rb")
        done = subprocess.run(command, cwd=ROOT, stdin=given, stdout=out, check=False)
    if done.returncode not in (0, 1):
        sys.exit(f"score: `crossclaim {' '.join(arguments)}` failed with exit code {done.returncode}.")
    return path


def scorer(script: Path, *arguments: str) -> None:
    """Runs a scorer and lets it print its table."""
    subprocess.run([sys.executable, str(script), *arguments], check=True)


def heading(text: str) -> None:
    print(f"\n## {text}", flush=True)


def score_claims(folder: Path, name: str) -> Path:
    """Extracts the claims of a corpus and prints how right they are."""
    heading(f"claims: {name}")
    found = crossclaim("extract", str(folder / "articles"), to=f"{name}.jsonl")
    errors = OUT / f"{name}-errors.jsonl"
    scorer(
        ROOT / "score" / "score_claims.py", str(folder), str(found), "--by-metric", "--errors", str(errors)
    )
    return found


def score_pairs(folder: Path, name: str, claims: Path) -> None:
    """Compares the annotated pairs, those that a reader chose and all of them: of the annotated claims and of those found."""
    script, articles = ROOT / "score" / "score_pairs.py", ("--articles", str(folder / "articles"))
    given = str(folder / "claims.jsonl")
    found = crossclaim("compare", str(claims), *articles, to=f"{name}-found-pairs.jsonl")
    for pairs in (folder / "pairs.jsonl", folder / "pairs_all.jsonl"):
        if pairs.is_file():
            known = crossclaim("compare", given, "--pairs", str(pairs), *articles, to=f"{name}-{pairs.name}")
            heading(f"{pairs.stem} of annotated claims: {name}")
            scorer(script, str(folder), str(known), "--pairs", str(pairs))
            heading(f"{pairs.stem} of found claims: {name}")
            scorer(script, str(folder), str(found), "--claims", str(claims), "--pairs", str(pairs))


def set_aside(train: Path, folder: Path) -> Path:
    """A corpus of the articles of gold/train that are for tuning alone."""
    kept = set(json.loads((train / "splits.json").read_text(encoding="utf-8"))["tune"])
    (folder / "articles").mkdir(parents=True)
    for path in (train / "articles").glob("*.json"):
        if path.stem in kept:
            (folder / "articles" / path.name).write_bytes(path.read_bytes())
    lines = (train / "claims.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    chosen = [line for line in lines if json.loads(line)["article"] in kept]
    (folder / "claims.jsonl").write_text("".join(chosen), encoding="utf-8")
    return folder


def as_articles(corpus: Path, folder: Path) -> Path:
    """A corpus whose articles stand in one file, with a file for each."""
    (folder / "articles").mkdir(parents=True)
    for line in (corpus / "articles.jsonl").read_text(encoding="utf-8").splitlines():
        path = folder / "articles" / f"{json.loads(line)['id']}.json"
        path.write_text(line, encoding="utf-8")
    (folder / "claims.jsonl").write_bytes((corpus / "claims.jsonl").read_bytes())
    return folder


def score_statements(train: Path, tune: Path) -> None:
    """The yes/no statements of the part set aside; the weights that find them have not seen it."""
    if not (train / "statements.jsonl").is_file():
        print(f"score: {train} holds no statements.jsonl; skipped.")
        return
    heading("statements: tune")
    found = crossclaim("extract", "--kinds", "statement", str(tune / "articles"), to="tune-statements.jsonl")
    articles = {path.stem for path in (tune / "articles").glob("*.json")}
    print(statements.table(statements.statements_of(train, found, articles)))


def score_texts(gold: Path) -> None:
    """The pipes for quantities, attributions and relations, on the texts that are there for them."""
    for folder, command, files in (
        ("quantities", "quantities", "*.jsonl"),
        ("attribution", "attributions", "*.jsonl"),
        ("relations", "relate", "*.jsonl"),
    ):
        paths = sorted((gold / folder).glob(files))
        if not paths:
            print(f"score: {gold / folder} is absent; skipped.")
        for path in paths:
            heading(f"{folder}: {path.stem}")
            found = crossclaim(command, "-", stdin=path, to=f"{folder}-{path.stem}.jsonl")
            scorer(gold / folder / "score.py", str(path), str(found))


def main() -> None:
    gold = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT.parent / "shared" / "gold")
    samples: dict[str, Path] = {"samples": ROOT / "samples"}
    corpora = {name: gold / name for name in ("dev", "seeds")} | samples
    columns: dict[str, dict[str, float]] = {}
    for name, folder in corpora.items():
        if not (folder / "claims.jsonl").is_file():
            print(f"score: {folder} holds no claims.jsonl; skipped.")
            continue
        claims = score_claims(folder, name)
        columns[name] = reached(folder, claims)
        if (folder / "pairs.jsonl").is_file():
            score_pairs(folder, name, claims)
        print_changes(folder / "articles", claims)
    if (gold / "train" / "splits.json").is_file():
        with tempfile.TemporaryDirectory() as scratch:
            folder = set_aside(gold / "train", Path(scratch) / "tune")
            columns["tune"] = reached(folder, score_claims(folder, "tune"))
            score_statements(gold / "train", folder)
            print(
                "(The shipped weights for numbers have seen this part; `python -m training.…` prints what they do without.)"
            )
    else:
        print(f"score: {gold / 'train'} is absent; skipped.")
    with tempfile.TemporaryDirectory() as scratch:
        folder = as_articles(FRESH, Path(scratch) / "fresh")
        columns["fresh"] = reached(folder, score_claims(folder, "fresh"))
    score_texts(gold)
    heading("the table of docs/quality.md")
    print(table(columns))


if __name__ == "__main__":
    main()
