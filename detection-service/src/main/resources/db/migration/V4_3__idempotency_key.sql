-- Takes no lock on existing data: a new table only.
create table idempotency_key (
    tenant_id text not null,
    principal text not null,
    operation text not null,
    key text not null,
    request_hash text not null,
    status integer not null,
    body text not null,
    created_at timestamptz not null default now(),
    primary key (tenant_id, principal, operation, key)
);
create index idempotency_key_created_at on idempotency_key (created_at);
alter table idempotency_key enable row level security;
alter table idempotency_key force row level security;
create policy tenant on idempotency_key for all to ${app}
    using (tenant_id = nullif(current_setting('app.tenant', true), ''));
create policy sweep on idempotency_key for all to ${system} using (true);
grant select, insert, update on idempotency_key to ${app};
grant select, delete on idempotency_key to ${system};
