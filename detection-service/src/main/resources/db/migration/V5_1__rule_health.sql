-- Takes SHARE ROW EXCLUSIVE on rule for the foreign key: new, empty tables, so only for a moment.
create table rule_canary (
    tenant_id text not null,
    rule_id uuid not null,
    last_sent_at timestamptz,
    last_seen_at timestamptz,
    primary key (tenant_id, rule_id),
    foreign key (tenant_id, rule_id) references rule (tenant_id, rule_id)
);
alter table rule_canary enable row level security;
alter table rule_canary force row level security;
create policy tenant on rule_canary for all to ${app}
    using (tenant_id = nullif(current_setting('app.tenant', true), ''));
grant select, insert, update on rule_canary to ${app};

-- Field names that events had, by dataset; for the fields that say where an event is from also their values, as
-- field:value.
create table seen_field (
    tenant_id text not null,
    field text not null,
    dataset text not null,
    last_seen timestamptz not null,
    primary key (tenant_id, field, dataset)
);
alter table seen_field enable row level security;
alter table seen_field force row level security;
create policy tenant on seen_field for all to ${app}
    using (tenant_id = nullif(current_setting('app.tenant', true), ''));
grant select, insert, update on seen_field to ${app};
