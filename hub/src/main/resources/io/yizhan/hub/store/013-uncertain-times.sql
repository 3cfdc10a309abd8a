-- the days on which a punch may have happened; null where that is one
ALTER TABLE punch ADD COLUMN first_day TEXT;
ALTER TABLE punch ADD COLUMN last_day TEXT;
CREATE INDEX punch_some_day ON punch (last_day) WHERE last_day IS NOT NULL;
CREATE INDEX punch_entry ON punch (device, journal, seq) WHERE time_source <> 'synced';
-- these and the following are null where the time is a single moment
ALTER TABLE unknown_finger ADD COLUMN earliest_ms BIGINT;
ALTER TABLE unknown_finger ADD COLUMN latest_ms BIGINT;
ALTER TABLE rating_session ADD COLUMN opened_earliest_ms BIGINT;
ALTER TABLE rating_session ADD COLUMN opened_latest_ms BIGINT;
ALTER TABLE rating_session ADD COLUMN ended_earliest_ms BIGINT;
ALTER TABLE rating_session ADD COLUMN ended_latest_ms BIGINT;
ALTER TABLE ticket ADD COLUMN issued_earliest_ms BIGINT;
ALTER TABLE ticket ADD COLUMN issued_latest_ms BIGINT;
ALTER TABLE rating_end ADD COLUMN earliest_ms BIGINT;
ALTER TABLE rating_end ADD COLUMN latest_ms BIGINT;
