-- A claim that is not prolonged ends, so that no lane stays with a worker that is gone.
alter table lane add column lease_until bigint; -- null where unclaimed

update lane set lease_until = 0 where claim is not null;

create index lane_lease on lane (lease_until) where claim is not null;
