-- Takes SHARE ROW EXCLUSIVE on rule for the foreign key: a new, empty table, so only for a moment.
create table rule_feedback (
    tenant_id text not null,
    feedback_id uuid not null,
    rule_id uuid not null,
    target text not null,
    analyst text not null,
    verdict text not null check (verdict in ('true_positive', 'false_positive')),
    alert_id uuid,
    case_id uuid,
    log_id uuid,
    comment text,
    revision bigint not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    primary key (tenant_id, feedback_id),
    unique (tenant_id, rule_id, target, analyst),
    foreign key (tenant_id, rule_id) references rule (tenant_id, rule_id)
);
create index rule_feedback_of_rule on rule_feedback (tenant_id, rule_id, feedback_id desc) include (verdict);
alter table rule_feedback enable row level security;
alter table rule_feedback force row level security;
create policy tenant on rule_feedback for all to ${app}
    using (tenant_id = nullif(current_setting('app.tenant', true), ''));
grant select, insert, update on rule_feedback to ${app};
