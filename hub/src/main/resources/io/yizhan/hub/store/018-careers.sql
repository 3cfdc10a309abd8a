-- Days are ISO text in the hall's zone, both ends included. An end is null while it goes on.
-- Of an agency that is gone, and of who has left.
ALTER TABLE agency ADD COLUMN last_day TEXT;
ALTER TABLE staff ADD COLUMN last_day TEXT;
-- The first days of the newest employment.
ALTER TABLE staff ADD COLUMN since TEXT;
ALTER TABLE staff ADD COLUMN counter_since TEXT;
CREATE TABLE assignment (
    staff    TEXT NOT NULL,
    from_day TEXT NOT NULL,
    to_day   TEXT,
    agency   TEXT NOT NULL,
    PRIMARY KEY (staff, from_day)
);
CREATE INDEX assignment_agency ON assignment (agency, from_day);
CREATE TABLE particulars (           -- name and post from this day on
    staff    TEXT NOT NULL,
    from_day TEXT NOT NULL,
    name     TEXT NOT NULL,
    post     TEXT,
    PRIMARY KEY (staff, from_day)
);
CREATE TABLE chief (                 -- representative of an agency
    agency   TEXT NOT NULL,
    from_day TEXT NOT NULL,
    to_day   TEXT,
    staff    TEXT NOT NULL,
    PRIMARY KEY (agency, from_day)
);
CREATE INDEX chief_staff ON chief (staff);
CREATE TABLE stand_in (              -- B while A is away
    a        TEXT NOT NULL,
    from_day TEXT NOT NULL,
    to_day   TEXT,
    b        TEXT NOT NULL,
    PRIMARY KEY (a, from_day)
);
CREATE INDEX stand_in_b ON stand_in (b);
