-- Takes no lock on existing data: new tables only.
-- Who made a hunt, as the newest token of theirs says: no directory of users is at hand.
create table siem_hunt_owners (
    tenant_id text not null,
    subject text not null,
    roles text[] not null,
    teams text[] not null,
    token_at timestamptz not null,
    seen_at timestamptz not null,
    primary key (tenant_id, subject)
);
comment on column siem_hunt_owners.token_at is 'when the token was issued: an older one changes nothing';
comment on column siem_hunt_owners.seen_at is 'when a token of theirs was last used here';
alter table siem_hunt_owners enable row level security;
alter table siem_hunt_owners force row level security;
create policy tenant on siem_hunt_owners for all to ${app}
    using (tenant_id = nullif(current_setting('app.tenant', true), ''));
create policy rights on siem_hunt_owners for all to ${system} using (true);
grant select, insert, update on siem_hunt_owners to ${app};
grant select, update (roles, teams, token_at, seen_at) on siem_hunt_owners to ${system};

create table siem_hunts (
    tenant_id text not null,
    hunt_id uuid not null,
    version integer not null,
    name text not null,
    query text not null,
    source text,
    severity text,
    host text,
    time_range text,
    description text,
    tags text[] not null,
    template_id text,
    sharing_mode text not null check (sharing_mode in ('private', 'team', 'roles')),
    shared_with_roles text[] not null,
    schedule_enabled boolean not null,
    schedule_interval_minutes integer not null check (schedule_interval_minutes > 0),
    next_run_at timestamptz,
    resume_at timestamptz,
    watermark text,
    lease_until timestamptz,
    fencing_epoch bigint not null default 0,
    failed_runs integer not null default 0,
    last_run_at timestamptz,
    last_match_count bigint,
    last_match_exact boolean not null default true,
    run_count bigint not null default 0,
    created_at timestamptz not null,
    created_by text not null,
    updated_at timestamptz not null,
    primary key (tenant_id, hunt_id),
    foreign key (tenant_id, created_by) references siem_hunt_owners (tenant_id, subject),
    check (schedule_enabled = (next_run_at is not null and watermark is not null))
);
comment on column siem_hunts.resume_at is 'when to go on with what a run left: it failed, died or gave way';
comment on column siem_hunts.watermark is 'the next offset of each partition that scheduled runs look at';
create index siem_hunts_of_owner on siem_hunts (tenant_id, created_by);
create index siem_hunts_due on siem_hunts (least(next_run_at, resume_at)) where schedule_enabled;
alter table siem_hunts enable row level security;
alter table siem_hunts force row level security;
create policy tenant on siem_hunts for all to ${app}
    using (tenant_id = nullif(current_setting('app.tenant', true), ''));
create policy scheduler on siem_hunts for all to ${system} using (true);
grant select, insert, update, delete on siem_hunts to ${app};
grant select, update (next_run_at, resume_at, lease_until, fencing_epoch, failed_runs) on siem_hunts to ${system};

create table siem_hunt_runs (
    tenant_id text not null,
    run_id uuid not null,
    hunt_id uuid not null,
    hunt_version integer not null,
    trigger_mode text not null check (trigger_mode in ('manual', 'scheduled', 'catch_up')),
    status text not null check (status in ('running', 'succeeded', 'failed', 'abandoned')),
    run_by text not null,
    fencing_epoch bigint,
    lease_until timestamptz not null,
    match_count bigint not null default 0,
    match_exact boolean not null default true,
    sample_log_ids text[] not null default '{}',
    from_mark text,
    to_mark text,
    error text,
    started_at timestamptz not null,
    finished_at timestamptz,
    primary key (tenant_id, run_id),
    foreign key (tenant_id, hunt_id) references siem_hunts (tenant_id, hunt_id) on delete cascade
);
comment on column siem_hunt_runs.from_mark is 'looked at were the offsets from this mark up to to_mark; null for runs over event time';
create index siem_hunt_runs_of_hunt on siem_hunt_runs (tenant_id, hunt_id, run_id desc);
create index siem_hunt_runs_running on siem_hunt_runs (lease_until) where status = 'running';
create index siem_hunt_runs_finished on siem_hunt_runs (finished_at);
alter table siem_hunt_runs enable row level security;
alter table siem_hunt_runs force row level security;
create policy tenant on siem_hunt_runs for all to ${app}
    using (tenant_id = nullif(current_setting('app.tenant', true), ''));
create policy scheduler on siem_hunt_runs for all to ${system} using (true);
grant select, insert, update on siem_hunt_runs to ${app};
grant select, insert, update, delete on siem_hunt_runs to ${system};
