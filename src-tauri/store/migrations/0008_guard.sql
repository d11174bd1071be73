-- Who is slowed down at the door, and how far the clock is believed. All of it is folded from events, and small: a row
-- goes when it says nothing any more.

-- The unknown codes of a person, or of whoever looks at a station where nobody signs in.
CREATE TABLE guesser (
    staff_id TEXT    NOT NULL,                         -- '' for whoever is at the station
    station  TEXT    NOT NULL,                         -- '' for a person, wherever they are
    lately   TEXT    NOT NULL,                         -- JSON: when, in milliseconds, the oldest first
    pauses   INTEGER NOT NULL CHECK (pauses >= 0),
    until_ms INTEGER,                                  -- the end of the last pause
    PRIMARY KEY (staff_id, station),
    CHECK ((staff_id = '') <> (station = '')),
    CHECK ((until_ms IS NULL) = (pauses = 0))
) STRICT;

CREATE TABLE guessed_station (
    station TEXT    PRIMARY KEY,
    lately  TEXT    NOT NULL,                          -- JSON: when, in milliseconds, the oldest first
    locked  INTEGER NOT NULL CHECK (locked IN (0, 1))
) STRICT;

-- One row while the clock shows an earlier time than an event before, and nobody said that it is right.
CREATE TABLE clock (
    id     INTEGER PRIMARY KEY CHECK (id = 1),
    was_ms INTEGER NOT NULL
) STRICT;

-- What is rare among the events and asked for by its kind: an event of another kind pays nothing for these.
CREATE INDEX event_unknown_code ON event (business_date) WHERE kind = 'unknown_code';
CREATE INDEX event_reversed ON event (business_date) WHERE kind = 'voucher_reversed';
CREATE INDEX event_replaced ON event (business_date) WHERE kind = 'voucher_replaced';
