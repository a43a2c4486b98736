-- Takes no lock that readers or writers wait for.
grant delete on event_block to ${app};
create index event_block_to_merge on event_block (tenant_id, source, dataset, min_time) where row_count < 2048;
-- Which kinds of events have blocks to merge; not what is in them.
create policy merging on event_block for select to ${system} using (true);
grant select (tenant_id, source, dataset, row_count) on event_block to ${system};
