-- When the hub let the ticket of a call wait again of which its counter had not told.
ALTER TABLE call ADD COLUMN returned_ms BIGINT;
ALTER TABLE call ADD COLUMN returned_earliest_ms BIGINT;
ALTER TABLE call ADD COLUMN returned_latest_ms BIGINT;
