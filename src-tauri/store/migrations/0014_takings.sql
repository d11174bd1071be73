-- What the till took, by stretches of business dates that do not meet. All of it is folded from events.

CREATE TABLE takings (
    first_day TEXT    NOT NULL PRIMARY KEY,
    last_day  TEXT    NOT NULL CHECK (last_day >= first_day),
    net_sales INTEGER CHECK (net_sales >= 0),
    covers    INTEGER CHECK (covers >= 0),
    comps     INTEGER CHECK (comps >= 0),
    currency  TEXT,
    CHECK (net_sales IS NOT NULL OR covers IS NOT NULL OR comps IS NOT NULL),
    CHECK (currency IS NOT NULL OR (net_sales IS NULL AND comps IS NULL))
) STRICT, WITHOUT ROWID;
