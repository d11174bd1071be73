-- The people: who they are, how far they go without asking, and what waits for a yes. These tables are folds.

CREATE TABLE staff (
    id     TEXT    PRIMARY KEY,
    name   TEXT    NOT NULL,
    role   TEXT    NOT NULL CHECK (role IN ('owner', 'manager', 'host', 'bookkeeper')),
    active INTEGER NOT NULL CHECK (active IN (0, 1))
) STRICT;

-- One row, once sign-in was ever switched.
CREATE TABLE signin (
    id    INTEGER PRIMARY KEY CHECK (id = 1),
    is_on INTEGER NOT NULL CHECK (is_on IN (0, 1))
) STRICT;

CREATE TABLE give_limit (
    staff_id TEXT    NOT NULL,                         -- '' for everybody with the role
    role     TEXT    NOT NULL CHECK (role IN ('', 'owner', 'manager', 'host', 'bookkeeper')),
    over     TEXT    NOT NULL CHECK (over IN ('incident', 'guest', 'day', 'month')),
    minor    INTEGER NOT NULL CHECK (minor > 0),
    currency TEXT    NOT NULL CHECK (length(currency) = 3),
    PRIMARY KEY (staff_id, role, over),
    CHECK ((staff_id = '') <> (role = ''))
) STRICT;

-- What waits for a yes; a row goes when it has its answer.
CREATE TABLE asked (
    id          TEXT    PRIMARY KEY,
    incident_id TEXT    NOT NULL REFERENCES incident (id),
    seq         INTEGER NOT NULL REFERENCES event (seq),
    at_ms       INTEGER NOT NULL,
    gives       TEXT    NOT NULL,                      -- JSON, the make-good
    staff       TEXT,
    why         TEXT    NOT NULL
) STRICT;

-- Who said yes to a make-good that went over a limit, and what it was asked for as.
ALTER TABLE make_good ADD COLUMN approved_by TEXT;
ALTER TABLE make_good ADD COLUMN asked TEXT;

CREATE INDEX make_good_by_staff ON make_good (staff, given_on) WHERE staff IS NOT NULL;

-- Not business, so without events: what people prove themselves with, and how often they failed to.

-- Of a person by their id, and of the recovery code as 'recovery'. Argon2id.
CREATE TABLE secret (
    subject TEXT    PRIMARY KEY,
    hash    BLOB    NOT NULL CHECK (length(hash) = 32),
    salt    BLOB    NOT NULL CHECK (length(salt) = 16),
    memory  INTEGER NOT NULL CHECK (memory > 0),       -- KiB
    passes  INTEGER NOT NULL CHECK (passes > 0),
    pepper  TEXT                                       -- which key of the system keychain is in it; NULL without one
) STRICT;

-- Of a person by their id, and of a station by its name, each after a word that says which.
CREATE TABLE lockout (
    subject  TEXT    PRIMARY KEY,
    wrong    INTEGER NOT NULL CHECK (wrong > 0),
    since_ms INTEGER NOT NULL
) STRICT;
