-- Of the newest entry that says so.
ALTER TABLE fault ADD COLUMN seq BIGINT NOT NULL DEFAULT 0;
ALTER TABLE finger ADD COLUMN seq BIGINT NOT NULL DEFAULT 0;
-- Of the newest sign-in or sign-out.
ALTER TABLE counter_state ADD COLUMN sign_seq BIGINT NOT NULL DEFAULT 0;
-- The call that this journal told there and has not ended.
ALTER TABLE counter_state ADD COLUMN serving TEXT;
DROP TABLE rating_session;
CREATE TABLE rating_session (
    session TEXT   NOT NULL,
    device  TEXT   NOT NULL,
    journal TEXT   NOT NULL,       -- that opened it
    opened_ms BIGINT NOT NULL,
    day     TEXT   NOT NULL,       -- of the opening, in the hall's zone
    month   TEXT   NOT NULL,       -- 2026-11
    call    TEXT,                  -- null for a session that stands apart
    counter TEXT   NOT NULL,
    staff   TEXT   NOT NULL,
    outcome TEXT,                  -- given, missed, void; null while it is open
    ended_ms BIGINT,
    level   INTEGER,               -- 1 to 5, given only
    reason  TEXT,                  -- void only
    PRIMARY KEY (session, device, journal)
);
CREATE INDEX rating_opened ON rating_session (opened_ms);
CREATE INDEX rating_day ON rating_session (day, counter);
CREATE TABLE rating_end (          -- the first end that each journal says of a session, whether its opening has come or not
    session TEXT   NOT NULL,
    device  TEXT   NOT NULL,
    journal TEXT   NOT NULL,
    at_ms   BIGINT NOT NULL,
    outcome TEXT   NOT NULL,
    level   INTEGER,
    reason  TEXT,
    PRIMARY KEY (session, device, journal)
);
CREATE TABLE fold (                -- of which migration the records are; older ones are made anew at the start
    one       INTEGER NOT NULL PRIMARY KEY,
    migration TEXT    NOT NULL
);
