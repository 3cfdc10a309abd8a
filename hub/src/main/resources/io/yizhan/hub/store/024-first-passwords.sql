-- Whether another person has read the password: its owner replaces it before anything else.
ALTER TABLE account ADD COLUMN first_password INTEGER NOT NULL DEFAULT 0;
