-- Takes no lock on existing data: new tables only.
create table rule_match (
    tenant_id text not null,
    match_id text not null,
    rule_id uuid not null,
    total bigint not null,
    seen_at timestamptz not null,
    primary key (tenant_id, match_id)
);
create index rule_match_seen_at on rule_match (seen_at);
create table rule_hour (
    tenant_id text not null,
    rule_id uuid not null,
    hour timestamptz not null,
    matches bigint not null,
    events bigint not null,
    primary key (tenant_id, rule_id, hour)
);
create index rule_hour_of_tenant on rule_hour (tenant_id, hour);
create table rule_total (
    tenant_id text not null,
    rule_id uuid not null,
    matches bigint not null,
    events bigint not null,
    last_match_at timestamptz not null,
    primary key (tenant_id, rule_id)
);
alter table rule_match enable row level security;
alter table rule_match force row level security;
alter table rule_hour enable row level security;
alter table rule_hour force row level security;
alter table rule_total enable row level security;
alter table rule_total force row level security;
create policy tenant on rule_match for all to ${app}
    using (tenant_id = nullif(current_setting('app.tenant', true), ''));
create policy tenant on rule_hour for all to ${app}
    using (tenant_id = nullif(current_setting('app.tenant', true), ''));
create policy tenant on rule_total for all to ${app}
    using (tenant_id = nullif(current_setting('app.tenant', true), ''));
create policy sweep on rule_match for all to ${system} using (true);
create policy sweep on rule_hour for all to ${system} using (true);
grant select, insert, update on rule_match, rule_hour, rule_total to ${app};
grant select, delete on rule_match, rule_hour to ${system};
