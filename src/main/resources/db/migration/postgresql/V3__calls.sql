-- What the CRM took last of a person, by mapping, kind of call and its place among the calls of that
-- kind: what comes out the same is not sent again. sha is of what was sent, but for the API key and the
-- reference to the event.
create table sent (
  connection text    not null,
  lane       text    not null,
  mapping    text    not null,
  kind       text    not null,
  place      integer not null,
  sha        text    not null,
  contact_id text,
  entity_id  text,
  event      text    not null,
  at         bigint  not null,
  primary key (connection, lane, mapping, kind, place)
);

-- The outcomes of call are now: started (on its way, or cut by a stop), cut (its answer was lost), repeat
-- (cut, and a person said to make it again), repeating (that, on its way), accepted, confirmed (a person
-- says that it happened), covered (not sent: covered_by had the same accepted just before).
alter table call add column covered_by text;

create index event_held on event (connection, seq) where state = 'HELD';
