CREATE TABLE device (
    device      TEXT   NOT NULL PRIMARY KEY,
    fingerprint TEXT,              -- SHA-256 of its certificate; null where it was not said
    added_ms    BIGINT NOT NULL,
    removed_ms  BIGINT
);
CREATE TABLE station (
    device  TEXT    NOT NULL,
    place   INTEGER NOT NULL,      -- in the order in which they were named
    kind    TEXT    NOT NULL,      -- reader, kiosk, counter, board, vault
    station TEXT    NOT NULL,      -- a counter's is the number on its plate
    series  TEXT,                  -- a kiosk's, with blanks between them
    rating_wait_s INTEGER,         -- a counter's
    PRIMARY KEY (device, place)
);
CREATE INDEX station_name ON station (kind, station);
CREATE TABLE boot (
    device  TEXT   NOT NULL,
    journal TEXT   NOT NULL,
    seq     BIGINT NOT NULL,
    at_ms   BIGINT NOT NULL,
    version TEXT   NOT NULL,
    clock   TEXT   NOT NULL,       -- synced, unsynced
    PRIMARY KEY (device, journal, seq)
);
CREATE TABLE fault (               -- what each journal said last of each fault
    device   TEXT    NOT NULL,
    journal  TEXT    NOT NULL,
    part     TEXT    NOT NULL,
    kind     TEXT    NOT NULL,
    raised   INTEGER NOT NULL,     -- 1 since since_ms, 0 cleared since then
    since_ms BIGINT  NOT NULL,
    detail   TEXT,
    PRIMARY KEY (device, journal, part, kind)
);
CREATE TABLE command_done (
    device  TEXT   NOT NULL,
    command TEXT   NOT NULL,
    outcome TEXT   NOT NULL,       -- done, failed
    at_ms   BIGINT NOT NULL,
    PRIMARY KEY (device, command)
);
