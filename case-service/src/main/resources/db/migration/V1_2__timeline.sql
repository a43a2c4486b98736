-- Takes no lock on existing data: a new table only. Append-only: the application may neither change nor delete.
create table timeline_entry (
    tenant_id text not null,
    subject_type text not null check (subject_type in ('alert', 'case')),
    subject_id uuid not null,
    seq bigint not null check (seq > 0),
    id uuid not null,
    at timestamptz not null,
    event_time timestamptz not null,
    kind text not null,
    actor_type text not null,
    actor_id text not null,
    summary text not null,
    from_value text,
    to_value text,
    ref text,
    source_event_id text not null,
    primary key (tenant_id, subject_type, subject_id, seq),
    unique (tenant_id, subject_type, subject_id, source_event_id)
);
alter table timeline_entry enable row level security;
alter table timeline_entry force row level security;
create policy tenant on timeline_entry for all to ${app}
    using (tenant_id = nullif(current_setting('app.tenant', true), ''));
grant select, insert on timeline_entry to ${app};
