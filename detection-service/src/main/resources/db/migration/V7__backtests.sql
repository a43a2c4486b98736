-- Takes no lock on existing data: new tables only (and share row exclusive on rule, for the reference to it).
create table backtest (
    tenant_id text not null,
    backtest_id uuid not null,
    rule_id uuid not null,
    rule_version integer not null,
    logic_version integer not null,
    -- JSON as text: jsonb refuses U+0000
    spec text not null,
    unsaved boolean not null,
    range_from timestamptz not null,
    range_to timestamptz not null check (range_to > range_from),
    max_matches integer not null,
    state text not null check (state in ('queued', 'running', 'succeeded', 'failed', 'cancelled')),
    -- grows with each claim, so that it is also the number of attempts
    fencing_epoch integer not null default 0,
    lease_until timestamptz,
    -- JSON as text
    progress text,
    report text,
    error text,
    created_at timestamptz not null,
    created_by text not null,
    started_at timestamptz,
    finished_at timestamptz,
    primary key (tenant_id, backtest_id),
    foreign key (tenant_id, rule_id) references rule (tenant_id, rule_id)
);
create index backtest_of_rule on backtest (tenant_id, rule_id, backtest_id desc);
create index backtest_open on backtest (tenant_id, backtest_id) where state in ('queued', 'running');
create index backtest_finished on backtest (finished_at);
alter table backtest enable row level security;
alter table backtest force row level security;
create policy tenant on backtest for all to ${app}
    using (tenant_id = nullif(current_setting('app.tenant', true), ''));
create policy scheduler on backtest for all to ${system} using (true);
grant select, insert, update on backtest to ${app};
grant select, update, delete on backtest to ${system};
