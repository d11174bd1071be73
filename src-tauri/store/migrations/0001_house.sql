-- Events are what happened; every other table is their fold, kept for speed and for its constraints.

CREATE TABLE event (
    seq           INTEGER PRIMARY KEY CHECK (seq > 0),
    at_ms         INTEGER NOT NULL,              -- UTC, milliseconds
    business_date TEXT    NOT NULL,              -- fixed when written
    kind          TEXT    NOT NULL,
    incident_id   TEXT,
    actor         TEXT,
    station       TEXT    NOT NULL,
    request_id    TEXT    UNIQUE,                -- a repeated request finds its first answer here
    asked         BLOB    CHECK (asked IS NULL OR length(asked) = 32),
    payload       TEXT    NOT NULL,              -- JSON, every business field
    prev          BLOB    NOT NULL CHECK (length(prev) = 32),
    hash          BLOB    NOT NULL CHECK (length(hash) = 32)
) STRICT;

CREATE INDEX event_of_incident ON event (incident_id) WHERE incident_id IS NOT NULL;

CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event
BEGIN SELECT RAISE(ABORT, 'events are never changed'); END;

CREATE TRIGGER event_is_never_deleted BEFORE DELETE ON event
BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END;

-- The settings in force: one row.
CREATE TABLE shop (
    id          INTEGER PRIMARY KEY CHECK (id = 1),
    name        TEXT    NOT NULL,
    address     TEXT    NOT NULL,
    telephone   TEXT    NOT NULL,
    currency    TEXT    NOT NULL CHECK (length(currency) = 3),
    timezone    TEXT    NOT NULL,
    cutover     TEXT    NOT NULL,
    paper       TEXT    NOT NULL CHECK (paper IN ('letter', 'a4')),
    expiry_days INTEGER NOT NULL CHECK (expiry_days > 0),
    apology     TEXT    NOT NULL,
    legend      INTEGER NOT NULL CHECK (legend IN (0, 1)),
    sample      INTEGER NOT NULL CHECK (sample IN (0, 1))
) STRICT;

-- The one place that holds who a guest is. Events hold only a salted digest of it.
CREATE TABLE guest (
    id      TEXT PRIMARY KEY,
    name    TEXT,
    contact TEXT,
    salt    BLOB NOT NULL CHECK (length(salt) = 16)
) STRICT;

CREATE TABLE incident (
    id            TEXT    PRIMARY KEY,
    seq           INTEGER NOT NULL REFERENCES event (seq),
    occurred_ms   INTEGER NOT NULL,
    business_date TEXT    NOT NULL,
    category      TEXT    NOT NULL,
    severity      INTEGER NOT NULL CHECK (severity BETWEEN 1 AND 3),
    what          TEXT    NOT NULL,
    place         TEXT,
    guest_id      TEXT    REFERENCES guest (id),
    guest_digest  TEXT,
    staff         TEXT,
    score         INTEGER CHECK (score BETWEEN 0 AND 10)
) STRICT;

CREATE INDEX incident_by_date ON incident (business_date, occurred_ms);

CREATE TABLE make_good (
    id          TEXT    PRIMARY KEY,
    incident_id TEXT    NOT NULL REFERENCES incident (id),
    seq         INTEGER NOT NULL REFERENCES event (seq),
    kind        TEXT    NOT NULL CHECK (kind IN ('comp', 'check', 'certificate', 'gesture')),
    minor       INTEGER CHECK (minor > 0),         -- NULL: a certificate without a figure
    currency    TEXT,
    what        TEXT,                              -- the benefit of a certificate, what a gesture was
    given_on    TEXT    NOT NULL,
    staff       TEXT,
    CHECK ((minor IS NULL) = (currency IS NULL)),
    CHECK (minor IS NOT NULL OR kind = 'certificate')
) STRICT;

CREATE INDEX make_good_of_incident ON make_good (incident_id);
CREATE INDEX make_good_by_date ON make_good (given_on, kind);

CREATE TABLE voucher (
    id         TEXT    PRIMARY KEY REFERENCES make_good (id),
    code       TEXT    NOT NULL UNIQUE CHECK (length(code) = 12),
    expires_on TEXT    NOT NULL,
    remaining  INTEGER NOT NULL CHECK (remaining >= 0),
    spent      INTEGER NOT NULL DEFAULT 0 CHECK (spent IN (0, 1))
) STRICT;

CREATE INDEX voucher_open ON voucher (expires_on) WHERE spent = 0;

CREATE TABLE redemption (
    seq           INTEGER PRIMARY KEY REFERENCES event (seq),
    voucher_id    TEXT    NOT NULL REFERENCES voucher (id),
    minor         INTEGER CHECK (minor > 0),       -- NULL: a certificate whose menu value was not recorded
    currency      TEXT,
    bill          TEXT,
    staff         TEXT,
    at_ms         INTEGER NOT NULL,
    business_date TEXT    NOT NULL,
    remaining     INTEGER NOT NULL CHECK (remaining >= 0),
    once          INTEGER NOT NULL CHECK (once IN (0, 1))
) STRICT;

-- The second lock behind the conditional update: a certificate has one live redemption, whatever races.
CREATE UNIQUE INDEX certificate_is_used_once ON redemption (voucher_id) WHERE once = 1;
CREATE INDEX redemption_of_voucher ON redemption (voucher_id);
CREATE INDEX redemption_by_date ON redemption (business_date);

-- What this station prefers; not part of the books, so it has no events.
CREATE TABLE preference (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;
