-- What the daily job did, and what went wrong.

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
