-- Takes ACCESS EXCLUSIVE on siem_hunts for a moment: columns without a default, no rewrite; an index on a small table.
alter table siem_hunts add column request_key text, add column request_hash text;
comment on column siem_hunts.request_key is 'the Idempotency-Key of the request that made it';
create unique index siem_hunts_of_request on siem_hunts (tenant_id, created_by, request_key)
    where request_key is not null;
