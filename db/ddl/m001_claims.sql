-- Questions, the claims that answer them, how the answers stand to each other, and what changed.

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
