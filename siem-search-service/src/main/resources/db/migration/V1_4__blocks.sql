-- Takes no lock on existing data: a new table only.
-- Events of one tenant, source and dataset as columns. Read by its time index and by slices of data, never by what is inside: row-level
-- security can switch off nothing that way.
create table event_block (
    tenant_id text not null,
    block_id bigint generated always as identity,
    source text not null,
    dataset text not null,
    -- Milliseconds since 1970 UTC, both included.
    min_time bigint not null,
    max_time bigint not null,
    row_count int not null,
    -- Events of each minute from that of min_time on; empty when they are too many.
    per_minute int[] not null,
    -- Where in the events topic the events were: of each partition the first and the last offset.
    seq_partition int[] not null,
    seq_first bigint[] not null,
    seq_last bigint[] not null,
    directory bytea not null,
    data bytea not null,
    primary key (tenant_id, block_id)
) with (toast_tuple_target = 4080);
alter table event_block alter directory set storage main;
alter table event_block alter per_minute set storage main;
-- Uncompressed, so that a slice reads only its own pieces.
alter table event_block alter data set storage external;
create index event_block_by_time on event_block (tenant_id, max_time, block_id) include (min_time);
alter table event_block enable row level security;
alter table event_block force row level security;
create policy tenant on event_block for all to ${app}
    using (tenant_id = nullif(current_setting('app.tenant', true), ''));
grant select, insert on event_block to ${app};
