"""The tables and indexes that the first migration makes, as DDL that is written to be read aloud.

A column that is not a field of a record in `db.records` says here why it is there. What came later
is a migration of its own in `db.schema`; these texts are never edited.
"""

from __future__ import annotations

FEEDS_TO_ARTICLES = """
create table feeds (
    id text primary key,              -- content_id(url)
    url text not null unique,
    topic text not null,
    outlet text,
    title text,
    kind text not null default 'feed',
    state text not null default 'active' check (state in ('active', 'retired')),
    etag text,                        -- validators: stored only together with the entries they stand for
    last_modified text,
    failures integer not null default 0,
    moved_to text,                    -- where a permanent redirect pointed, and how often in a row
    moved_times integer not null default 0,
    next_due text,
    last_fetched text,
    last_new text
) strict;

create table hosts (
    host text primary key,
    state text not null               -- JSON of pipeline.politeness.HostState: it is the fetcher's own
) strict;

create table bodies (
    sha256 text primary key,
    size integer not null,            -- bytes before compression
    data blob not null                -- zlib
) strict;

create table pages (
    id text primary key,
    url text not null,
    final_url text not null,
    status integer not null,
    headers text not null,
    hops text not null,
    fetched_at text not null,
    problem text,
    detail text,
    moved_to text,                    -- where its permanent redirects lead
    body text references bodies (sha256)
) strict;
create index pages_url on pages (url, fetched_at);

create table entries (
    id text primary key,              -- content_id(feed, guid or url)
    feed text references feeds (id),  -- null: added by hand
    topic text not null,
    url text not null,
    guid text,
    title text,
    published text,
    updated text,
    summary text,
    text text,
    state text not null default 'new' check (state in ('new', 'read', 'not_article', 'failed', 'forgotten')),
    reason text,                      -- of not_article and failed
    attempts integer not null default 0,
    next_due text,                    -- when the page is to be fetched (again); null: never again
    first_seen text not null
) strict;
create index entries_due on entries (next_due);
create index entries_url on entries (url);

create table articles (
    id text primary key,
    url text not null,
    title text,
    text text not null,
    outlet text,
    authors text not null,
    published text,
    published_from text,
    published_offset text,
    modified text,
    language text,
    canonical text,
    links text not null,
    page text references pages (id),
    first_seen text not null,
    edition integer not null,
    copy_of text references articles (id),
    copy_share real,
    extractor text,
    superseded_by text references articles (id)   -- the next edition of the same URL
) strict;
create unique index articles_edition on articles (url, edition);
create index articles_outlet on articles (outlet, published);
create index articles_published on articles (published);
create index articles_copy on articles (copy_of);
create index articles_canonical on articles (canonical);

create table shingles (
    hash integer not null,            -- sampled hash of four words, see pipeline.copies
    article text not null references articles (id),
    primary key (hash, article)
) strict, without rowid;
create index shingles_article on shingles (article);

create table article_topics (
    article text not null references articles (id),
    topic text not null,
    rules text,                       -- version of rules and topic that its claims were read with; null: not yet
    primary key (article, topic)
) strict;
create index article_topics_rules on article_topics (rules);
"""

CLAIMS_TO_CONFLICTS = """
create table questions (
    id text primary key,
    topic text not null,
    subject text not null,
    metric text not null,
    wording text not null,
    claims integer not null default 0,
    answers integer not null default 0,
    origins integer not null default 0,
    conflicts integer not null default 0,
    first_seen text,
    last_seen text,
    stale integer not null default 1   -- 1: got claims that no comparison has seen yet
) strict;
create index questions_topic on questions (topic, metric);
create index questions_subject on questions (subject);
create index questions_metric on questions (metric);
create index questions_stale on questions (stale) where stale;

create table claims (
    id text primary key,
    article text not null references articles (id),
    topic text not null,
    question text references questions (id),   -- null: not compared, see `rules`
    quote text not null,
    start integer not null,
    "end" integer not null,
    sentence text not null,
    sentence_start integer not null,
    metric text not null,
    low real,
    high real,
    unit text,
    approx integer not null check (approx in (0, 1)),
    subject text,
    item text,
    source text,
    via text,
    stance text not null,
    period text,
    period_start text,
    period_end text,
    direction text,
    scope text,
    "where" text not null check ("where" in ('text', 'title')),
    kind text not null check (kind in ('quantity', 'statement')),
    predicate text,
    object text,
    confidence real not null,
    rules text not null,
    outlet text,                       -- outlet and date of its article, here so that filters need no join
    published text,
    superseded integer not null default 0   -- 1: of an edition that a later one replaced; counts no more
) strict;
create index claims_article on claims (article);
create index claims_question on claims (question, published);
create index claims_topic on claims (topic, metric);
create index claims_subject on claims (subject, metric);
create index claims_source on claims (source);
create index claims_outlet on claims (outlet, published);
create index claims_stance on claims (stance, published);
create index claims_metric on claims (metric);

create table answers (
    id text primary key,
    question text not null references questions (id),
    low real,
    high real,
    unit text,
    subject text,
    item text,
    period text,
    scope text,
    stance text not null,
    label text not null,
    best_claim text not null references claims (id),
    articles integer not null,
    outlets integer not null,
    origins integer not null,
    origin_names text not null,
    first_seen text,
    last_seen text,
    rank text not null default 'normal',
    rank_reason text
) strict;
create index answers_question on answers (question);
create index answers_best_claim on answers (best_claim);

create table answer_claims (
    answer text not null references answers (id),
    claim text not null references claims (id),
    primary key (answer, claim)
) strict;
create index answer_claims_claim on answer_claims (claim);

create table relations (
    id text primary key,
    question text not null references questions (id),
    question_b text not null references questions (id),
    a text not null references answers (id),
    b text not null references answers (id),
    relation text not null,
    kind text not null,
    rule text not null,
    why text not null
) strict;
create index relations_question on relations (question, relation);
create index relations_question_b on relations (question_b);
create index relations_a on relations (a);
create index relations_b on relations (b);
create index relations_rule on relations (rule);
create index relations_relation on relations (relation);

create table conflicts (
    id text primary key,
    question text not null references questions (id),
    topic text not null,               -- topic, subject, metric and wording of its question: filters need no join
    subject text not null,
    metric text not null,
    wording text not null,
    answer_a text not null references answers (id),
    answer_b text not null references answers (id),
    relation text not null references relations (id),
    why text not null,
    spread real,
    origins_a integer not null,
    origins_b integer not null,
    first_seen text,
    last_seen text,
    state text not null check (state in ('new', 'standing', 'widened', 'settled')),
    sharpness real not null,
    sharpness_why text not null
) strict;
create unique index conflicts_question on conflicts (question);
create index conflicts_sharpness on conflicts (sharpness);
create index conflicts_last_seen on conflicts (last_seen);
create index conflicts_first_seen on conflicts (first_seen);
create index conflicts_topic on conflicts (topic, sharpness);
create index conflicts_state on conflicts (state, sharpness);
create index conflicts_subject on conflicts (subject);
create index conflicts_metric on conflicts (metric);
create index conflicts_answer_a on conflicts (answer_a);
create index conflicts_answer_b on conflicts (answer_b);
create index conflicts_relation on conflicts (relation);

create table revisions (
    id text primary key,
    url text not null,
    old_article text references articles (id),
    new_article text not null references articles (id),
    old_claim text references claims (id),
    new_claim text references claims (id),
    kind text not null,
    seen_at text not null,
    old_sentence text,
    new_sentence text
) strict;
create index revisions_seen on revisions (seen_at);
create index revisions_new_article on revisions (new_article);
create index revisions_old_article on revisions (old_article);
create index revisions_old_claim on revisions (old_claim);
create index revisions_new_claim on revisions (new_claim);
"""

RUNS = """
create table runs (
    id text primary key,
    started_at text not null,
    finished_at text,
    version text not null,
    counts text not null
) strict;
create index runs_started on runs (started_at);

create table problems (
    id text primary key,               -- content_id of all its fields and its run
    run text not null references runs (id),
    stage text not null,
    subject text not null,
    kind text not null,
    message text not null
) strict;
create index problems_run on problems (run);
create index problems_kind on problems (kind);
"""

GONE = """
create table gone (
    id text primary key,              -- what the address named
    kind text not null,               -- claim, question or article
    reason text not null,             -- read_otherwise, unanswered or taken_down
    gone_at text not null,
    words text,                       -- a claim's quote, a question's wording; null where the text was taken down
    question text,                    -- what a claim answered
    subject text,
    article text,                     -- where a claim stood …
    "where" text,                     -- … in its text or title
    start integer,
    "end" integer
) strict;
create index gone_question on gone (question);
create index gone_article on gone (article);
"""

# One statement each: a trigger has semicolons inside. "" stands for no outlet, since no part of a key is null.
_OF = (
    "topic = {0}.topic and outlet = coalesce({0}.outlet, '') and metric = {0}.metric and stance = {0}.stance"
)
_IN = """
    insert into claim_counts values (new.topic, coalesce(new.outlet, ''), new.metric, new.stance, 1)
    on conflict do update set claims = claims + 1;
"""
_OUT = f"""
    update claim_counts set claims = claims - 1 where {_OF.format("old")};
    delete from claim_counts where {_OF.format("old")} and claims = 0;
"""  # noqa: S608 - written here
COUNT_CLAIMS = """
insert into claim_counts
select topic, coalesce(outlet, ''), metric, stance, count(*) from claims group by 1, 2, 3, 4
"""

CLAIM_COUNTS = (
    """
create table claim_counts (
    topic text not null,
    outlet text not null,
    metric text not null,
    stance text not null,
    claims integer not null,
    primary key (topic, outlet, metric, stance)
) strict, without rowid
""",
    "create index claim_counts_outlet on claim_counts (outlet)",
    COUNT_CLAIMS,
    f"create trigger claims_counted_in after insert on claims begin {_IN} end",
    f"create trigger claims_counted_out after delete on claims begin {_OUT} end",
    f"""
create trigger claims_counted_anew after update of topic, outlet, metric, stance on claims
when (new.topic, new.outlet, new.metric, new.stance) is not (old.topic, old.outlet, old.metric, old.stance)
begin {_OUT} {_IN} end
""",
)

DELTAS = """
create table deltas (
    article text primary key references articles (id),   -- an edition that a later one superseded; its text is empty
    sha256 text not null,             -- of the text that the delta gives back
    data blob not null                -- zstd, with the next edition's text before it
) strict;
"""
