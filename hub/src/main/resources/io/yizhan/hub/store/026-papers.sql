-- What people bring for a service, as its tickets say it.
ALTER TABLE service ADD COLUMN papers TEXT;
ALTER TABLE service ADD COLUMN papers_en TEXT;
