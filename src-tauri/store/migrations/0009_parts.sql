-- Redeeming in parts: what the bill came to, and what was left over where a check is used up at its first use.

ALTER TABLE shop ADD COLUMN keeps_balance INTEGER NOT NULL DEFAULT 1 CHECK (keeps_balance IN (0, 1));
ALTER TABLE shop ADD COLUMN asks_bill_total INTEGER NOT NULL DEFAULT 0 CHECK (asks_bill_total IN (0, 1));

-- No more was taken than the bill came to.
ALTER TABLE redemption ADD COLUMN bill_total INTEGER CHECK (bill_total IS NULL OR (bill_total > 0 AND minor <= bill_total));
ALTER TABLE redemption ADD COLUMN lapsed INTEGER NOT NULL DEFAULT 0 CHECK (lapsed >= 0 AND (lapsed = 0 OR remaining = 0));

-- What a screen of a station asked for and has not heard the answer to: written before it is asked, gone once the answer
-- was shown. Not part of the books, so it has no events; and no code in it, only the end of one.
CREATE TABLE asking (
    request_id TEXT    PRIMARY KEY,
    station    TEXT    NOT NULL,
    at_ms      INTEGER NOT NULL,
    last_four  TEXT    NOT NULL CHECK (length(last_four) = 4),
    minor      INTEGER CHECK (minor > 0),
    currency   TEXT    CHECK ((minor IS NULL) = (currency IS NULL)),
    bill       TEXT
) STRICT;

-- The last backup is found without a walk through all events.
CREATE INDEX event_of_backup ON event (seq) WHERE kind = 'backup_made';
