-- Takes no lock on existing data: new tables only.
-- Searches that go on without their caller, and what they found.
create table siem_search_jobs (
    tenant_id text not null,
    job_id uuid not null,
    created_by text not null,
    request text not null,
    request_key text,
    request_hash text not null,
    state text not null check (state in ('queued', 'running', 'succeeded', 'failed', 'cancelled')),
    range_from timestamptz not null,
    range_to timestamptz not null,
    position text[] not null,
    looked_to timestamptz,
    matched bigint not null default 0,
    kept integer not null default 0,
    kept_bytes bigint not null default 0,
    exact boolean not null default false,
    reason text,
    error text,
    lease_until timestamptz,
    fencing_epoch bigint not null default 0,
    attempts integer not null default 0,
    served_at timestamptz not null,
    created_at timestamptz not null,
    started_at timestamptz,
    finished_at timestamptz,
    expires_at timestamptz not null,
    primary key (tenant_id, job_id)
);
comment on column siem_search_jobs.position is 'where the search goes on, and the snapshot that it is of';
comment on column siem_search_jobs.looked_to is 'the time of event up to which, or back to which, everything was looked at';
comment on column siem_search_jobs.kept is 'how many of the events that match are kept as results';
comment on column siem_search_jobs.exact is 'whether matched is the number of all events that match';
comment on column siem_search_jobs.attempts is 'how often the job was taken up since it last got on';
comment on column siem_search_jobs.served_at is 'when an instance last worked on it: jobs take turns';
create unique index siem_search_jobs_of_request on siem_search_jobs (tenant_id, created_by, request_key)
    where request_key is not null;
create index siem_search_jobs_due on siem_search_jobs (served_at) where state in ('queued', 'running');
create index siem_search_jobs_expiry on siem_search_jobs (expires_at);
alter table siem_search_jobs enable row level security;
alter table siem_search_jobs force row level security;
create policy tenant on siem_search_jobs for all to ${app}
    using (tenant_id = nullif(current_setting('app.tenant', true), ''));
create policy scheduler on siem_search_jobs for all to ${system} using (true);
grant select, insert, update, delete on siem_search_jobs to ${app};
grant select (tenant_id, job_id, created_by, state, lease_until, fencing_epoch, attempts, served_at, started_at, expires_at),
      update (state, error, lease_until, fencing_epoch, attempts, served_at, started_at, finished_at), delete
    on siem_search_jobs to ${system};

create table siem_search_job_pages (
    tenant_id text not null,
    job_id uuid not null,
    first integer not null,
    count integer not null,
    events bytea not null,
    primary key (tenant_id, job_id, first),
    foreign key (tenant_id, job_id) references siem_search_jobs (tenant_id, job_id) on delete cascade
);
comment on column siem_search_job_pages.first is 'the place of its first event among all that are kept, from 0';
comment on column siem_search_job_pages.events is 'a JSON array';
alter table siem_search_job_pages enable row level security;
alter table siem_search_job_pages force row level security;
create policy tenant on siem_search_job_pages for all to ${app}
    using (tenant_id = nullif(current_setting('app.tenant', true), ''));
grant select, insert, delete on siem_search_job_pages to ${app};
