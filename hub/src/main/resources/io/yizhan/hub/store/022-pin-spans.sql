-- When somebody had a PIN, whichever it was: to_ms is null while they have one.
CREATE TABLE pin_span (
    staff   TEXT   NOT NULL,
    from_ms BIGINT NOT NULL,
    to_ms   BIGINT,
    PRIMARY KEY (staff, from_ms)
);
-- When it could be typed at a reader, by that reader's word: to_ms is null while it can.
CREATE TABLE pin_place (
    staff   TEXT   NOT NULL,
    device  TEXT   NOT NULL,
    from_ms BIGINT NOT NULL,
    to_ms   BIGINT,
    PRIMARY KEY (staff, device, from_ms)
);
