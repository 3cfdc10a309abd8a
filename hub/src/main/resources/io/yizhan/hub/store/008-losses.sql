CREATE TABLE loss (                -- entries that never arrived: folded from the hub's journal
    device  TEXT   NOT NULL,
    journal TEXT   NOT NULL,
    from_seq    BIGINT NOT NULL,
    through_seq BIGINT NOT NULL,
    at_ms   BIGINT NOT NULL,       -- when the hub learnt of it
    PRIMARY KEY (device, journal, from_seq)
);
