-- How many claims share topic, outlet, metric and stance. "" stands for no outlet, since no part of a key is null.

create table claim_counts (
    topic text not null,
    outlet text not null,
    metric text not null,
    stance text not null,
    claims integer not null,
    primary key (topic, outlet, metric, stance)
) strict, without rowid;
create index claim_counts_outlet on claim_counts (outlet);

insert into claim_counts
select topic, coalesce(outlet, ''), metric, stance, count(*) from claims group by 1, 2, 3, 4;

create trigger claims_counted_in after insert on claims begin
    insert into claim_counts values (new.topic, coalesce(new.outlet, ''), new.metric, new.stance, 1)
    on conflict do update set claims = claims + 1;
end;

create trigger claims_counted_out after delete on claims begin
    update claim_counts set claims = claims - 1 where topic = old.topic and outlet = coalesce(old.outlet, '') and metric = old.metric and stance = old.stance;
    delete from claim_counts where topic = old.topic and outlet = coalesce(old.outlet, '') and metric = old.metric and stance = old.stance and claims = 0;
end;

create trigger claims_counted_anew after update of topic, outlet, metric, stance on claims
when (new.topic, new.outlet, new.metric, new.stance) is not (old.topic, old.outlet, old.metric, old.stance) begin
    update claim_counts set claims = claims - 1 where topic = old.topic and outlet = coalesce(old.outlet, '') and metric = old.metric and stance = old.stance;
    delete from claim_counts where topic = old.topic and outlet = coalesce(old.outlet, '') and metric = old.metric and stance = old.stance and claims = 0;
    insert into claim_counts values (new.topic, coalesce(new.outlet, ''), new.metric, new.stance, 1)
    on conflict do update set claims = claims + 1;
end;
