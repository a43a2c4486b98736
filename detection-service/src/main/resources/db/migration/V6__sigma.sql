-- Takes ACCESS EXCLUSIVE on rule for a moment: a column without a default, no rewrite.
alter table rule add column test_status text check (test_status in ('untested', 'passed', 'failed'));
