-- Takes no lock on existing data: a new table only. What each match became.
create table promotion (
    tenant_id text not null,
    match_id text not null,
    dedup_hash text not null,
    -- JSON as text: jsonb refuses U+0000
    dedup text not null,
    rule_id text not null,
    occurrences bigint not null,
    promoted_at timestamptz not null,
    primary key (tenant_id, match_id)
);
alter table promotion enable row level security;
alter table promotion force row level security;
create policy tenant on promotion for all to ${app}
    using (tenant_id = nullif(current_setting('app.tenant', true), ''));
grant select, insert, update on promotion to ${app};
