-- The books: how the shop posts. All of it is folded from events.

-- One row, once it was ever set: JSON, the whole of it.
CREATE TABLE accounts (
    id       INTEGER PRIMARY KEY CHECK (id = 1),
    settings TEXT    NOT NULL
) STRICT;
