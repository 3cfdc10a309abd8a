-- When a journal first said that an enrolment stands: only from then on can the person punch at that reader.
ALTER TABLE finger ADD COLUMN enrolled_ms BIGINT;
