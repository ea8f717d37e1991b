-- Feeds, what was fetched of them, and the articles that were read in it.

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
