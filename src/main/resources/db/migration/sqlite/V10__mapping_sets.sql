-- The mapping sets that were in force, with all that decided them. An event names the one that made its calls.
create table mapping_set (
  hash       text    primary key not null,
  engine     text    not null,
  mode       text    not null,
  content    blob    not null, -- texts and fields, as a zip
  first_used integer not null,
  taken_up   integer not null  -- counts up: the highest came into force last
);

create index mapping_set_taken_up on mapping_set (taken_up);

-- The mappings folder as it was published, for servers that take it from here. The highest is current.
create table mapping_version (
  number       integer primary key not null,
  published_at integer not null,
  hash         text    not null,
  note         text    not null,
  back_to      integer,          -- the version that this one brought back
  files        integer not null,
  content      blob    not null  -- as a zip
);
