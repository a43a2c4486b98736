-- Locks event_block and event_group exclusively for a moment, and event_block against writing while an index is made.
-- A block may hold events of several sources and datasets of a day; its source and dataset are empty then.
alter table event_block add column sources text[] not null default '{}';
comment on column event_block.sources is 'of the events of a block of several; else empty';
-- How often the events of such a block were sorted out by dataset; 9 when they stay together.
alter table event_block add column level smallint not null default 0;
-- Events of each hour from that of min_time on; empty when they are too many, and in blocks that were stored before.
alter table event_block add column per_hour int[] not null default '{}';
alter table event_block alter per_hour set storage main;
create index event_block_mixed on event_block (tenant_id, max_time) include (sources) where source = '';
grant select (sources, source) on event_block to ${system};
-- Groups are of the blocks of a time, whatever their sources are.
alter table event_group drop column source;
alter table event_group drop column dataset;
-- Merging deletes as much as it writes: what it leaves is to be used again soon, out of line too.
alter table event_block set (
    autovacuum_vacuum_threshold = 200, autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_insert_scale_factor = 0.5,
    toast.autovacuum_vacuum_threshold = 2000, toast.autovacuum_vacuum_scale_factor = 0.02);
