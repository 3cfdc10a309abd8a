CREATE TABLE agency (
    agency  TEXT   NOT NULL PRIMARY KEY,
    name    TEXT   NOT NULL,
    name_en TEXT
);
CREATE TABLE staff (
    staff   TEXT   NOT NULL PRIMARY KEY,
    name    TEXT   NOT NULL,
    agency  TEXT   NOT NULL,
    post    TEXT,
    added_ms   BIGINT NOT NULL,
    consent    TEXT,               -- where the consent to store templates is on record
    consent_ms BIGINT
);
CREATE INDEX staff_agency ON staff (agency);
CREATE TABLE enrolment (
    enrolment TEXT    NOT NULL PRIMARY KEY,
    staff     TEXT    NOT NULL,
    device    TEXT    NOT NULL,
    position  INTEGER NOT NULL,
    wanted_ms    BIGINT NOT NULL,
    withdrawn_ms BIGINT,
    reason       TEXT              -- of the withdrawal
);
CREATE INDEX enrolment_place ON enrolment (device, position);
CREATE INDEX enrolment_staff ON enrolment (staff);
CREATE TABLE finger (              -- what each journal said last of an enrolment at its reader
    device    TEXT    NOT NULL,
    journal   TEXT    NOT NULL,
    enrolment TEXT    NOT NULL,
    position  INTEGER NOT NULL,
    standing  INTEGER NOT NULL,    -- 1 enrolled, 0 deleted
    at_ms     BIGINT  NOT NULL,
    PRIMARY KEY (device, journal, enrolment)
);
CREATE INDEX finger_enrolment ON finger (enrolment);
CREATE TABLE person_key (          -- no projection: destroying the key erases what it seals
    staff  TEXT NOT NULL PRIMARY KEY,
    sealer BLOB NOT NULL           -- 32 bytes, AES-256
);
CREATE TABLE pin (                 -- no projection: verifiers are in no journal
    staff    TEXT   NOT NULL PRIMARY KEY,
    verifier BLOB   NOT NULL,      -- sealed under the person's key
    set_ms   BIGINT NOT NULL
);
CREATE TABLE pin_delivery (        -- the order that brings this person's PIN to this device
    staff   TEXT NOT NULL,
    device  TEXT NOT NULL,
    command TEXT NOT NULL,
    PRIMARY KEY (staff, device)
);
