-- Takes no lock on existing data: new tables only.
create table retention_policy (
    tenant_id text primary key,
    version int not null,
    default_days int check (default_days > 0),
    sources text[] not null,
    source_days int[] not null,
    updated_at timestamptz not null,
    updated_by text not null,
    check (cardinality(sources) = cardinality(source_days))
);
comment on column retention_policy.default_days is 'of sources that are not named; null for what the operator set';
alter table retention_policy enable row level security;
alter table retention_policy force row level security;
create policy tenant on retention_policy for all to ${app}
    using (tenant_id = nullif(current_setting('app.tenant', true), ''));
grant select, insert, update on retention_policy to ${app};

-- A hold is never deleted: that there was one is part of what an auditor asks.
create table legal_hold (
    tenant_id text not null,
    hold_id uuid not null,
    reason text not null,
    source text,
    from_time timestamptz,
    to_time timestamptz,
    created_at timestamptz not null,
    created_by text not null,
    released_at timestamptz,
    released_by text,
    release_reason text,
    primary key (tenant_id, hold_id),
    check (from_time <= to_time)
);
comment on column legal_hold.source is 'null for events of every source';
comment on column legal_hold.from_time is 'event time, both included; null for all before or behind';
create index legal_hold_in_force on legal_hold (tenant_id) where released_at is null;
alter table legal_hold enable row level security;
alter table legal_hold force row level security;
create policy tenant on legal_hold for all to ${app}
    using (tenant_id = nullif(current_setting('app.tenant', true), ''));
grant select, insert, update on legal_hold to ${app};
