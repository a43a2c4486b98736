-- Takes no lock on existing data: new tables only.
create table rule_run (
    tenant_id text not null,
    run_id uuid not null,
    rule_id uuid not null,
    rule_version integer not null,
    trigger_mode text not null check (trigger_mode in ('manual', 'scheduled')),
    status text not null check (status in ('running', 'succeeded', 'failed', 'abandoned')),
    fencing_epoch bigint,
    lease_until timestamptz not null,
    match_count bigint not null default 0,
    suppressed_count bigint not null default 0,
    promoted_count bigint not null default 0,
    sample_log_ids text[] not null default '{}',
    error text,
    started_at timestamptz not null,
    finished_at timestamptz,
    primary key (tenant_id, run_id),
    foreign key (tenant_id, rule_id) references rule (tenant_id, rule_id)
);
create index rule_run_of_rule on rule_run (tenant_id, rule_id, run_id desc);
create index rule_run_running on rule_run (lease_until) where status = 'running';
alter table rule_run enable row level security;
alter table rule_run force row level security;
create policy tenant on rule_run for all to ${app}
    using (tenant_id = nullif(current_setting('app.tenant', true), ''));
create policy scheduler on rule_run for all to ${system} using (true);
grant select, insert, update on rule_run to ${app};
grant select, insert, update on rule_run to ${system};
