"""What flows through Crossclaim: frozen, flat values, a field a column.

All times are ISO 8601 text in UTC ("2025-01-31T09:00:00Z"); all offsets count characters, end
exclusive; ids are hashes of the content that makes a thing itself, so that a stage can run twice
and change nothing.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from db.errors import Stage

if TYPE_CHECKING:
    from dataclasses import dataclass as record
else:

    def record(*, frozen, slots):
        """`dataclass` for what there are millions of: frozen to type checkers, not when it runs.

        A frozen dataclass sets each field by `object.__setattr__`, which makes it three times as slow to make.
        """
        return dataclass(slots=slots, unsafe_hash=frozen)


Where = Literal["text", "title"]
Kind = Literal["quantity", "statement"]
Stance = Literal["asserted", "denied", "alleged", "planned", "hypothetical", "questioned", "no_evidence"]
RelationName = Literal["agree", "compatible", "conflict", "incomparable", "not_compared"]
ConflictState = Literal["new", "standing", "widened", "settled"]
Rank = Literal["preferred", "normal", "deprecated"]


def content_id(*parts: object) -> str:
    """A 16-character id that follows from the parts alone; None and "" are different parts."""
    return text_id(
        *[part if isinstance(part, str) else "\x00" if part is None else str(part) for part in parts]
    )


def text_id(*parts: str) -> str:
    """The `content_id` of parts that are all text, at half the cost."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Page:
    """What a URL answered, kept so that better rules can be run on old news without the network.

    `body` is the decoded content (None where the answer was 304 or was refused); `hops` are the
    URLs from the one asked for to the one that answered; `problem` is a short kind such as
    "too_large" (None where all went well) and `detail` its sentence. `moved_to` is where the
    permanent redirects (301, 308) at the head of the chain lead, None where there is none.
    """

    id: str
    url: str
    final_url: str
    status: int
    headers: dict[str, str]
    body: bytes | None
    fetched_at: str
    hops: tuple[str, ...] = ()
    problem: str | None = None
    detail: str | None = None
    moved_to: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a feed: where an article can be fetched, and what the feed itself says of it."""

    feed: str
    url: str
    guid: str | None = None
    title: str | None = None
    published: str | None = None
    updated: str | None = None
    summary: str | None = None
    text: str | None = None


@record(frozen=True, slots=True)
class Article:
    """One edition of one text. A changed text is a new edition under the same URL.

    `text` is plain paragraphs parted by a blank line; `published` may be a date alone where no
    more is known, and `published_from` says where it was read (jsonld, meta, visible, url, feed);
    `published_offset` is the outlet's clock against UTC then ("+08:00"), where the page gives it.
    `edition` counts from 1; `copy_of` is the id of the article that this one copies, with
    `copy_share` (0..1) of the smaller text's shingles in common.
    """

    id: str
    url: str
    title: str | None
    text: str
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    published_from: str | None = None
    published_offset: str | None = None
    modified: str | None = None
    language: str | None = None
    canonical: str | None = None
    links: tuple[str, ...] = ()
    page: str | None = None
    first_seen: str | None = None
    edition: int = 1
    copy_of: str | None = None
    copy_share: float | None = None
    extractor: str | None = None


@record(frozen=True, slots=True)
class Claim:
    """Article A says that the METRIC of SUBJECT is LOW..HIGH UNIT, as SOURCE (through VIA) told it.

    Fields as in docs/data.md. `quote` is `text[start:end]` of the article's text (or of its title,
    where `where` is "title"). A point has low == high; an open bound is None. `rules` names, for
    each field, the rule that set it. `scope` is what the number covers where the text says so
    ("in all", "one run"). A statement (kind "statement") has no bounds and a `predicate`.
    """

    id: str
    article: str
    topic: str
    quote: str
    start: int
    end: int
    sentence: str
    sentence_start: int
    metric: str
    low: float | None
    high: float | None
    unit: str | None
    approx: bool = False
    subject: str | None = None
    item: str | None = None
    source: str | None = None
    via: str | None = None
    stance: Stance = "asserted"
    period: str | None = None
    period_start: str | None = None
    period_end: str | None = None
    direction: Literal["up", "down"] | None = None
    scope: str | None = None
    where: Where = "text"
    kind: Kind = "quantity"
    predicate: str | None = None
    object: str | None = None
    confidence: float = 1.0
    rules: dict[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Question:
    """What claims can be answers to: (topic, subject family, metric), with its wording for the reader."""

    id: str
    topic: str
    subject: str
    metric: str
    wording: str


@record(frozen=True, slots=True)
class Answer:
    """One value given to a question, with the claims that give it.

    Same subject, item, period, scope and stance class; a rounding or a conversion joins the most
    precise value that it can stand for. `articles`, `outlets`, `origins` count independent voices:
    a copy is no article of its own here, and thirty outlets that quote one report are one origin.
    `best_claim` is the claim whose quote is shown for the answer; `withdrawn_at` is when the last of
    its claims was taken back or rejected (None while one stands). `first_outlet` is the one outlet that
    gave it first (None where several did on one day).
    """

    id: str
    question: str
    low: float | None
    high: float | None
    unit: str | None
    subject: str | None
    item: str | None
    period: str | None
    scope: str | None
    stance: Stance
    label: str
    claims: tuple[str, ...]
    best_claim: str
    articles: int
    outlets: int
    origins: int
    origin_names: tuple[str, ...]
    first_seen: str | None
    last_seen: str | None
    rank: Rank = "normal"
    rank_reason: str | None = None
    withdrawn_at: str | None = None
    first_outlet: str | None = None


@record(frozen=True, slots=True)
class Relation:
    """Between two answers: what holds, by which rule, and one plain sentence that says why.

    `kind` refines the relation ("rounding", "part of", "denial" …). `a` and `b` are answer ids (in
    the `compare` pipe: claim ids), a < b. `question_b` differs from `question` where the two
    answers belong to related questions ("often confused with").
    """

    id: str
    question: str
    question_b: str
    a: str
    b: str
    relation: RelationName
    kind: str
    rule: str
    why: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """A question with two answers whose relation is conflict: one row a dispute.

    `spread` is the ratio of the farthest two disputed values (None for denials of an equal value);
    `sharpness` orders disputes (origins, spread, confidence, freshness; explained in
    `sharpness_why`). `answer_a` and `answer_b` are the sharpest pair and `why` its reason. `history`
    says when it began, widened and was settled, and `changed_at` when it last did one of these.
    """

    id: str
    question: str
    answer_a: str
    answer_b: str
    relation: str
    why: str
    spread: float | None
    origins_a: int
    origins_b: int
    first_seen: str | None
    last_seen: str | None
    state: ConflictState
    sharpness: float
    sharpness_why: str
    history: tuple[dict[str, Any], ...] = ()
    changed_at: str | None = None


@dataclass(frozen=True, slots=True)
class Revision:
    """A number that changed between two editions of one article, or that a correction notice withdraws."""

    id: str
    url: str
    old_article: str | None
    new_article: str
    old_claim: str | None
    new_claim: str | None
    kind: Literal["changed", "removed", "added", "corrected"]
    seen_at: str
    old_sentence: str | None = None
    new_sentence: str | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """What a person decided about a claim, relation, subject or outlet. Append-only."""

    id: str
    target: Literal["claim", "relation", "subject", "outlet"]
    key: str
    verdict: str
    detail: dict[str, str]
    reviewer: str
    reason: str
    made_at: str


@dataclass(frozen=True, slots=True)
class Problem:
    """An expected failure, as a row: what stage, of what, of which kind, and a sentence with the way out."""

    stage: Stage
    subject: str
    kind: str
    message: str


@dataclass(frozen=True, slots=True)
class Run:
    """One execution of the daily job."""

    id: str
    started_at: str
    finished_at: str | None
    version: str
    counts: dict[str, int]
