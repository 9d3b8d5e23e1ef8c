-- What one server at a time does for all that share the journal. Its token is for one process alone.
create table duty (
  name        text primary key not null,
  node        text,
  token       text,
  lease_until integer
);

insert into duty (name) values ('prepare');
