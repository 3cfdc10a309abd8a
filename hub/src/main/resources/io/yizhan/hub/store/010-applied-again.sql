CREATE INDEX entry_again ON entry (position) WHERE type = 'entry-applied-again';
