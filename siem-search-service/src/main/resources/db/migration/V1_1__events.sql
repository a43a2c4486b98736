-- Takes no lock on existing data: new tables only.
-- The first 48 bits of event_id are the event time in ms, so the primary key also serves time ranges and newest-first order.
create table event (
    tenant_id text not null,
    event_id uuid not null,
    source text not null,
    seq_partition int not null,
    seq_offset bigint not null,
    body bytea not null,
    primary key (tenant_id, event_id)
);
create index event_by_sequence on event (tenant_id, seq_partition, seq_offset);
alter table event enable row level security;
alter table event force row level security;
create policy tenant on event for all to ${app}
    using (tenant_id = nullif(current_setting('app.tenant', true), ''));
grant select, insert on event to ${app};

-- How far each partition has been stored. Written in the transaction of the events, so an event is stored exactly once.
create table ingest_ledger (
    topic text not null,
    partition_id int not null,
    next_offset bigint not null,
    primary key (topic, partition_id)
);
grant select, insert, update on ingest_ledger to ${app};

create table ingest_key (
    tenant_id text not null,
    id uuid not null,
    name text not null,
    secret_hash bytea not null,
    created_at timestamptz not null,
    created_by text not null,
    primary key (tenant_id, id)
);
create unique index ingest_key_by_secret on ingest_key (tenant_id, secret_hash);
alter table ingest_key enable row level security;
alter table ingest_key force row level security;
create policy tenant on ingest_key for all to ${app}
    using (tenant_id = nullif(current_setting('app.tenant', true), ''));
grant select, insert, delete on ingest_key to ${app};
