CREATE TABLE punch (
    at_ms   BIGINT NOT NULL,
    device  TEXT   NOT NULL,
    journal TEXT   NOT NULL,
    seq     BIGINT NOT NULL,
    day     TEXT   NOT NULL,       -- in the hall's zone
    month   TEXT   NOT NULL,       -- 2026-11
    earliest_ms BIGINT NOT NULL,
    latest_ms   BIGINT NOT NULL,
    time_source TEXT   NOT NULL,   -- synced, bounds, uncertain
    flagged INTEGER NOT NULL,
    staff   TEXT   NOT NULL,
    method  TEXT   NOT NULL,       -- finger, pin
    score   INTEGER,
    PRIMARY KEY (at_ms, device, journal, seq)
);
CREATE INDEX punch_day ON punch (day, staff);
CREATE INDEX punch_staff ON punch (staff, at_ms);
CREATE TABLE unknown_finger (
    at_ms   BIGINT NOT NULL,
    device  TEXT   NOT NULL,
    journal TEXT   NOT NULL,
    seq     BIGINT NOT NULL,
    day     TEXT   NOT NULL,
    reason  TEXT   NOT NULL,       -- no-match, stale-position
    PRIMARY KEY (at_ms, device, journal, seq)
);
