"""Claims, questions, answers, relations and conflicts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

from sqlite_utils import Database

from db.clock import now
from db.editions import article_of
from db.records import Answer, Article, Claim, Conflict, Question, Relation, Revision
from db.rows import from_row, insert_rows, to_row
from db.views import STANDS

# What a page that is no more says of itself.
_CLAIM_GOES = """
insert or replace into gone (id, kind, reason, gone_at, words, question, subject, article, "where", start, "end")
select id, 'claim', 'read_otherwise', ?, quote, question, subject, article, "where", start, "end"
from claims where id = ?
"""
_QUESTION_GOES = """
insert or replace into gone (id, kind, reason, gone_at, words, subject)
select id, 'question', 'unanswered', ?, wording, subject from questions where id = ? and claims = 0
"""
# The claims of each answer of a question.
_GIVEN = """
select answer, claim from answer_claims join answers on answers.id = answer
where question = ? order by answer, claim
"""
BATCH = 500  # ids in one question to SQLite


class ClaimRows:
    """Reads and writes what articles claim, and what came of comparing it."""

    def __init__(self, database: Database) -> None:
        self.db = database

    def save(
        self,
        article: Article,
        topic: str,
        rules: str,
        claims: Sequence[Claim],
        questions: Mapping[str, Question],
    ) -> None:
        """All claims of an article for a topic, in place of those read before; their questions become stale.

        `questions` gives each claim's question by claim id (left out: the claim is not compared).
        Claims that are read again unchanged keep their rows, so that reviews and links hold.
        """
        superseded = self.db.execute(
            "select superseded_by is not null from articles where id = ?", [article.id]
        ).fetchone()
        old = {
            row["id"]
            for row in self.db.query(
                "select id from claims where article = ? and topic = ?", [article.id, topic]
            )
        }
        with self.db.atomic():
            self.db.execute("pragma defer_foreign_keys = on")
            self._drop(old - {claim.id for claim in claims})
            self.db.table("questions").insert_all(
                (to_row(question) for question in questions.values()), pk="id", ignore=True
            )
            extra = {
                "outlet": article.outlet,
                "published": article.published,
                "superseded": superseded[0] if superseded else 0,
            }
            for claim in claims:
                question = questions.get(claim.id)
                row = {**to_row(claim), **extra, "question": question.id if question else None}
                self.db.table("claims").upsert(row, pk="id")
            touched = {question.id for question in questions.values()}
            self._stale(touched)
            sql = "update article_topics set rules = ? where article = ? and topic = ?"
            self.db.execute(sql, [rules, article.id, topic])

    def _drop(self, claim_ids: Iterable[str]) -> None:
        for claim_id in claim_ids:
            question = self.db.execute("select question from claims where id = ?", [claim_id]).fetchone()[0]
            if question:
                self._stale([question])
                self._clear(question)
            self.db.execute(
                "delete from revisions where old_claim = ? or new_claim = ?", [claim_id, claim_id]
            )
            self.db.execute(_CLAIM_GOES, [now(), claim_id])
            self.db.execute("delete from claims where id = ?", [claim_id])

    def _stale(self, question_ids: Iterable[str]) -> None:
        for question_id in question_ids:
            self.db.execute("update questions set stale = 1 where id = ?", [question_id])

    def reopen(self, target: str, key: str) -> None:
        """Makes stale the questions that a review of this claim, relation, subject or outlet bears on."""
        questions = {
            "claim": "select question from claims where id = ?",
            "relation": "select question from relations where id = ?",
            "subject": "select question from claims where subject = ?",
            "outlet": "select question from claims where outlet = ?",
        }
        with self.db.atomic():
            self.db.execute(f"update questions set stale = 1 where id in ({questions[target]})", [key])  # noqa: S608 - from the table above

    def stale_questions(self) -> list[Question]:
        """The questions that got claims, or lost some, since they were last compared."""
        return [
            from_row(Question, row)
            for row in self.db.query("select * from questions where stale order by id")
        ]

    def related(self, question: Question) -> list[Question]:
        """The other questions of the same topic and subject."""
        sql = "select * from questions where topic = ? and subject = ? and id != ? order by id"
        return [
            from_row(Question, row)
            for row in self.db.query(sql, [question.topic, question.subject, question.id])
        ]

    def of_question(self, question_id: str) -> tuple[list[Claim], dict[str, Article]]:
        """A question's claims, and by id their articles, with later editions and the originals of copies."""
        rows = list(self.db.query("select * from claims where question = ? order by id", [question_id]))
        claims = [from_row(Claim, row) for row in rows]
        return claims, self.articles({claim.article for claim in claims})

    def articles(self, ids: Iterable[str]) -> dict[str, Article]:
        """Articles by id, in the order of their ids, with their later editions and the originals of copies among them."""
        found: dict[str, Article] = {}
        todo = sorted(ids)
        while todo:
            batch, todo = todo[:BATCH], todo[BATCH:]
            marks = ",".join("?" * len(batch))
            for row in self.db.query(f"select * from articles where id in ({marks})", batch):  # noqa: S608 - marks only
                found[row["id"]] = article_of(self.db.conn, row)
                todo += [
                    other for other in (row["superseded_by"], row["copy_of"]) if other and other not in found
                ]
        return dict(sorted(found.items()))

    def ids(self) -> set[str]:
        """The ids of all claims."""
        return {row[0] for row in self.db.execute("select id from claims").fetchall()}

    def of_article(self, article_id: str, topic: str) -> list[Claim]:
        """The claims of an edition for a topic, in the order of the text."""
        sql = "select * from claims where article = ? and topic = ? order by [where], start, id"
        return [from_row(Claim, row) for row in self.db.query(sql, [article_id, topic])]

    def statements(self, topic: str) -> list[Claim]:
        """The yes/no statements of a topic's articles, but for those of earlier editions."""
        sql = "select * from claims where kind = 'statement' and topic = ? and not superseded order by id"
        return [from_row(Claim, row) for row in self.db.query(sql, [topic])]

    def by_ids(self, ids: Iterable[str]) -> dict[str, Claim]:
        """Claims by id; ids that are not there are left out."""
        todo, found = list(dict.fromkeys(ids)), {}
        for start in range(0, len(todo), BATCH):
            batch = todo[start : start + BATCH]
            marks = ",".join("?" * len(batch))
            for row in self.db.query(f"select * from claims where id in ({marks})", batch):  # noqa: S608 - marks only
                found[row["id"]] = from_row(Claim, row)
        return found

    def answers(self, question_id: str) -> list[Answer]:
        """A question's answers with the claims that give them, lowest value first."""
        given: dict[str, list[str]] = {}
        for answer, claim in self.db.execute(_GIVEN, [question_id]):
            given.setdefault(answer, []).append(claim)
        rows = self.db.query("select * from answers where question = ? order by low, high, id", [question_id])
        return [from_row(Answer, {**row, "claims": json.dumps(given.get(row["id"], []))}) for row in rows]

    def questions(self, *, topic: str | None = None, subject: str | None = None) -> list[dict[str, object]]:
        """The questions with their counts, those with the most answers first."""
        sql = """select * from questions where (:topic is null or topic = :topic)
                 and (:subject is null or subject = :subject) order by conflicts desc, answers desc, wording"""
        return list(self.db.query(sql, {"topic": topic, "subject": subject}))

    def beginning_with(self, prefix: str) -> list[Claim]:
        """The claims whose id begins so."""
        sql = "select * from claims where substr(id, 1, length(?)) = ? order by id limit 5"
        return [from_row(Claim, row) for row in self.db.query(sql, [prefix, prefix])]

    def save_comparison(
        self,
        question: Question,
        answers: Sequence[Answer],
        relations: Sequence[Relation],
        conflict: Conflict | None,
    ) -> None:
        """What comparing a question's claims gave, in place of what it gave before."""
        with self.db.atomic():
            self.db.execute("pragma defer_foreign_keys = on")
            self._clear(question.id)
            rows = [to_row(answer) for answer in answers]
            for row in rows:
                del row["claims"]
            insert_rows(self.db, "answers", rows)
            given = ({"answer": answer.id, "claim": claim} for answer in answers for claim in answer.claims)
            insert_rows(self.db, "answer_claims", given)
            insert_rows(self.db, "relations", map(to_row, relations), ignore=True)
            if conflict:
                about = {
                    "topic": question.topic,
                    "subject": question.subject,
                    "metric": question.metric,
                    "wording": question.wording,
                }
                insert_rows(self.db, "conflicts", [{**to_row(conflict), **about}])
            self._count(question.id)

    def save_related(self, question: Question, relations: Sequence[Relation]) -> None:
        """Relations of a question to others ("often confused with"); with them it is compared whole."""
        with self.db.atomic():
            insert_rows(self.db, "relations", map(to_row, relations), ignore=True)
            self.db.execute("update questions set stale = 0 where id = ?", [question.id])

    def _clear(self, question_id: str) -> None:
        self.db.execute("delete from conflicts where question = ?", [question_id])
        self.db.execute(
            "delete from relations where question = ? or question_b = ?", [question_id, question_id]
        )
        self.db.execute(
            "delete from answer_claims where answer in (select id from answers where question = ?)",
            [question_id],
        )
        self.db.execute("delete from answers where question = ?", [question_id])

    def _count(self, question_id: str) -> None:
        """Counts on the question's row; a question that lost its last claim goes."""
        self.db.execute(
            f"""update questions set
                 claims = (select count(*) from claims where question = questions.id),
                 answers = (select count(*) from answers where question = questions.id),
                 origins = (select coalesce(sum(origins), 0) from answers where question = questions.id),
                 conflicts = (select count(*) from relations where question = questions.id
                              and question_b = questions.id and {STANDS}),
                 first_seen = (select min(first_seen) from answers where question = questions.id),
                 last_seen = (select max(last_seen) from answers where question = questions.id)
               where id = ?""",  # noqa: S608 - a constant
            [question_id],
        )
        self.db.execute(_QUESTION_GOES, [now(), question_id])
        self.db.execute("delete from questions where id = ? and claims = 0", [question_id])

    def save_revisions(self, revisions: Iterable[Revision]) -> None:
        """Numbers that changed between editions; one that is known already stays as it was."""
        with self.db.atomic():
            self.db.table("revisions").insert_all((to_row(revision) for revision in revisions), ignore=True)
