"""Two answers side by side, as a reader sees them: disputes, and the clearest pair of each other kind.

store.contrasts.disputes(limit=3)      # the three sharpest
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlite_utils import Database

from db.editions import article_of
from db.records import Answer, Article, Claim, Relation
from db.rows import from_row


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a dispute: an answer (without its list of claims), its best claim and where that stands."""

    answer: Answer
    claim: Claim
    article: Article


@dataclass(frozen=True, slots=True)
class Contrast:
    """Two answers side by side as a reader sees them: the question's wording, both sides, how they stand and why."""

    wording: str
    relation: Relation
    a: Side
    b: Side


class ContrastRows:
    """Reads what came of comparing, for a terminal; the pages have views of their own."""

    def __init__(self, database: Database) -> None:
        self.db = database

    def disputes(
        self, *, topic: str | None = None, since: str | None = None, settled: bool = False, limit: int = -1
    ) -> list[Contrast]:
        """The sharpest pair of each conflict, sharpest first; settled ones only if asked for.

        `since` leaves out those to which nothing was added from that date on.
        """
        sql = """select relations.*, conflicts.wording from conflicts join relations on relations.id = conflicts.relation
                 where (:topic is null or topic = :topic) and (:since is null or last_seen >= :since)
                 and (:settled or state != 'settled') order by sharpness desc, conflicts.id limit :limit"""
        values = {"topic": topic, "since": since, "settled": settled, "limit": limit}
        return [self._contrast(row) for row in self.db.query(sql, values)]

    def best_of_kind(self, kind: str) -> Contrast | None:
        """The relation of a kind ("rounding", "denial") whose two claims are read most surely; None where there is none.

        Of equally sure ones that with the most origins behind it.
        """
        sql = """select relations.*, questions.wording from relations
                 join questions on questions.id = relations.question
                 join answers as a on a.id = relations.a join answers as b on b.id = relations.b
                 join claims as one on one.id = a.best_claim join claims as other on other.id = b.best_claim
                 where relations.kind = ?
                 order by min(one.confidence, other.confidence) desc, a.origins + b.origins desc, relations.id limit 1"""
        return next((self._contrast(row) for row in self.db.query(sql, [kind])), None)

    def _contrast(self, row: Mapping[str, object]) -> Contrast:
        relation = from_row(Relation, row)
        return Contrast(str(row["wording"]), relation, self._side(relation.a), self._side(relation.b))

    def _side(self, answer_id: str) -> Side:
        sql = "select * from claims where id = (select best_claim from answers where id = ?)"
        claim = from_row(Claim, next(iter(self.db.query(sql, [answer_id]))))
        answer = from_row(
            Answer,
            {**next(iter(self.db.query("select * from answers where id = ?", [answer_id]))), "claims": "[]"},
        )
        (article,) = self.db.query("select * from articles where id = ?", [claim.article])
        return Side(answer, claim, article_of(self.db.conn, article))
