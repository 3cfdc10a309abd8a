CREATE TABLE attendance_rules (
    from_day TEXT   NOT NULL PRIMARY KEY,
    rules    TEXT   NOT NULL,      -- JSON
    account  TEXT   NOT NULL,
    set_ms   BIGINT NOT NULL
);
CREATE TABLE holiday_year (
    year      INTEGER NOT NULL PRIMARY KEY,
    announced TEXT    NOT NULL,    -- JSON
    account   TEXT    NOT NULL,
    set_ms    BIGINT  NOT NULL
);
