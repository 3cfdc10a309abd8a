-- Whether another person has read the password: its owner replaces it before anything else. Beside the password, so that
-- a restore cannot bring back one without the other.
ALTER TABLE account_password ADD COLUMN first INTEGER NOT NULL DEFAULT 0;
