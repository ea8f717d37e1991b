-- The texts of earlier editions.

create table deltas (
    article text primary key references articles (id),   -- an edition that a later one superseded; its text is empty
    sha256 text not null,             -- of the text that the delta gives back
    data blob not null                -- zstd, with the next edition's text before it
) strict;
