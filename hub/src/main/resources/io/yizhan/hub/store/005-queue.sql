CREATE TABLE service (
    service TEXT    NOT NULL PRIMARY KEY,
    series  TEXT    NOT NULL,
    name    TEXT    NOT NULL,
    name_en TEXT,
    agency  TEXT    NOT NULL,
    open    INTEGER NOT NULL,
    place   BIGINT  NOT NULL       -- in the order in which they were added
);
CREATE TABLE service_counter (
    service TEXT    NOT NULL,
    counter TEXT    NOT NULL,
    place   INTEGER NOT NULL,
    PRIMARY KEY (service, counter)
);
CREATE INDEX service_of_counter ON service_counter (counter);
CREATE TABLE lease (
    day       TEXT    NOT NULL,
    series    TEXT    NOT NULL,
    from_number INTEGER NOT NULL,
    to_number INTEGER NOT NULL,
    device    TEXT    NOT NULL,
    journal   TEXT    NOT NULL,
    PRIMARY KEY (day, series, from_number)
);
CREATE INDEX lease_journal ON lease (device, journal, day);
CREATE TABLE ticket (
    day     TEXT    NOT NULL,
    series  TEXT    NOT NULL,
    number  INTEGER NOT NULL,
    ticket  TEXT    NOT NULL,
    device  TEXT,                  -- the kiosk
    service TEXT,                  -- null until its issue is known
    priority TEXT,
    appointment TEXT,
    ahead   INTEGER,               -- people before it, as the kiosk said
    issued_ms  BIGINT,
    printed_ms BIGINT,
    printed TEXT,                  -- printed, unknown
    voided  TEXT,                  -- why
    calls     INTEGER NOT NULL DEFAULT 0,
    transfers INTEGER NOT NULL DEFAULT 0,  -- calls of it that ended by handing it on
    to_service TEXT,               -- where the newest transfer sent it
    to_counter TEXT,
    unconfirmed INTEGER NOT NULL DEFAULT 0,  -- arrived too late to count on its holder
    waiting INTEGER NOT NULL GENERATED ALWAYS AS (CASE WHEN issued_ms IS NOT NULL AND printed IS NOT NULL
        AND voided IS NULL AND unconfirmed = 0 AND calls = transfers THEN 1 ELSE 0 END) STORED,
    PRIMARY KEY (day, series, number)
);
CREATE INDEX ticket_waiting ON ticket (day, issued_ms) WHERE waiting = 1;
CREATE INDEX ticket_issued ON ticket (issued_ms);
CREATE TABLE call (
    call    TEXT   NOT NULL PRIMARY KEY,
    ticket  TEXT,                  -- this and what follows is null until the entry that tells it has come
    counter TEXT,
    staff   TEXT,
    made_ms BIGINT,                -- when the hub decided it; null for a call that the counter made
    made_seq BIGINT,               -- the hub's entry
    reason  TEXT,                  -- arrival, priority, aged, transferred; null for a call that the counter made
    device  TEXT,                  -- the counter's; and where in its journal it was told or made the call
    journal TEXT,
    seq     BIGINT,
    told_ms BIGINT,
    told_at TEXT,                  -- at which of its counters, as far as its journal tells
    local   INTEGER NOT NULL DEFAULT 0,
    recalled_ms BIGINT,            -- the newest
    recalls INTEGER NOT NULL DEFAULT 0,
    ended_ms BIGINT,
    outcome TEXT,                  -- finished, no-show
    transferred_ms  BIGINT,        -- handed on: when, by which of the hub's entries, to where, why
    transferred_seq BIGINT,
    to_service TEXT,
    to_counter TEXT,
    transfer_reason TEXT,
    called_ms BIGINT GENERATED ALWAYS AS (COALESCE(made_ms, told_ms)) STORED
);
CREATE INDEX call_counter ON call (counter, called_ms);
CREATE INDEX call_ticket ON call (ticket);
CREATE INDEX call_newest ON call (called_ms);
CREATE TABLE counter_state (       -- what each journal said last of a counter
    counter TEXT   NOT NULL,
    device  TEXT   NOT NULL,
    journal TEXT   NOT NULL,
    seq     BIGINT NOT NULL,       -- of the newest entry that says so
    at_ms   BIGINT NOT NULL,
    condition TEXT NOT NULL,       -- open, paused, closed
    staff   TEXT,                  -- who is signed in
    signed_ms  BIGINT,
    signed_seq BIGINT,
    PRIMARY KEY (counter, device, journal)
);
CREATE TABLE call_rule (           -- one row once it was set
    one     INTEGER NOT NULL PRIMARY KEY,
    priority_one_in INTEGER NOT NULL,
    aged_s  INTEGER NOT NULL
);
