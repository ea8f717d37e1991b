"""Named queries for what researchers ask; one registry that both Datasette 0.65 and 1.0 serve.

Each is bounded: it rests on an index and ends with a limit. Parameters are bound by name, empty means any.
"""

from __future__ import annotations

from dataclasses import dataclass

from db.views import DISPUTED


@dataclass(frozen=True)
class NamedQuery:
    """A SELECT with a title and one sentence on what it gives."""

    name: str
    title: str
    description: str
    sql: str


QUERIES = (
    NamedQuery(
        "disputed_questions",
        "Disputed questions of a topic",
        "Questions in an open conflict, sharpest first; of all topics where none is given. 200 rows at most.",
        """
select conflicts.question, conflicts.wording, conflicts.state, round(conflicts.spread, 2) as spread, conflicts.why,
       conflicts.origins_a, conflicts.origins_b, conflicts.first_seen, conflicts.last_seen
from conflicts where :topic in ('', topic) and state <> 'settled' order by sharpness desc limit 200
""",
    ),
    NamedQuery(
        "denied_claims_of_a_source",
        "Claims of a source that others dispute",
        "What a source claimed where another answer cannot be true at the same time. 200 rows at most.",
        f"""
select claims.id as claim, claims.question, claims.quote, claims.sentence, claims.article, claims.outlet,
       claims.published
from claims where source = :source and not superseded and ({DISPUTED})
order by published desc limit 200
""",
    ),
    NamedQuery(
        "changed_after_publication",
        "Numbers changed after publication",
        "Revisions between two editions of one article, newest first. 200 rows at most.",
        """
select revisions.new_article as article, revisions.kind, revisions.seen_at, articles.outlet,
       revisions.old_sentence, revisions.new_sentence
from revisions join articles on articles.id = revisions.new_article
order by revisions.seen_at desc limit 200
""",
    ),
    NamedQuery(
        "most_quoted_sources",
        "Who is quoted most on a subject",
        "Sources by the number of articles in which they claim something about a subject. 200 rows at most.",
        """
select source, count(distinct article) as articles, count(distinct outlet) as outlets, count(*) as claims
from claims where subject = :subject and source is not null and not superseded
group by source order by articles desc, source limit 200
""",
    ),
    NamedQuery(
        "claims_of_a_week",
        "Claims of a week",
        "Claims published in the seven days from a day on, such as 2025-01-27; the oldest first. 200 rows at most: “Claims of an outlet between two days” narrows them down.",
        """
select claims.published, claims.outlet, claims.id as claim, claims.question, claims.quote, claims.subject,
       claims.metric, claims.source, claims.article
from articles join claims on claims.article = articles.id
where articles.published >= :from_day and articles.published < date(:from_day, '+7 days')
order by articles.published, articles.id limit 200
""",
    ),
    NamedQuery(
        "claims_of_an_outlet",
        "Claims of an outlet between two days",
        "Days as 2025-01-31; the second one is not included. 200 rows at most.",
        """
select claims.id as claim, claims.question, claims.quote, claims.subject, claims.metric, claims.source,
       claims.article, claims.published
from claims where outlet = :outlet and published >= :from_day and published < :to_day
order by published limit 200
""",
    ),
)
