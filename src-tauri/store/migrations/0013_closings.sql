-- Periods that were made final, and what was written to files. Both are folded from events, which hold all of it.

CREATE TABLE closing (
    batch        INTEGER NOT NULL CHECK (batch > 0),
    revision     INTEGER NOT NULL CHECK (revision > 0),
    seq          INTEGER NOT NULL UNIQUE REFERENCES event (seq),
    from_on      TEXT    NOT NULL,
    to_on        TEXT    NOT NULL CHECK (to_on >= from_on),
    reopened_seq INTEGER UNIQUE REFERENCES event (seq),
    PRIMARY KEY (batch, revision)
) STRICT;

-- The second lock behind the action: of one number, one revision is in force.
CREATE UNIQUE INDEX closing_in_force ON closing (batch) WHERE reopened_seq IS NULL;

CREATE TABLE books_export (
    seq     INTEGER PRIMARY KEY REFERENCES event (seq),
    from_on TEXT    NOT NULL,
    to_on   TEXT    NOT NULL,
    form    TEXT    NOT NULL
) STRICT;
