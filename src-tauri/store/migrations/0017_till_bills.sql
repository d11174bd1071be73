-- The bills that the till took a comp off, by the day. All of it is folded from events.

CREATE TABLE till_bill (
    day      TEXT    NOT NULL,
    place    INTEGER NOT NULL,          -- in the order of the list
    bill     TEXT    NOT NULL,
    minor    INTEGER NOT NULL CHECK (minor >= 0),
    currency TEXT    NOT NULL,
    PRIMARY KEY (day, place)
) STRICT, WITHOUT ROWID;
