-- The hub's own journal that is written now; null where there was never another.
ALTER TABLE store ADD COLUMN hub_journal TEXT;
CREATE TABLE kit (
    one       INTEGER NOT NULL PRIMARY KEY,
    kit       TEXT   NOT NULL,   -- SHA-256 of what was sealed
    lock      TEXT   NOT NULL,   -- under which recovery key, its public half
    sealed_ms BIGINT NOT NULL
);
