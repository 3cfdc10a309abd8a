-- Days and times are ISO text in the hall's zone, both ends of days included. Bounds of moments are null where they are known exactly.
CREATE TABLE leave_request (
    leave         TEXT   NOT NULL PRIMARY KEY,
    staff         TEXT   NOT NULL,
    agency        TEXT   NOT NULL,  -- on the first day
    type          TEXT   NOT NULL,
    from_day      TEXT   NOT NULL,
    from_half     TEXT   NOT NULL,  -- morning, afternoon
    asked_to_day  TEXT   NOT NULL,  -- as it was asked for
    asked_to_half TEXT   NOT NULL,
    to_day        TEXT   NOT NULL,  -- as it counts: it may have been cut short
    to_half       TEXT   NOT NULL,
    slots         TEXT   NOT NULL,  -- ids with blanks between them; empty: whole half-days
    reason        TEXT   NOT NULL,
    needs         TEXT   NOT NULL,  -- chief, agency-leader, centre with blanks between them; empty: filing alone
    state         TEXT   NOT NULL,  -- asked, granted, refused, cancelled
    account       TEXT   NOT NULL,  -- that asked
    asked_ms      BIGINT NOT NULL,
    asked_earliest_ms BIGINT,
    asked_latest_ms   BIGINT
);
CREATE INDEX leave_staff ON leave_request (staff, from_day);
CREATE INDEX leave_state ON leave_request (state, to_day);
CREATE TABLE leave_step (
    leave          TEXT    NOT NULL,
    place          INTEGER NOT NULL, -- in the order of the decisions, from 0
    kind           TEXT    NOT NULL, -- approved, refused, filed, cancelled
    capacity       TEXT,             -- of an approval
    reason         TEXT,
    from_day       TEXT,             -- of a cancellation: the first half-day that is leave no longer
    from_half      TEXT,
    account        TEXT    NOT NULL,
    at_ms          BIGINT  NOT NULL,
    at_earliest_ms BIGINT,
    at_latest_ms   BIGINT,
    PRIMARY KEY (leave, place)
);
CREATE TABLE correction (
    correction  TEXT   NOT NULL PRIMARY KEY,
    staff       TEXT   NOT NULL,
    agency      TEXT   NOT NULL,     -- on that day
    day         TEXT   NOT NULL,
    at          TEXT   NOT NULL,     -- a whole minute
    reason      TEXT   NOT NULL,
    evidence    TEXT   NOT NULL,
    state       TEXT   NOT NULL,     -- asked, granted, refused
    account     TEXT   NOT NULL,     -- that asked
    asked_ms    BIGINT NOT NULL,
    asked_earliest_ms BIGINT,
    asked_latest_ms   BIGINT,
    decided_by  TEXT,
    why         TEXT,                -- of a refusal
    decided_ms  BIGINT,
    decided_earliest_ms BIGINT,
    decided_latest_ms   BIGINT
);
CREATE INDEX correction_day ON correction (day);
CREATE INDEX correction_staff ON correction (staff, day);
CREATE INDEX correction_state ON correction (state);
CREATE TABLE waiver (
    waiver       TEXT   NOT NULL PRIMARY KEY,
    device       TEXT   NOT NULL,
    from_time    TEXT   NOT NULL,    -- [from, to), whole minutes
    to_time      TEXT   NOT NULL,
    reason       TEXT   NOT NULL,
    evidence     TEXT   NOT NULL,
    account      TEXT   NOT NULL,
    granted_ms   BIGINT NOT NULL,
    granted_earliest_ms BIGINT,
    granted_latest_ms   BIGINT,
    withdrawn_by TEXT,
    why          TEXT,
    withdrawn_ms BIGINT,
    withdrawn_earliest_ms BIGINT,
    withdrawn_latest_ms   BIGINT
);
CREATE INDEX waiver_time ON waiver (from_time);
CREATE TABLE roster_day (              -- a roster was set, even if with nobody at the front
    agency TEXT   NOT NULL,
    day    TEXT   NOT NULL,
    account TEXT  NOT NULL,
    set_ms BIGINT NOT NULL,
    set_earliest_ms BIGINT,
    set_latest_ms   BIGINT,
    PRIMARY KEY (agency, day)
);
CREATE INDEX roster_day_day ON roster_day (day);
CREATE TABLE roster_front (
    agency TEXT NOT NULL,
    day    TEXT NOT NULL,
    half   TEXT NOT NULL,              -- morning, afternoon
    staff  TEXT NOT NULL,
    PRIMARY KEY (agency, day, half, staff)
);
CREATE INDEX roster_front_day ON roster_front (day);
