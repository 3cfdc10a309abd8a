CREATE TABLE rating_session (
    session TEXT   NOT NULL PRIMARY KEY,
    device  TEXT   NOT NULL,
    opened_ms BIGINT NOT NULL,
    day     TEXT   NOT NULL,       -- of the opening, in the hall's zone
    month   TEXT   NOT NULL,       -- 2026-11
    call    TEXT,                  -- null for a session that stands apart
    counter TEXT   NOT NULL,
    staff   TEXT   NOT NULL,
    outcome TEXT,                  -- given, missed, void; null while it is open
    ended_ms BIGINT,
    level   INTEGER,               -- 1 to 5, given only
    reason  TEXT                   -- void only
);
CREATE INDEX rating_opened ON rating_session (opened_ms);
CREATE INDEX rating_day ON rating_session (day, counter);
