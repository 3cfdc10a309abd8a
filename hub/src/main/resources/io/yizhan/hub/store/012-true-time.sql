CREATE TABLE hub_span (              -- when the hub's own clock was trusted, and not stepped; no projection
    hub_boot TEXT    NOT NULL,
    from_up  BIGINT  NOT NULL,       -- hub uptime, both ends included
    to_up    BIGINT  NOT NULL,
    wall_minus_up_ms BIGINT NOT NULL,
    ended    INTEGER NOT NULL,       -- 0 for the one that may go on
    PRIMARY KEY (hub_boot, from_up)
);
INSERT INTO hub_span (hub_boot, from_up, to_up, wall_minus_up_ms, ended)
    SELECT c.hub_boot, max(b.high_at_ms), max(b.high_at_ms), c.wall_minus_up_ms, 1
    FROM hub_clock c JOIN boot_bound b ON b.hub_boot = c.hub_boot WHERE b.high_at_ms IS NOT NULL
    GROUP BY c.hub_boot, c.wall_minus_up_ms;
CREATE TABLE exchange (              -- what the messages of a run without a long pause say of two boots; no projection
    device   TEXT   NOT NULL,
    boot     TEXT   NOT NULL,
    hub_boot TEXT   NOT NULL,
    since_up BIGINT NOT NULL,        -- hub uptime of the run's first message …
    newest_up BIGINT NOT NULL,       -- … and of its newest
    low_ms   BIGINT,                 -- hub uptime minus terminal uptime is at least this …
    low_at_ms  BIGINT,               -- … as seen at this hub uptime
    high_ms  BIGINT,
    high_at_ms BIGINT,
    PRIMARY KEY (device, boot, hub_boot, since_up)
);
INSERT INTO exchange (device, boot, hub_boot, since_up, newest_up, low_ms, low_at_ms, high_ms, high_at_ms)
    SELECT device, boot, hub_boot, high_at_ms, high_at_ms, low_ms, low_at_ms, high_ms, high_at_ms
    FROM boot_bound WHERE high_at_ms IS NOT NULL;
DROP TABLE boot_bound;
DROP TABLE hub_clock;
CREATE TABLE timed_range (           -- which entries' times the hub's journal has settled; one not listed below: as its line says
    device   TEXT    NOT NULL,
    journal  TEXT    NOT NULL,
    from_seq BIGINT  NOT NULL,
    through_seq BIGINT NOT NULL,
    PRIMARY KEY (device, journal, from_seq)
);
CREATE TABLE timed_entry (
    device   TEXT    NOT NULL,
    journal  TEXT    NOT NULL,
    seq      BIGINT  NOT NULL,
    hash     TEXT    NOT NULL,       -- the start of hash(seq); '' for an entry of the hub
    at_ms       BIGINT NOT NULL,
    earliest_ms BIGINT NOT NULL,
    latest_ms   BIGINT NOT NULL,
    time_source TEXT   NOT NULL,     -- bounds, uncertain; synced only where flagged
    flagged  INTEGER NOT NULL,
    PRIMARY KEY (device, journal, seq, hash)
);
CREATE TABLE time_settled (          -- an admin's word on an uncertain time
    device   TEXT    NOT NULL,
    journal  TEXT    NOT NULL,
    seq      BIGINT  NOT NULL,
    at_ms    BIGINT  NOT NULL,
    reason   TEXT    NOT NULL,
    account  TEXT    NOT NULL,
    decided_ms BIGINT NOT NULL,
    PRIMARY KEY (device, journal, seq)
);
CREATE TABLE uncertain_entry (       -- folded entries whose time an admin may settle
    device   TEXT    NOT NULL,
    journal  TEXT    NOT NULL,
    seq      BIGINT  NOT NULL,
    hash     TEXT    NOT NULL,
    type     TEXT    NOT NULL,
    line     BLOB    NOT NULL,       -- its fact
    at_ms       BIGINT NOT NULL,
    earliest_ms BIGINT NOT NULL,
    latest_ms   BIGINT NOT NULL,
    PRIMARY KEY (device, journal, seq)
);
