CREATE TABLE journal (
    device  TEXT   NOT NULL,
    journal TEXT   NOT NULL,
    base    BIGINT NOT NULL,  -- what came before this number is lost, or was never asked for
    base_hash TEXT NOT NULL,
    through BIGINT NOT NULL,  -- the watermark
    hash    TEXT   NOT NULL,  -- hash(through)
    oldest  BIGINT NOT NULL,
    last    BIGINT NOT NULL,
    complete_ms BIGINT,       -- nothing that happened before this moment is missing
    PRIMARY KEY (device, journal)
);
CREATE UNIQUE INDEX journal_once ON journal (journal);
CREATE TABLE entry (
    position INTEGER PRIMARY KEY,  -- the order in which entries came into the book
    device   TEXT   NOT NULL,
    journal  TEXT   NOT NULL,
    seq      BIGINT NOT NULL,
    hash     TEXT   NOT NULL,
    line     BLOB   NOT NULL,
    type     TEXT,
    at_ms       BIGINT NOT NULL,
    earliest_ms BIGINT NOT NULL,
    latest_ms   BIGINT NOT NULL,
    time_source TEXT   NOT NULL,  -- synced, bounds, uncertain
    flagged     INTEGER NOT NULL,
    fate     TEXT   NOT NULL,     -- folded, unprojected, quarantined, unknown, repeated
    reason   TEXT,
    origin   TEXT                 -- journal/seq/hash of where the line first stood
);
CREATE UNIQUE INDEX entry_place ON entry (device, journal, seq);
CREATE INDEX entry_origin ON entry (device, origin) WHERE origin IS NOT NULL;
CREATE INDEX entry_fate ON entry (fate) WHERE fate <> 'folded';
CREATE TABLE boot_bound (
    device   TEXT NOT NULL,
    boot     TEXT NOT NULL,
    hub_boot TEXT NOT NULL,
    low_ms   BIGINT,     -- hub uptime minus terminal uptime is at least this …
    low_at_ms  BIGINT,   -- … as seen at this hub uptime
    high_ms  BIGINT,
    high_at_ms BIGINT,
    PRIMARY KEY (device, boot, hub_boot)
);
CREATE TABLE alarm (
    alarm  BIGINT PRIMARY KEY,   -- number of the hub's entry that raised it
    at_ms  BIGINT NOT NULL,
    device TEXT   NOT NULL,
    kind   TEXT   NOT NULL,
    detail TEXT   NOT NULL
);
CREATE TABLE store (
    store TEXT   NOT NULL,
    epoch BIGINT NOT NULL
);
CREATE TABLE hub_clock (
    hub_boot TEXT PRIMARY KEY,
    wall_minus_up_ms BIGINT NOT NULL  -- while the hub's clock was trusted
);
