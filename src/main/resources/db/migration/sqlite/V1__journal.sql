-- The journal: queue, history and dedupe are the same rows. Times are milliseconds since 1970 (UTC).

-- Facts about this journal: its id, the key that names lanes.
create table meta (
  name  text primary key not null,
  value text not null
) without rowid;

-- One inbound HTTP request, byte for byte, but for masked credentials in headers.
create table request (
  seq          integer primary key,
  hook         text    not null,
  method       text    not null,
  uri          text    not null,
  content_type text    not null,
  received_at  integer not null,
  sha256       text    not null,
  headers      text    not null,
  body         blob    not null
);

-- One unit of work. Autoincrement: a number is never used twice, for it is the order of receipt.
create table event (
  seq             integer primary key autoincrement,
  id              text    not null unique,
  request         integer not null references request (seq),
  part            integer not null,
  hook            text    not null,
  source          text    not null,
  event_key       text    not null,
  fingerprint     text    not null,
  subject         text,
  connection      text    not null,
  state           text    not null,
  class           integer not null default 0, -- 0 live, 1 retry, 2 replay
  lane            text,
  received_at     integer not null,
  due_at          integer,
  attempts        integer not null default 0,
  first_try_at    integer,
  reason_code     text,
  reason          text,
  replay          integer not null default 0,
  mapping         text,
  mapping_set     text,
  warnings        integer not null default 0,
  settled_at      integer,
  dead_letter_due integer,
  unique (hook, event_key)
);

create index event_request on event (request); -- a request goes with its last event
create index event_received on event (seq, due_at) where state = 'RECEIVED' and subject is null;
create index event_received_about on event (seq, due_at) where state = 'RECEIVED' and subject is not null;
create index event_received_due on event (due_at) where state = 'RECEIVED';
create index event_received_subject on event (hook, subject) where state = 'RECEIVED' and subject is not null;
create index event_ready on event (connection, lane, seq) where state = 'READY';
create index event_dead_letter on event (dead_letter_due) where dead_letter_due is not null;
-- The expression keeps this index to searches, which say it: with the plain column the store would take
-- it for the queue too, and sort the whole backlog to find the first ten.
create index event_by_state on event (state || '', received_at);
create index event_by_hook on event (hook, state, received_at);
create index event_by_reason on event (reason_code, received_at) where reason_code is not null;

-- Apart from event, so that the queue stays small and bodies can be dropped.
-- raw is null where the event is its whole request: the body is not stored twice.
create table payload (
  event    integer primary key references event (seq) on delete cascade,
  raw      blob,
  fetched  blob,
  calls    text,
  warnings text
);

-- outcome: started (on its way now, or cut by a stop), cut (its answer was lost), accepted.
create table call (
  event      integer not null references event (seq) on delete cascade,
  kind       text    not null,
  body_sha   text    not null,
  outcome    text    not null,
  contact_id text,
  entity_id  text,
  profile_id text,
  reply      text,
  at         integer not null,
  primary key (event, kind, body_sha)
) without rowid;

-- The queue of one person on one connection. Its row is what is claimed.
create table lane (
  connection text    not null,
  lane       text    not null,
  class      integer not null,
  due_at     integer not null,
  node       text,
  claim      text,
  primary key (connection, lane)
) without rowid;

create index lane_due on lane (connection, class, due_at) where claim is null;

-- People whom a createContact of ours made known; kept when old events are dropped.
create table created (
  connection text    not null,
  lane       text    not null,
  at         integer not null,
  primary key (connection, lane)
) without rowid;

-- Counters, changed in the transactions that change what they count.
create table ledger (
  hook    text    not null,
  counter text    not null,
  n       integer not null,
  primary key (hook, counter)
) without rowid;

-- Requests that did not verify. Bounded.
create table quarantine (
  seq         integer primary key autoincrement,
  hook        text    not null,
  received_at integer not null,
  size        integer not null,
  why         text    not null,
  method      text    not null,
  uri         text    not null,
  headers     text    not null,
  body        blob    not null
);

create index quarantine_age on quarantine (received_at);

create table connection (
  name         text primary key not null,
  paused_code  text,
  paused_why   text,
  paused_at    integer,
  field_map    text,
  field_map_at integer
) without rowid;
