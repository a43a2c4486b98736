-- Takes SHARE on rule_run while it is built: runs wait for it.
create index rule_run_started on rule_run (tenant_id, started_at);
