-- Bounds are null where the time is a single moment.
ALTER TABLE alarm ADD COLUMN earliest_ms BIGINT;
ALTER TABLE alarm ADD COLUMN latest_ms BIGINT;
ALTER TABLE device ADD COLUMN added_earliest_ms BIGINT;
ALTER TABLE device ADD COLUMN added_latest_ms BIGINT;
ALTER TABLE boot ADD COLUMN earliest_ms BIGINT;
ALTER TABLE boot ADD COLUMN latest_ms BIGINT;
ALTER TABLE fault ADD COLUMN since_earliest_ms BIGINT;
ALTER TABLE fault ADD COLUMN since_latest_ms BIGINT;
ALTER TABLE staff ADD COLUMN consent_earliest_ms BIGINT;
ALTER TABLE staff ADD COLUMN consent_latest_ms BIGINT;
ALTER TABLE counter_state ADD COLUMN earliest_ms BIGINT;
ALTER TABLE counter_state ADD COLUMN latest_ms BIGINT;
ALTER TABLE call ADD COLUMN made_earliest_ms BIGINT;
ALTER TABLE call ADD COLUMN made_latest_ms BIGINT;
ALTER TABLE call ADD COLUMN told_earliest_ms BIGINT;
ALTER TABLE call ADD COLUMN told_latest_ms BIGINT;
ALTER TABLE call ADD COLUMN transferred_earliest_ms BIGINT;
ALTER TABLE call ADD COLUMN transferred_latest_ms BIGINT;
-- What each journal said last of a call: its recall, its end.
CREATE TABLE call_word (
    call    TEXT   NOT NULL,
    device  TEXT   NOT NULL,
    journal TEXT   NOT NULL,
    word    TEXT   NOT NULL,       -- recalled, ended
    seq     BIGINT NOT NULL,
    at_ms   BIGINT NOT NULL,
    earliest_ms BIGINT,
    latest_ms   BIGINT,
    outcome TEXT,                  -- of an end: finished, no-show
    PRIMARY KEY (call, device, journal, word)
);
ALTER TABLE call ADD COLUMN recalled_earliest_ms BIGINT;
ALTER TABLE call ADD COLUMN recalled_latest_ms BIGINT;
ALTER TABLE call ADD COLUMN ended_earliest_ms BIGINT;
ALTER TABLE call ADD COLUMN ended_latest_ms BIGINT;
