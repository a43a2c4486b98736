-- Takes no lock on existing data: a new table only. The newest version of each rule, as published on siem.rules.v1.
create table rule_projection (
    tenant_id text not null,
    rule_id text not null,
    version integer not null,
    -- JSON as text: jsonb refuses U+0000
    body text not null,
    primary key (tenant_id, rule_id)
);
alter table rule_projection enable row level security;
alter table rule_projection force row level security;
create policy tenant on rule_projection for all to ${app}
    using (tenant_id = nullif(current_setting('app.tenant', true), ''));
grant select, insert, update on rule_projection to ${app};
