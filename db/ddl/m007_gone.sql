-- What had a page and has none any more.

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
