-- Locks event exclusively, which nothing reads or writes any more. Its rows are not moved: docs/operations.md says how to keep them.
drop table event;
