CREATE TABLE account (                -- who may use the page: folded from the hub's journal
    account TEXT PRIMARY KEY,
    role    TEXT NOT NULL,            -- admin, clerk
    staff   TEXT,                     -- whom a clerk's account belongs to
    closed  INTEGER NOT NULL
);
CREATE TABLE account_password (       -- in no journal: what proves a password
    account  TEXT PRIMARY KEY,
    verifier TEXT NOT NULL            -- argon2id, in the usual $-notation
);
CREATE TABLE session (
    token_hash TEXT PRIMARY KEY,      -- SHA-256 of what the browser holds
    account    TEXT NOT NULL,
    began_ms   BIGINT NOT NULL,
    seen_ms    BIGINT NOT NULL
);
CREATE INDEX session_of ON session (account);
CREATE TABLE api_token (              -- programs' tokens: folded from the hub's journal
    name    TEXT PRIMARY KEY,
    revoked INTEGER NOT NULL
);
CREATE TABLE api_token_hash (         -- in no journal
    token_hash TEXT PRIMARY KEY,      -- SHA-256 of the token
    name       TEXT NOT NULL
);
