"""Named SELECTs: everything that the pages, feeds and downloads read, in one place.

Each is bound by name (`:id`, `:limit`); a list of ids travels as one JSON array. Every WHERE and
ORDER BY here rests on an index of `db.schema`.

    reader.all(CONFLICTS_BY_SHARPNESS, limit=6)
"""

from __future__ import annotations

# The claim behind an answer, with what a reader needs to judge it.
_CLAIM = """
    claims.id, claims.article, claims.topic, claims.question, claims.quote, claims.start, claims."end",
    claims.sentence, claims.sentence_start, claims.metric, claims.low, claims.high, claims.unit,
    claims.approx, claims.subject, claims.item, claims.source, claims.via, claims.stance, claims.period,
    claims.direction, claims.scope, claims."where", claims.kind, claims.predicate, claims.object,
    claims.confidence, claims.rules, claims.outlet, claims.published, claims.superseded
"""

_CONFLICT = """
    conflicts.id, conflicts.question, conflicts.relation, conflicts.topic, conflicts.subject, conflicts.metric, conflicts.wording,
    conflicts.answer_a, conflicts.answer_b, conflicts.why, conflicts.spread, conflicts.origins_a,
    conflicts.origins_b, conflicts.first_seen, conflicts.last_seen, conflicts.state, conflicts.sharpness,
    conflicts.sharpness_why, conflicts.history, conflicts.changed_at
"""

# A pair in conflict that still stands: where one side was withdrawn, corrected or rejected it is settled.
STANDS = """relations.relation = 'conflict' and not exists
    (select 1 from answers as side where side.id in (relations.a, relations.b) and side.rank = 'deprecated')"""

CONFLICTS_BY_SHARPNESS = f"""
select {_CONFLICT} from conflicts where state <> 'settled' order by sharpness desc limit :limit
"""
CONFLICTS_BY_DATE = f"""
select {_CONFLICT} from conflicts where state <> 'settled' order by first_seen desc limit :limit
"""
CONFLICTS_BY_ID = f"select {_CONFLICT} from conflicts where id in (select value from json_each(:ids))"
CONFLICT_STATES = """
select id, question, topic, subject, state, spread from conflicts order by sharpness desc, id
"""
CONFLICT_OF_QUESTION = f"select {_CONFLICT} from conflicts where question = :question"

# Filters of the list and the feeds: an empty one is left out by the caller (see `conflicts_where`).
CONFLICT_FILTERS = ("topic", "subject", "metric", "question", "state")
CONFLICT_ORDERS = {"sharpness": "sharpness desc", "newest": "first_seen desc", "changed": "changed_at desc"}


def conflicts_where(filters: dict[str, str], order: str) -> str:
    """The SELECT for conflicts under the given filters, `:limit` and `:offset`.

    `filters` and `order` are names from CONFLICT_FILTERS and CONFLICT_ORDERS; their values are bound.
    """
    where = " and ".join(f"{name} = :{name}" for name in CONFLICT_FILTERS if name in filters) or "true"
    return (
        f"select {_CONFLICT} from conflicts where {where} "
        f"order by {CONFLICT_ORDERS[order]}, id limit :limit offset :offset"
    )


ANSWERS_BY_ID = f"""
select answers.id as answer, answers.question as answer_question, answers.label, answers.rank,
       answers.rank_reason, answers.origins, answers.articles, answers.origin_names, {_CLAIM},
       articles.title, articles.url
from answers join claims on claims.id = answers.best_claim join articles on articles.id = claims.article
where answers.id in (select value from json_each(:ids))
"""

TOTALS = """
select (select count(*) from articles) as articles, (select count(*) from claims) as claims,
       (select count(*) from questions) as questions
"""
DISPUTES = """
select count(*) filter (where state <> 'settled') as conflicts, count(*) filter (where state = 'settled') as settled
from conflicts
"""
LAST_RUN = """
select id, started_at, finished_at, version, counts from runs order by started_at desc limit 1
"""
TOPICS = """
select topic, count(*) as conflicts from conflicts where state <> 'settled' group by topic order by topic
"""

QUESTION = """
select id, topic, subject, metric, wording, claims, answers, origins, conflicts, first_seen, last_seen
from questions where id = :id
"""
ANSWERS_OF_QUESTION = """
select id, low, high, unit, subject, item, period, scope, stance, label, best_claim, articles, outlets,
       origins, origin_names, first_seen, last_seen, rank, rank_reason
from answers where question = :question order by origins desc, articles desc, first_seen, id limit :limit
"""
# The first claims of each answer, those that count before copies and earlier editions, with how many there are.
CLAIMS_OF_ANSWERS = f"""
select * from (
    select answer_claims.answer, {_CLAIM}, articles.title, articles.url, articles.copy_of,
           count(*) over (partition by answer_claims.answer) as of_answer,
           row_number() over (partition by answer_claims.answer order by claims.superseded,
               articles.copy_of is not null, claims.published, claims.article, claims.start) as place
    from answer_claims join claims on claims.id = answer_claims.claim
         join articles on articles.id = claims.article
    where answer_claims.answer in (select value from json_each(:ids)))
where place <= :each order by published, article, start
"""
RELATIONS_OF_QUESTION = """
select id, question, question_b, a, b, relation, kind, rule, why from relations
where question = :question or question_b = :question
order by case relation when 'conflict' then 0 when 'agree' then 1 when 'compatible' then 2
         when 'incomparable' then 3 else 4 end, kind, id
limit :limit
"""
QUESTIONS_BY_ID = """
select id, topic, subject, metric, wording from questions where id in (select value from json_each(:ids))
"""
NEWEST_REVISION = """
select revisions.new_article, articles.title, articles.outlet from revisions
join articles on articles.id = revisions.new_article order by revisions.seen_at desc limit 1
"""
REVISIONS_OF_QUESTION = """
select revisions.id, revisions.kind, revisions.seen_at, revisions.new_article, revisions.old_article,
       revisions.old_sentence, revisions.new_sentence, articles.title, articles.outlet
from revisions join articles on articles.id = revisions.new_article
where revisions.old_claim in (select id from claims where question = :question)
   or revisions.new_claim in (select id from claims where question = :question)
order by revisions.seen_at desc limit :limit
"""

ARTICLE = """
select id, url, title, text, outlet, authors, published, published_from, modified, language, canonical,
       page, first_seen, edition, copy_of, copy_share, extractor, superseded_by
from articles where id = :id
"""
CLAIMS_OF_ARTICLE = f"""
select {_CLAIM}, questions.wording, questions.conflicts
from claims left join questions on questions.id = claims.question
where claims.article = :article order by claims."where" desc, claims.start, claims."end", claims.id
limit :limit
"""
CLAIM_COUNT_OF_ARTICLE = "select count(*) as claims from claims where article = :article"
CLAIMS_BY_ID = f"""
select {_CLAIM}, articles.title, articles.url
from claims join articles on articles.id = claims.article
where claims.id in (select value from json_each(:ids))
"""
GONE = "select * from gone where id = :id and kind = :kind"
READ_NOW = f"""
select {_CLAIM}, questions.wording from claims left join questions on questions.id = claims.question
where claims.article = :article and claims."where" = :where and claims.start < :end and claims."end" > :start
"""
# The questions that the claims of a question that is no more answer now.
ANSWERED_NOW = """
select distinct questions.id, questions.wording from gone
join claims on claims.article = gone.article and claims."where" = gone."where"
     and claims.start < gone."end" and claims."end" > gone.start
join questions on questions.id = claims.question where gone.question = :id limit 20
"""
RELATION = "select id, question, question_b, a, b, relation, kind, rule, why from relations where id = :id"
# Open disputes, first those in which one decision settles most: the pairs in conflict that an answer is in, by
# the claims that would have to be rejected for it.
CONFLICTS_FOR_REVIEW = f"""
with pairs as (
    select relations.question, relations.a, relations.b from conflicts
    join relations on relations.question = conflicts.question and {STANDS}
    where conflicts.state <> 'settled' and relations.question_b = relations.question),
ends as (select question, a as answer from pairs union all select question, b from pairs),
counted as (
    select question, answer, count(*) as settles,
           (select count(*) from answer_claims where answer_claims.answer = ends.answer) as claims
    from ends group by question, answer),
best as (
    select *, row_number() over (partition by question order by 1.0 * settles / claims desc, answer) as place,
           (sum(settles) over (partition by question)) / 2 as pairs
    from counted)
select conflicts.question, conflicts.wording, conflicts.why, conflicts.relation, best.settles, best.claims,
       best.pairs, answers.label, answers.best_claim as claim
from best join conflicts on conflicts.question = best.question join answers on answers.id = best.answer
where best.place = 1 order by 1.0 * best.settles / best.claims desc, conflicts.sharpness desc limit :limit
"""
CLAIM = "select id, article, question from claims where id = :id"
EDITIONS = """
select id, edition, title, published, first_seen from articles where url = :url order by edition
"""
COPIES = """
select id, title, outlet, published, copy_share from articles where copy_of = :id
order by published limit :limit
"""
PAGE = """
select url, final_url, status, hops, fetched_at, problem from pages where id = :id
"""

# A subject's own questions, and those of its family that some claim about it answers (a model's, its maker's).
QUESTIONS_OF_SUBJECT = """
select questions.id, questions.topic, questions.metric, questions.wording, questions.claims,
       questions.answers, questions.origins, questions.conflicts, questions.last_seen,
       (select group_concat(label, ' · ') from
          (select label from answers where answers.question = questions.id
           order by origins desc, articles desc limit 3)) as labels
from questions where subject = :subject
   or id in (select question from claims where subject = :subject and not superseded)
order by conflicts desc, origins desc, claims desc, id limit :limit
"""
SOURCES_ON_SUBJECT = """
select source as name, count(*) as claims, count(distinct article) as articles from claims
where subject = :subject and source is not null and not superseded
group by source order by claims desc, source limit :limit
"""

# Disputed: some answer that the claim gives is in conflict with another, and neither was withdrawn.
DISPUTED = f"""
    exists (select 1 from answer_claims join relations on relations.a = answer_claims.answer
            where answer_claims.claim = claims.id and {STANDS})
 or exists (select 1 from answer_claims join relations on relations.b = answer_claims.answer
            where answer_claims.claim = claims.id and {STANDS})
"""
CLAIMS_OF_SOURCE = f"""
select {_CLAIM}, questions.wording, ({DISPUTED}) as disputed
from claims left join questions on questions.id = claims.question
where claims.source = :source and not claims.superseded
order by claims.published desc, claims.id limit :limit
"""
COUNTS_OF_SOURCE = """
select count(*) as claims, count(distinct article) as articles, count(distinct outlet) as outlets,
       count(distinct question) as questions, min(published) as first, max(published) as last
from claims where source = :source and not superseded
"""
COUNTS_OF_OUTLET = """
select count(*) as articles, count(copy_of) as copies,
       (select count(*) from articles as copy join articles as first on first.id = copy.copy_of
        where first.outlet = :outlet) as copied,
       (select count(*) from answers where first_outlet = :outlet and outlets > 1) as first_to_give,
       sum(edition > 1) as editions, min(published) as first, max(published) as last
from articles where outlet = :outlet
"""
ARTICLES_OF_OUTLET = """
select articles.id, articles.title, articles.published, articles.edition, articles.copy_of,
       (select count(*) from claims where claims.article = articles.id) as claims
from articles where outlet = :outlet order by published desc, id limit :limit
"""
OUTLETS = """
select outlet as name, count(*) as articles, count(copy_of) as copies, max(published) as last
from articles where outlet is not null group by outlet order by articles desc, outlet limit :limit
"""

RUNS = """
select id, started_at, finished_at, version, counts,
       (select count(*) from problems where problems.run = runs.id) as problems
from runs order by started_at desc limit :limit
"""
PROBLEMS = """
select problems.stage, problems.kind, problems.subject, problems.message, runs.started_at
from problems join runs on runs.id = problems.run
order by runs.started_at desc, problems.stage, problems.kind limit :limit
"""
FEEDS = """
select url, outlet, title, topic, state, failures, last_fetched, last_new from feeds
order by state, topic, outlet, url limit :limit
"""

# Full-text search takes its few best first and joins after. Ranking reads every match (0.3 s for a word in
# 150,000 claims), so it is for words with few of them; of a word that stands everywhere the newest are shown.
MATCHES = "select count(*) as matches from (select 1 from {table} where {table} match :query limit :limit)"
BEST, NEWEST = "rank", "rowid desc"  # what `order` is in the two below
SEARCH_CLAIMS = f"""
with found as (
    select row_number() over () as place, rowid as claim from (
        select rowid from claims_fts where claims_fts match :query order by {{order}} limit :limit))
select {_CLAIM}, questions.wording, questions.conflicts
from found join claims on claims.rowid = found.claim left join questions on questions.id = claims.question
order by found.place
"""
SEARCH_ARTICLES = """
with found as (
    select row_number() over () as place, article, snippet from (
        select rowid as article, snippet(articles_fts, 1, char(2), char(3), ' … ', 24) as snippet
        from articles_fts where articles_fts match :query order by {order} limit :limit))
select articles.id, articles.title, articles.outlet, articles.published, articles.edition, found.snippet
from found join articles on articles.rowid = found.article order by found.place
"""
