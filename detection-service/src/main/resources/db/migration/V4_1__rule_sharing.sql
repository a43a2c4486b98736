-- Takes ACCESS EXCLUSIVE on rule for a moment: columns without a computed default, no rewrite.
alter table rule add column sharing_mode text check (sharing_mode in ('private', 'team', 'roles'));
alter table rule add column shared_with_roles text[] not null default '{}';
alter table rule add column owner_teams text[] not null default '{}';
