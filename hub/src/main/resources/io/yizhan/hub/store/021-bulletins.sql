CREATE TABLE bulletin (
    bulletin TEXT    NOT NULL PRIMARY KEY,
    agency   TEXT    NOT NULL,
    month    TEXT    NOT NULL,     -- 2026-11
    year     INTEGER NOT NULL,
    number   INTEGER NOT NULL,     -- of the year; the same for all versions
    version  INTEGER NOT NULL,
    hash     TEXT    NOT NULL,     -- SHA-256 of the document
    account  TEXT    NOT NULL,
    published_ms BIGINT NOT NULL
);
CREATE UNIQUE INDEX bulletin_version ON bulletin (agency, month, version);
CREATE INDEX bulletin_number ON bulletin (year, number);
CREATE TABLE bulletin_part (
    bulletin TEXT    NOT NULL,
    part     INTEGER NOT NULL,
    text     TEXT    NOT NULL,
    PRIMARY KEY (bulletin, part)
);
