"""Tables, indexes and full-text search, as migrations: each change a named function, applied once.

The longer ones are scripts in db/ddl/, which are never edited: what changes later is a migration of its own. A
column there that is not a field of a record in `db.records` says why it is there.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from sqlite3 import complete_statement

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from db.editions import keep_as_delta

DDL = Path(__file__).parent / "ddl"

migrations = Migrations("crossclaim")


@migrations()
def m001_tables(db: Database) -> None:
    """Feeds, pages, articles, claims, questions, answers, relations, conflicts, runs and problems."""
    for name in ("m001_articles", "m001_claims", "m001_runs"):
        run_script(db, name)


@migrations()
def m002_search(db: Database) -> None:
    """Full-text search over titles and texts of articles, and over quotes and sentences of claims."""
    for table, columns in (("articles", ["title", "text"]), ("claims", ["quote", "sentence"])):
        db.table(table).enable_fts(columns, tokenize="porter unicode61", create_triggers=True)


@migrations()
def m003_page_entry(db: Database) -> None:
    """What the feed said of a page when it was fetched, as JSON: a replay needs it as it was."""
    db.execute("alter table pages add column entry text")


@migrations()
def m004_tombstones(db: Database) -> None:
    """Texts that were taken down for good, by address, so that no later run brings them back."""
    db.execute(
        "create table tombstones (url text primary key, forgotten_at text not null, reason text) strict"
    )


@migrations()
def m005_days(db: Database) -> None:
    """What came in on each day, and which bodies are oldest, told from indexes alone."""
    db.execute("create index articles_first_seen on articles (first_seen)")
    db.execute("create index entries_feed on entries (feed, first_seen)")
    db.execute("create index pages_body on pages (body, fetched_at)")


@migrations()
def m006_told(db: Database) -> None:
    """What each channel of alerts last told of a conflict, so that it tells only what changed."""
    db.execute(
        "create table told (channel text not null, conflict text not null, state text not null, spread real, "
        "primary key (channel, conflict)) strict"
    )


@migrations()
def m007_gone(db: Database) -> None:
    """Claims, questions and articles that had a page and have none any more, so that the address can say so."""
    run_script(db, "m007_gone")


@migrations()
def m008_tables_in_order(db: Database) -> None:
    """Indexes for the orders and facets in which tables are shown."""
    for table, columns in SHOWN_BY.items():
        for column in columns:
            db.execute(f"create index {table}_by_{column} on {table} ({column})")


@migrations()
def m009_links_back(db: Database) -> None:
    """Indexes for the rows that lead to an article: Datasette counts them on its page."""
    db.execute("create index articles_superseded_by on articles (superseded_by)")
    db.execute("create index articles_page on articles (page)")


@migrations()
def m010_claims_of_a_topic(db: Database) -> None:
    """Claims of a topic or a metric in the order of their days, and a topic's counted by stance, from indexes alone."""
    for columns in ("topic, published", "topic, stance", "metric, published"):
        db.execute(f"create index claims_{columns.replace(', ', '_')} on claims ({columns})")


@migrations()
def m011_claim_counts(db: Database) -> None:
    """How many claims share topic, outlet, metric and stance, kept by triggers, so that no facet reads them all.

    Two indexes are widened, so that the claims under several facets are counted from an index alone.
    """
    run_script(db, "m011_claim_counts")
    for name, columns in (("claims_topic", "topic, metric, stance"), ("claims_metric", "metric, stance")):
        db.execute(f"drop index {name}")
        db.execute(f"create index {name} on claims ({columns})")


@migrations()
def m012_deltas(db: Database) -> None:
    """The texts of earlier editions as deltas against the next one; those that are there are carried over."""
    run_script(db, "m012_deltas")
    sql = """select id, superseded_by from articles where superseded_by is not null and text != '' order by edition"""
    pairs = db.execute(sql).fetchall()
    for old, new in pairs:  # the oldest first: its delta is against a text that is still plain
        keep_as_delta(db.conn, old, new)


@migrations()
def m013_history(db: Database) -> None:
    """When a dispute began, widened and was settled, and when an answer was withdrawn.

    What is in dispute is compared again with the next run, which writes it down.
    """
    db.execute("alter table answers add column withdrawn_at text")
    db.execute("alter table conflicts add column history text not null default '[]'")
    db.execute("alter table conflicts add column changed_at text")
    db.execute("update conflicts set changed_at = last_seen")
    db.execute("create index conflicts_changed_at on conflicts (changed_at)")
    db.execute("update questions set stale = 1 where id in (select question from conflicts)")


@migrations()
def m014_first_outlet(db: Database) -> None:
    """Which outlet gave an answer first, so that its page can say how often it did; the next run fills it in."""
    db.execute("alter table answers add column first_outlet text")
    db.execute("create index answers_first_outlet on answers (first_outlet, outlets)")
    db.execute("update questions set stale = 1 where id in (select question from answers where outlets > 1)")


@migrations()
def m015_loaded(db: Database) -> None:
    """Which partitions of a backfill were taken in, so that only new ones are."""
    db.execute("create table loaded (partition text primary key, loaded_at text not null) strict")


@migrations()
def m016_conflicts_of_a_topic(db: Database) -> None:
    """The open conflicts of each topic, which every front page counts, from an index alone."""
    db.execute("create index conflicts_topic_state on conflicts (topic, state)")


@migrations()
def m017_rare_links(db: Database) -> None:
    """The index of a link that few articles have holds these alone: one that is mostly null is never used.

    And what an outlet's articles are counted by stands in one index.
    """
    db.execute("drop index articles_superseded_by")
    db.execute(
        "create index articles_superseded_by on articles (superseded_by) where superseded_by is not null"
    )
    db.execute("drop index articles_outlet")
    db.execute("create index articles_outlet on articles (outlet, published, copy_of)")


@migrations()
def m018_standing_conflicts(db: Database) -> None:
    """A question's conflicts are the pairs that stand: those with a withdrawn answer were counted too."""
    db.execute("""update questions set conflicts = (select count(*) from relations where question = questions.id
      and question_b = questions.id and relation = 'conflict' and not exists
      (select 1 from answers where answers.id in (relations.a, relations.b) and rank = 'deprecated')) where conflicts > 0""")


# Table -> columns that its page is sorted by or counts the values of.
SHOWN_BY = {
    "claims": ("published",),
    "questions": ("conflicts",),
    "answers": ("origins",),
    "articles": ("language", "edition"),
    "revisions": ("kind",),
    "entries": ("state", "topic", "first_seen"),
    "pages": ("status", "problem", "fetched_at"),
    "problems": ("stage",),
}


def run_script(db: Database, name: str) -> None:
    """Executes a script of db/ddl/ statement by statement, inside the migration's own transaction.

    (`executescript` would commit first.)
    """
    for statement in statements((DDL / f"{name}.sql").read_text(encoding="utf-8")):
        db.execute(statement)


def statements(script: str) -> Iterator[str]:
    """The single statements of a script, without its comments."""
    pending = ""
    for line in script.splitlines():
        pending += line.split("--")[0].rstrip() + "\n"
        if complete_statement(pending):
            yield pending.strip().rstrip(";")
            pending = ""
