-- Where the secret came with the request: the salted hash of it, to be compared when it is released.
alter table quarantine add column proof text;

-- When a person released it from the quarantine; null where it was let in as it came.
alter table request add column released_at integer;
