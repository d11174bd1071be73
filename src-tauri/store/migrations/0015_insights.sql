-- What the page of insights is added up from: one row a day, a kind and a key, so that five years open at once. A fold
-- like every other table: the two views say what one incident and one make-good bring to it, an event takes in what it
-- changed there, and a check proves that the table is the sum of the views.

CREATE TABLE insight (
    kind  TEXT    NOT NULL,
    day   TEXT    NOT NULL,                            -- a business date
    key   TEXT    NOT NULL,
    n     INTEGER NOT NULL,
    minor INTEGER NOT NULL,
    PRIMARY KEY (kind, day, key)
) STRICT, WITHOUT ROWID;

-- Comps and gestures are found without a walk past the papers of a run.
CREATE INDEX make_good_beside ON make_good (incident_id) WHERE kind IN ('comp', 'gesture');

-- Papers by their last day, for whoever asks which ones a figure is of.
CREATE INDEX voucher_by_last_day ON voucher (expires_on) WHERE voided_seq IS NULL;

CREATE VIEW insight_of_incident (incident_id, kind, day, key, n, minor) AS
-- How many, on the day they count for: by what fell short, by where it was, by the quarter of an hour, by the cause.
SELECT i.id, 'category', i.business_date, i.category, 1, 0 FROM incident i
UNION ALL
SELECT i.id, 'place', i.business_date,
       iif(i.category = 'takeout', 'takeout', '') || '|' || coalesce('=' || lower(rtrim(i.place, '0123456789 #')), ''), 1, 0
FROM incident i
UNION ALL
SELECT i.id, 'quarter', i.business_date, CAST(i.occurred_ms / 900000 AS TEXT), 1, 0 FROM incident i
UNION ALL
SELECT c.incident_id, 'cause', i.business_date, c.same, 1, 0 FROM cause c JOIN incident i ON i.id = c.incident_id
UNION ALL
-- How the guest felt, and the last time they were asked after that.
SELECT i.id, 'score', i.business_date, i.category || '|' || coalesce(i.score, '') || '|' ||
       coalesce((SELECT s.score FROM score s WHERE s.incident_id = i.id ORDER BY s.seq DESC LIMIT 1), ''), 1, 0
FROM incident i
UNION ALL
-- Somebody recorded it, and nobody gave anything.
SELECT i.id, 'bare', i.business_date, i.staff, 1, 0 FROM incident i
WHERE i.staff IS NOT NULL AND NOT EXISTS (SELECT 1 FROM make_good m WHERE m.incident_id = i.id)
  AND NOT EXISTS (SELECT 1 FROM asked a WHERE a.incident_id = i.id)
UNION ALL
-- Comps and gestures beside papers, on the last day of the first paper that was not taken back.
SELECT g.incident_id, 'beside', v.expires_on, '', 1, g.minor
FROM make_good g JOIN make_good m ON m.incident_id = g.incident_id JOIN voucher v ON v.id = m.id
WHERE g.kind IN ('comp', 'gesture') AND v.voided_seq IS NULL AND v.run IS NULL AND m.id = (
    SELECT o.id FROM make_good o JOIN voucher w ON w.id = o.id
    WHERE o.incident_id = g.incident_id AND w.voided_seq IS NULL AND w.run IS NULL ORDER BY o.seq, o.id LIMIT 1);

CREATE VIEW insight_of_make_good (make_good_id, kind, day, key, n, minor) AS
-- A paper, on its last day: after how many days its guest came first, empty where they never did, and what it took off bills.
SELECT v.id, 'paper', v.expires_on,
       coalesce(CAST(CAST(julianday((SELECT min(r.business_date) FROM redemption r WHERE r.voucher_id = v.id AND r.reversed_seq IS NULL))
                          - julianday(m.given_on) AS INTEGER) AS TEXT), ''), 1,
       coalesce((SELECT sum(r.minor) FROM redemption r WHERE r.voucher_id = v.id AND r.reversed_seq IS NULL), 0)
FROM voucher v JOIN make_good m ON m.id = v.id WHERE v.voided_seq IS NULL
UNION ALL
-- A paper that was never used, by the cause.
SELECT v.id, 'unused', v.expires_on, coalesce((SELECT c.same FROM cause c WHERE c.incident_id = m.incident_id), ''), 1, 0
FROM voucher v JOIN make_good m ON m.id = v.id
WHERE v.voided_seq IS NULL AND NOT EXISTS (SELECT 1 FROM redemption r WHERE r.voucher_id = v.id AND r.reversed_seq IS NULL)
UNION ALL
-- What it cost, on the day it counts for in the books, by the cause.
SELECT m.id, 'cost', m.given_on, coalesce((SELECT c.same FROM cause c WHERE c.incident_id = m.incident_id), ''), 1, m.minor
FROM make_good m WHERE m.kind IN ('comp', 'gesture')
UNION ALL
SELECT m.id, 'cost', r.business_date, coalesce((SELECT c.same FROM cause c WHERE c.incident_id = m.incident_id), ''), 1, coalesce(r.minor, 0)
FROM redemption r JOIN make_good m ON m.id = r.voucher_id WHERE r.reversed_seq IS NULL
UNION ALL
-- Who gave it, and whether another said yes to it. What stands for a lost paper was given before.
SELECT m.id, iif(m.approved_by IS NULL, 'gave', 'asked'), m.given_on, m.staff, 1, coalesce(m.minor, 0) FROM make_good m
WHERE m.staff IS NOT NULL AND NOT EXISTS (SELECT 1 FROM voucher v WHERE v.id = m.id AND v.replaces IS NOT NULL);

INSERT INTO insight (kind, day, key, n, minor)
SELECT kind, day, key, sum(n), sum(minor) FROM (
    SELECT kind, day, key, n, minor FROM insight_of_incident
    UNION ALL
    SELECT kind, day, key, n, minor FROM insight_of_make_good)
GROUP BY kind, day, key;
