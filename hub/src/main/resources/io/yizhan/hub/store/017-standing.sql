-- Whose leader in charge it is; and when and by whom it became what it is. Bounds are null where that is a single moment.
ALTER TABLE account ADD COLUMN agency TEXT;
ALTER TABLE account ADD COLUMN changed_ms BIGINT;
ALTER TABLE account ADD COLUMN changed_earliest_ms BIGINT;
ALTER TABLE account ADD COLUMN changed_latest_ms BIGINT;
ALTER TABLE account ADD COLUMN changed_by TEXT;
-- Tokens of before could do everything.
ALTER TABLE api_token ADD COLUMN role TEXT NOT NULL DEFAULT 'admin';
ALTER TABLE api_token ADD COLUMN staff TEXT;
ALTER TABLE api_token ADD COLUMN agency TEXT;
ALTER TABLE api_token ADD COLUMN changed_ms BIGINT;
ALTER TABLE api_token ADD COLUMN changed_earliest_ms BIGINT;
ALTER TABLE api_token ADD COLUMN changed_latest_ms BIGINT;
ALTER TABLE api_token ADD COLUMN changed_by TEXT;
