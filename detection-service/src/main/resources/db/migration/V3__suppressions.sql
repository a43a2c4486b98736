-- Takes no lock on existing data: new tables only (and share row exclusive on rule, for the reference to it).
create table suppression (
    tenant_id text not null,
    suppression_id uuid not null,
    rule_id uuid not null,
    version integer not null,
    -- JSON as text: jsonb refuses U+0000
    spec text not null,
    starts_at timestamptz not null,
    ends_at timestamptz not null check (ends_at > starts_at),
    created_at timestamptz not null,
    created_by text not null,
    updated_at timestamptz not null,
    updated_by text not null,
    revoked_at timestamptz,
    revoked_by text,
    hit_count bigint not null default 0,
    last_hit_at timestamptz,
    primary key (tenant_id, suppression_id),
    foreign key (tenant_id, rule_id) references rule (tenant_id, rule_id)
);
create index suppression_of_rule on suppression (tenant_id, rule_id, suppression_id desc);
alter table suppression enable row level security;
alter table suppression force row level security;
create policy tenant on suppression for all to ${app}
    using (tenant_id = nullif(current_setting('app.tenant', true), ''));
grant select, insert, update on suppression to ${app};

-- What was kept back: the part of one message of a match that one suppression muted, or a log that was not promoted.
create table suppression_hit (
    tenant_id text not null,
    hit_id uuid not null,
    -- the same for the same fact, however often it is found
    fact text not null,
    suppression_id uuid not null,
    rule_id uuid not null,
    match_id text,
    run_id text,
    reason text not null,
    event_ids text[] not null,
    -- JSON as text, to be sent again; absent for a log
    match text,
    muted_at timestamptz not null,
    promoted_at timestamptz,
    promoted_by text,
    primary key (tenant_id, hit_id),
    unique (tenant_id, fact)
);
create index suppression_hit_of on suppression_hit (tenant_id, suppression_id, hit_id desc);
alter table suppression_hit enable row level security;
alter table suppression_hit force row level security;
create policy tenant on suppression_hit for all to ${app}
    using (tenant_id = nullif(current_setting('app.tenant', true), ''));
grant select, insert, update on suppression_hit to ${app};

-- Each event that a suppression muted, once.
create table suppressed_event (
    tenant_id text not null,
    suppression_id uuid not null,
    event_id text not null,
    primary key (tenant_id, suppression_id, event_id)
);
alter table suppressed_event enable row level security;
alter table suppressed_event force row level security;
create policy tenant on suppressed_event for all to ${app}
    using (tenant_id = nullif(current_setting('app.tenant', true), ''));
grant select, insert on suppressed_event to ${app};
