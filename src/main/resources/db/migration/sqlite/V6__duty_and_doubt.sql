-- What one server at a time does for all that share the journal. Its token is for one process alone.
create table duty (
  name        text primary key not null,
  node        text,
  token       text,
  lease_until integer
);

insert into duty (name) values ('prepare');

-- 1: accepted after an answer to the same call had been lost, so that it may have been made twice.
alter table call add column maybe_twice integer not null default 0;
