-- Takes no lock on existing data: new tables only.
create sequence rule_revision;
grant usage on sequence rule_revision to ${app};

create table rule (
    tenant_id text not null,
    rule_id uuid not null,
    version integer not null,
    logic_version integer not null,
    spec jsonb not null,
    enabled boolean not null,
    schedule_enabled boolean not null,
    schedule_interval_minutes integer not null check (schedule_interval_minutes > 0),
    next_run_at timestamptz,
    watermark text,
    lease_until timestamptz,
    fencing_epoch bigint not null default 0,
    last_run_at timestamptz,
    last_match_count bigint,
    last_triggered_at timestamptz,
    created_at timestamptz not null,
    created_by text not null,
    updated_at timestamptz not null,
    updated_by text not null,
    revision bigint not null default nextval('rule_revision'),
    primary key (tenant_id, rule_id)
);
create index rule_due on rule (next_run_at) where enabled and schedule_enabled;
alter table rule enable row level security;
alter table rule force row level security;
create policy tenant on rule for all to ${app}
    using (tenant_id = nullif(current_setting('app.tenant', true), ''));
create policy scheduler on rule for all to ${system} using (true);
grant select, insert, update on rule to ${app};
grant select, update (next_run_at, lease_until, fencing_epoch) on rule to ${system};

create table rule_version (
    tenant_id text not null,
    rule_id uuid not null,
    version integer not null,
    logic_version integer not null,
    spec jsonb not null,
    changed_at timestamptz not null,
    changed_by text not null,
    primary key (tenant_id, rule_id, version)
);
alter table rule_version enable row level security;
alter table rule_version force row level security;
create policy tenant on rule_version for all to ${app}
    using (tenant_id = nullif(current_setting('app.tenant', true), ''));
grant select, insert on rule_version to ${app};
