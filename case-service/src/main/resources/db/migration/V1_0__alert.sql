-- Takes no lock on existing data: new tables only. Alerts, the events that count towards them, and their escalations.
create table alert (
    tenant_id text not null,
    id uuid not null,
    title text not null,
    description text not null,
    severity smallint not null check (severity between 0 and 4),
    severity_locked boolean not null,
    source text not null,
    host text,
    observables jsonb not null,
    tags text[] not null,
    techniques text[] not null,
    rule_id text,
    rule_version integer,
    rule_name text,
    dedup_profile text not null,
    dedup_values jsonb not null,
    dedup_hash text not null,
    dedup_window_seconds bigint not null,
    generation integer not null check (generation > 0),
    open_for_grouping boolean not null,
    previous_alert_id uuid,
    prior_verdict text,
    status text not null,
    verdict text,
    assignee text,
    acknowledged_at timestamptz,
    resolved_at timestamptz,
    closed_at timestamptz,
    reopened_at timestamptz,
    reopen_count integer not null,
    occurrence_count bigint not null,
    late_count bigint not null,
    stored_occurrences integer not null,
    occurrences_truncated boolean not null,
    first_seen timestamptz not null,
    last_seen timestamptz not null,
    case_ids uuid[] not null,
    created_by text not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    version bigint not null,
    primary key (tenant_id, id),
    unique (tenant_id, dedup_hash, generation),
    check (status not in ('resolved', 'false_positive') or (closed_at is not null and verdict is not null)),
    check (first_seen <= last_seen)
) with (fillfactor = 80);
-- Decides the race between two first events of a dedup key.
create unique index alert_open_for_grouping on alert (tenant_id, dedup_hash) where open_for_grouping;
create index alert_queue on alert (tenant_id, created_at desc, id desc);
create index alert_queue_of_rule on alert (tenant_id, rule_id, created_at desc, id desc) where rule_id is not null;

alter table alert enable row level security;
alter table alert force row level security;
create policy tenant on alert for all to ${app}
    using (tenant_id = nullif(current_setting('app.tenant', true), ''));
grant select, insert, update on alert to ${app};

-- One row per event and rule: an event delivered again counts nothing.
create table alert_occurrence (
    tenant_id text not null,
    event_id text not null,
    rule_key text not null,
    event_time timestamptz not null,
    alert_id uuid not null,
    late boolean not null,
    primary key (tenant_id, event_id, rule_key),
    foreign key (tenant_id, alert_id) references alert (tenant_id, id) deferrable initially deferred
);
create index alert_occurrence_of_alert on alert_occurrence (tenant_id, alert_id, event_time desc, event_id desc);

alter table alert_occurrence enable row level security;
alter table alert_occurrence force row level security;
create policy tenant on alert_occurrence for all to ${app}
    using (tenant_id = nullif(current_setting('app.tenant', true), ''));
grant select, insert on alert_occurrence to ${app};
grant update (alert_id, late) on alert_occurrence to ${app};

-- A follow-up event escalates a dedup key once.
create table alert_escalation (
    tenant_id text not null,
    dedup_hash text not null,
    name text not null,
    event_id text not null,
    event_time timestamptz not null,
    primary key (tenant_id, dedup_hash, event_id, name)
);
alter table alert_escalation enable row level security;
alter table alert_escalation force row level security;
create policy tenant on alert_escalation for all to ${app}
    using (tenant_id = nullif(current_setting('app.tenant', true), ''));
grant select, insert on alert_escalation to ${app};
