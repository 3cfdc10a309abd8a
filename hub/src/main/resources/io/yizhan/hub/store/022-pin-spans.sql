-- When somebody had a PIN, whichever it was: to_ms is null while they have one.
CREATE TABLE pin_span (
    staff   TEXT   NOT NULL,
    from_ms BIGINT NOT NULL,
    to_ms   BIGINT,
    PRIMARY KEY (staff, from_ms)
);
