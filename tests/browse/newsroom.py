"""A small database with one dispute, a copy, a corrected edition, a run, and hostile words where wanted."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from db.records import Answer, Article, Claim, Conflict, Problem, Question, Relation, Revision
from db.store import Store
from tests.factories import make_article, make_claim

NOW = "2025-02-01T06:00:00Z"
PLAIN = {"title": "Startup made do with few chips", "subject": "DeepSeek", "source": "SemiAnalysis"}
HOSTILE = {
    "title": "<script>alert('title')</script>",
    "subject": '"><img src=x onerror=alert(1)>/%2F..',
    "source": "=cmd|' /C calc'!A0</a><svg onload=alert(2)>",
}


@dataclass(frozen=True)
class Newsroom:
    """The database file and what a test asks for."""

    path: Path
    question: Question
    few: Claim
    many: Claim
    first: Article
    copy: Article
    old: Article
    corrected: Article


def write_newsroom(path: Path, words: dict[str, str] = PLAIN) -> Newsroom:
    """2,048 GPUs said by an outlet itself, a copy of it, and around 50,000 said by a source (first 40,000)."""
    title, subject, source = words["title"], words["subject"], words["source"]
    few_text = f"{subject} trained its model on 2,048 GPUs.\n\nIt was cheap."
    many_text = f"{source} counts around 50,000 Hopper GPUs."
    with Store.open(path, create=True) as store:

        def save(text: str, **fields: Any) -> Article:
            return store.articles.save(make_article(text, **fields), ["t"], [len(text)])

        first = save(few_text, url="https://a.example/1", title=title)
        copy = save(
            few_text,
            url="javascript:alert(3)",
            outlet="Copyist",
            copy_of=first.id,
            copy_share=1.0,
            title=title,
        )
        second = {"url": "https://b.example/2", "outlet": "B & Co", "title": "Count"}
        old = save(many_text.replace("50,000", "40,000"), **second)
        corrected = save(many_text, **second)
        question = Question("q-1", "t", subject, "accelerator_count", f"How many has {subject}?")
        few = _claim(first, "2,048 GPUs", 2048, subject=subject)
        echo = _claim(copy, "2,048 GPUs", 2048, subject=subject)
        many = _claim(
            corrected, "around 50,000 Hopper GPUs", 50000, approx=True, subject=subject, source=source
        )
        gone = _claim(old, "around 40,000 Hopper GPUs", 40000, approx=True, subject=subject, source=source)
        for article, claim in ((first, few), (copy, echo), (corrected, many), (old, gone)):
            store.claims.save(article, "t", "1", [claim], {claim.id: question})
        answers = (
            _answer("answer-a", "2,048 GPUs", few, (few.id, echo.id), "Outlet"),
            _answer("answer-b", "about 50,000 GPUs", many, (many.id,), source),
        )
        why = f"2,048 cannot be a rounding of 50,000, writes {title}."
        relation = Relation(
            "r-1", "q-1", "q-1", "answer-a", "answer-b", "conflict", "values", "disjoint", why
        )
        conflict = Conflict(
            "c-1", "q-1", "answer-a", "answer-b", "r-1", why, 24.4, 1, 1, NOW, NOW, "new", 3.0, "2 origins",
            ({"at": NOW, "change": "new", "spread": 24.4},), NOW,
        )  # fmt: skip
        store.claims.save_comparison(question, answers, [relation], conflict)
        store.claims.save_revisions(
            [Revision("v-1", corrected.url, old.id, corrected.id, gone.id, many.id, "changed", NOW, "a", "b")]
        )
        run = store.runs.start(NOW, "0.1.0")
        store.runs.add_problems(
            run, [Problem("fetch", "https://c.example/", "timeout", "No answer in 30 s.")]
        )
        store.runs.finish(run, NOW, {"articles": 4})
    return Newsroom(path, question, few, many, first, copy, old, corrected)


def _claim(article: Article, quote: str, value: float, **fields: Any) -> Claim:
    start = article.text.index(quote)
    return make_claim(
        quote, id=f"claim-{article.id}", article=article.id, topic="t", start=start, end=start + len(quote),
        sentence=article.text.split("\n\n")[0], low=float(value), high=float(value), **fields,
    )  # fmt: skip


def _answer(id: str, label: str, best: Claim, claims: tuple[str, ...], origin: str) -> Answer:
    return Answer(
        id=id, question="q-1", low=best.low, high=best.high, unit="GPU", subject=best.subject, item=None,
        period=None, scope=None, stance="asserted", label=label, claims=claims, best_claim=best.id, articles=1,
        outlets=1, origins=1, origin_names=(origin,), first_seen=NOW, last_seen=NOW,
    )  # fmt: skip
