-- Takes no lock on existing data: new tables only.
create table outbox (
    id bigint generated always as identity primary key,
    tenant_id text not null,
    topic text not null,
    key text not null,
    ce_id text not null,
    ce_source text not null,
    ce_type text not null,
    ce_subject text not null,
    ce_time timestamptz not null,
    ce_correlation_id text,
    ce_causation_id text,
    body bytea not null
);
alter table outbox enable row level security;
alter table outbox force row level security;
create policy tenant on outbox for all to ${app}
    using (tenant_id = nullif(current_setting('app.tenant', true), ''));
create policy relay on outbox for all to ${system} using (true);
grant insert on outbox to ${app};
grant select, delete on outbox to ${system};

create table inbox (
    tenant_id text not null,
    consumer text not null,
    message_id text not null,
    received_at timestamptz not null default now(),
    primary key (tenant_id, consumer, message_id)
);
create index inbox_received_at on inbox (received_at);
alter table inbox enable row level security;
alter table inbox force row level security;
create policy tenant on inbox for all to ${app}
    using (tenant_id = nullif(current_setting('app.tenant', true), ''));
create policy sweep on inbox for all to ${system} using (true);
grant select, insert on inbox to ${app};
grant select, delete on inbox to ${system};
