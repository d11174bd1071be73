-- Every name somebody had here. What was given under an earlier name counts on under the next, and nobody says yes to what
-- they asked for under another. A fold.
CREATE TABLE staff_name (
    staff_id TEXT NOT NULL,
    name     TEXT NOT NULL,
    PRIMARY KEY (staff_id, name)
) STRICT, WITHOUT ROWID;

INSERT OR IGNORE INTO staff_name (staff_id, name)
    SELECT json_extract(payload, '$.staff'), json_extract(payload, '$.name') FROM event WHERE kind = 'staff_set';
