-- Locks event_block exclusively for a moment and, while an index of small blocks is made, against writing.
-- The filter of a block by which searches pass over it; null when it is in a group, and of blocks that were stored before there were filters.
alter table event_block add column filter bytea;
alter table event_block alter filter set storage external;
alter table event_block add column grouped boolean not null default false;
alter table event_block add column stored_at timestamptz not null default now();
grant update (filter, grouped) on event_block to ${app};
grant select (grouped, stored_at) on event_block to ${system};
drop index event_block_to_merge;
create index event_block_young on event_block (tenant_id, max_time, block_id) include (min_time) where not grouped;
create index event_block_young_of_kind on event_block (tenant_id, source, dataset, min_time) where not grouped;

-- The filters of many blocks of a tenant, source and dataset, transposed (docs/block-filters.md): read by slices. A block of a group may be
-- deleted and stays a number among block_ids then.
create table event_group (
    tenant_id text not null,
    group_id bigint generated always as identity,
    source text not null,
    dataset text not null,
    -- Milliseconds since 1970 UTC, both included.
    min_time bigint not null,
    max_time bigint not null,
    block_count int not null,
    block_ids bigint[] not null,
    min_times bigint[] not null,
    max_times bigint[] not null,
    -- Names of the fields that the events of any block have.
    fields text[] not null,
    seq_partition int[] not null,
    seq_first bigint[] not null,
    seq_last bigint[] not null,
    filter_header bytea not null,
    tokens bytea not null,
    grams bytea not null,
    primary key (tenant_id, group_id)
) with (toast_tuple_target = 4080);
alter table event_group alter tokens set storage external;
alter table event_group alter grams set storage external;
create index event_group_by_time on event_group (tenant_id, max_time, group_id) include (min_time);
alter table event_group enable row level security;
alter table event_group force row level security;
create policy tenant on event_group for all to ${app}
    using (tenant_id = nullif(current_setting('app.tenant', true), ''));
grant select, insert, delete on event_group to ${app};
-- Which kinds of events have groups to put together; not what is in them.
create policy grouping on event_group for select to ${system} using (true);
grant select (tenant_id, source, dataset, block_count) on event_group to ${system};
