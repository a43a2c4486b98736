-- Takes SHARE on event_block while the index is made: storing waits, searching does not.
-- The oldest blocks of a source, and which sources have blocks at all.
create index event_block_by_source on event_block (tenant_id, source, max_time);
