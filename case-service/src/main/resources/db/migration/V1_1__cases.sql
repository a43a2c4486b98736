-- Takes no lock on existing data: new tables only. Cases and the counter of their numbers.
create table cases (
    tenant_id text not null,
    id uuid not null,
    number bigint not null,
    title text not null,
    description text not null,
    severity smallint not null check (severity between 0 and 4),
    status text not null,
    source text not null,
    rule_id text,
    rule_name text,
    alert_ids uuid[] not null,
    observables jsonb not null,
    tags text[] not null,
    techniques text[] not null,
    created_by text not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    version bigint not null,
    primary key (tenant_id, id),
    unique (tenant_id, number)
) with (fillfactor = 80);
create index cases_queue on cases (tenant_id, created_at desc, id desc);

alter table cases enable row level security;
alter table cases force row level security;
create policy tenant on cases for all to ${app}
    using (tenant_id = nullif(current_setting('app.tenant', true), ''));
grant select, insert, update on cases to ${app};

create table case_counter (
    tenant_id text primary key,
    last_number bigint not null
);
alter table case_counter enable row level security;
alter table case_counter force row level security;
create policy tenant on case_counter for all to ${app}
    using (tenant_id = nullif(current_setting('app.tenant', true), ''));
grant select, insert, update on case_counter to ${app};
