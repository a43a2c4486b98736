-- Takes no lock on existing data: new tables only.
-- The newest version of each suppression, as published on siem.suppressions.v1.
create table suppression_projection (
    tenant_id text not null,
    suppression_id text not null,
    rule_id text not null,
    version integer not null,
    starts_at timestamptz not null,
    ends_at timestamptz not null,
    revoked boolean not null,
    -- JSON as text: jsonb refuses U+0000
    body text not null,
    primary key (tenant_id, suppression_id)
);
create index suppression_projection_of_rule on suppression_projection (tenant_id, rule_id) where not revoked;
alter table suppression_projection enable row level security;
alter table suppression_projection force row level security;
create policy tenant on suppression_projection for all to ${app}
    using (tenant_id = nullif(current_setting('app.tenant', true), ''));
grant select, insert, update on suppression_projection to ${app};

-- The events of matches that were kept back, and why; an event that was brought back has no row.
create table muted_event (
    tenant_id text not null,
    match_id text not null,
    event_id text not null,
    rule_id text not null,
    suppression_id text not null,
    reason text not null,
    muted_at timestamptz not null,
    primary key (tenant_id, match_id, event_id)
);
alter table muted_event enable row level security;
alter table muted_event force row level security;
create policy tenant on muted_event for all to ${app}
    using (tenant_id = nullif(current_setting('app.tenant', true), ''));
grant select, insert, delete on muted_event to ${app};
