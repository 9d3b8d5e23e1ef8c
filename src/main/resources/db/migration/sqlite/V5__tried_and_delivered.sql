-- Few: events whose calls came to nothing so far. When their connection was away, that time is not counted.
create index event_tried on event (connection) where state = 'READY' and first_try_at is not null;
-- What was delivered lately: how long the rest will take.
create index event_settled on event (connection, settled_at) where state = 'DELIVERED';
