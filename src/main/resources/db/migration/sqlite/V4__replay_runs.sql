-- Replays of many events: the planned set is frozen first, then worked by the server, some at a time.

create table replay_run (
  seq       integer primary key autoincrement,
  made_at   integer not null,
  filter    text    not null, -- what was asked for, in words for people
  as_was    integer not null,
  stale     text    not null, -- SKIP, PROFILE_ONLY, SEND
  rate      integer,          -- events a second; null: the server's usual rate
  state     text    not null, -- RUNNING, CANCELLED, FINISHED
  planned   integer not null,
  reached   integer not null default 0, -- the last event that it came to
  paced_at  integer not null, -- up to when the rate is used up
  worked_at integer,
  ended_at  integer
);

create index replay_run_running on replay_run (seq) where state = 'RUNNING';

-- No reference to event: one that is dropped later is passed over.
-- outcome: null while the run has not come to it. was_...: how it was when the run took it up.
create table replay_item (
  run                 integer not null references replay_run (seq) on delete cascade,
  event               integer not null,
  replays             integer not null,
  outcome             text,
  was_state           text,
  was_code            text,
  was_reason          text,
  was_settled_at      integer,
  was_dead_letter_due integer,
  primary key (run, event)
) without rowid;

-- How many of a run came to what: kept, so that progress is not counted over all its items.
create table replay_count (
  run     integer not null references replay_run (seq) on delete cascade,
  outcome text    not null,
  n       integer not null,
  primary key (run, outcome)
) without rowid;

-- The run that replayed it last; null where none did, or a person replayed it by itself since.
alter table event add column replay_run integer;
alter table event add column as_was integer not null default 0;

create index event_replayed on event (replay_run, state) where replay_run is not null;
create index event_delivered on event (connection, lane, seq) where state = 'DELIVERED';
