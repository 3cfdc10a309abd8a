-- Bounds are null where the time is a single moment.
ALTER TABLE staff ADD COLUMN left_ms BIGINT;
ALTER TABLE staff ADD COLUMN left_earliest_ms BIGINT;
ALTER TABLE staff ADD COLUMN left_latest_ms BIGINT;
-- The same finger's first enrolment, at another reader.
ALTER TABLE enrolment ADD COLUMN copy_of TEXT;
ALTER TABLE enrolment ADD COLUMN wanted_earliest_ms BIGINT;
ALTER TABLE enrolment ADD COLUMN wanted_latest_ms BIGINT;
ALTER TABLE enrolment ADD COLUMN withdrawn_earliest_ms BIGINT;
ALTER TABLE enrolment ADD COLUMN withdrawn_latest_ms BIGINT;
-- 1 where the order takes the PIN away.
ALTER TABLE pin_delivery ADD COLUMN drops INTEGER NOT NULL DEFAULT 0;
CREATE TABLE template (            -- no projection: templates are in no journal
    enrolment TEXT   NOT NULL PRIMARY KEY, -- whose reader read it out
    finger    TEXT   NOT NULL,     -- the first enrolment of this finger
    staff     TEXT   NOT NULL,
    template  BLOB   NOT NULL,     -- sealed under the person's key
    kept_ms   BIGINT NOT NULL
);
CREATE INDEX template_finger ON template (finger);
CREATE INDEX template_staff ON template (staff);
CREATE TABLE template_delivery (   -- the order that brings a template to an enrolment's reader
    enrolment TEXT   NOT NULL,
    source    TEXT   NOT NULL,     -- of which enrolment the template is
    command   TEXT   NOT NULL,
    ordered_ms BIGINT NOT NULL,
    code      TEXT,                -- why the reader could not
    failed_ms BIGINT,
    PRIMARY KEY (enrolment, source)
);
CREATE INDEX template_delivery_command ON template_delivery (command);
