-- Takes ACCESS EXCLUSIVE on rule, rule_version and rule_run for a moment: columns and constraints, no rewrite.
alter table rule
    add column resume_at timestamptz,
    add column backfill_at timestamptz,
    add column slow boolean not null default false,
    add column failed_runs integer not null default 0,
    add column schedule_from_version integer not null default 1;
comment on column rule.resume_at is 'when to go on with what a run left: it failed, died or gave way';
comment on column rule.backfill_at is 'when to close holes of the coverage; null when nobody asked for it';
comment on column rule.slow is 'the last run was over its time budget';
comment on column rule.failed_runs is 'runs without success since the last success';
comment on column rule.schedule_from_version is 'the version since which the schedule goes on without a break';
grant update (resume_at, failed_runs) on rule to ${system};
drop index rule_due;
create index rule_backfill on rule (backfill_at) where backfill_at is not null;
create index rule_due on rule (least(next_run_at, resume_at)) where enabled and schedule_enabled;

alter table rule_version
    add column revision bigint,
    add column streaming boolean not null default false,
    add column start_mark text;
comment on column rule_version.revision is 'of the set of all rules, from which this version was part of it';
comment on column rule_version.streaming is 'whether the stream asks this version about events';
comment on column rule_version.start_mark is 'the next offset of each partition when this version was made';
create policy coverage on rule_version for all to ${system} using (true);
grant select, update (start_mark) on rule_version to ${system};
grant update (start_mark) on rule_version to ${app};
create index rule_version_unplaced on rule_version (changed_at) where start_mark is null;

alter table rule_run
    add column logic_version integer,
    add column from_mark text,
    add column to_mark text,
    drop constraint rule_run_trigger_mode_check,
    add constraint rule_run_trigger_mode_check
        check (trigger_mode in ('manual', 'scheduled', 'catch_up', 'backfill'));
comment on column rule_run.from_mark is 'evaluated were the offsets from this mark up to to_mark; null for runs over event time';
create index rule_run_evaluated on rule_run (tenant_id, rule_id, logic_version) where to_mark is not null;

-- What the stream asked its rules about, for all tenants: offsets are the topic's, and which version of a rule was in
-- the set of a revision is in rule_version.
create table stream_coverage (
    partition integer not null,
    from_offset bigint not null,
    to_offset bigint not null check (to_offset > from_offset),
    revision bigint not null,
    first_at timestamptz not null,
    last_at timestamptz not null,
    primary key (partition, from_offset, revision)
);
create index stream_coverage_revision on stream_coverage (revision);
grant select, insert, update on stream_coverage to ${app};
