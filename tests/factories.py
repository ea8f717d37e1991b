"""Values with good defaults, so that a test names only what matters to it."""

from __future__ import annotations

from typing import Any

from db.records import Article, Claim, Question, content_id


def make_article(text: str = "DeepSeek has 2,048 GPUs.", **fields: Any) -> Article:
    url = fields.pop("url", "https://outlet.example/story")
    defaults: dict[str, Any] = {
        "id": content_id(url, text),
        "title": None,
        "outlet": "Outlet",
        "published": "2025-01-31",
        "language": "en",
        "first_seen": "2025-02-01T06:00:00Z",
    }
    return Article(url=url, text=text, **{**defaults, **fields})


def make_claim(quote: str = "2,048 GPUs", **fields: Any) -> Claim:
    defaults: dict[str, Any] = {
        "article": "article-1",
        "topic": "ai-compute",
        "quote": quote,
        "start": 0,
        "end": len(quote),
        "sentence": quote,
        "sentence_start": 0,
        "metric": "accelerator_count",
        "low": 2048.0,
        "high": 2048.0,
        "unit": "GPU",
        "subject": "DeepSeek",
    }
    merged = {**defaults, **fields}
    merged.setdefault("id", content_id(*(str(value) for value in merged.values())))
    return Claim(**merged)


def make_question(claim: Claim) -> Question:
    subject = claim.subject or ""
    return Question(
        id=f"q-{subject}-{claim.metric}", topic=claim.topic, subject=subject, metric=claim.metric, wording="?"
    )
