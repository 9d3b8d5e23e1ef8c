-- The questions of the forms behind the hooks, as submissions showed them.
create table question (
  hook       text    not null,
  form       text    not null,
  id         text    not null,
  place      integer not null,
  title      text    not null,
  type       text    not null,
  options    text    not null,
  first_seen bigint  not null,
  last_seen  bigint  not null,
  removed_at bigint,
  primary key (hook, form, id)
);
