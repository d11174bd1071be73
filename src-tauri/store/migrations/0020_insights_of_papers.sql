-- What a redemption can change stands apart from what was settled when the paper was given: the first is looked at with
-- every redemption.

DROP VIEW insight_of_make_good;

CREATE VIEW insight_of_paper (make_good_id, kind, day, key, n, minor) AS
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
SELECT m.id, 'cost', r.business_date, coalesce((SELECT c.same FROM cause c WHERE c.incident_id = m.incident_id), ''), 1, coalesce(r.minor, 0)
FROM redemption r JOIN make_good m ON m.id = r.voucher_id WHERE r.reversed_seq IS NULL;

CREATE VIEW insight_of_make_good (make_good_id, kind, day, key, n, minor) AS
SELECT make_good_id, kind, day, key, n, minor FROM insight_of_paper
UNION ALL
-- What a comp or a gesture cost, on the day it counts for in the books, by the cause.
SELECT m.id, 'cost', m.given_on, coalesce((SELECT c.same FROM cause c WHERE c.incident_id = m.incident_id), ''), 1, m.minor
FROM make_good m WHERE m.kind IN ('comp', 'gesture')
UNION ALL
-- Who gave it, and whether another said yes to it. What stands for a lost paper was given before.
SELECT m.id, iif(m.approved_by IS NULL, 'gave', 'asked'), m.given_on, m.staff, 1, coalesce(m.minor, 0) FROM make_good m
WHERE m.staff IS NOT NULL AND NOT EXISTS (SELECT 1 FROM voucher v WHERE v.id = m.id AND v.replaces IS NOT NULL);
