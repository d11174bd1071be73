-- The whole life of a voucher: redemptions that were undone, papers that were voided, replaced or extended. All of it is
-- folded from events.

-- What the house allows at the door.
ALTER TABLE shop ADD COLUMN extend_days INTEGER NOT NULL DEFAULT 30 CHECK (extend_days BETWEEN 0 AND 365);
ALTER TABLE shop ADD COLUMN stacking INTEGER NOT NULL DEFAULT 1 CHECK (stacking IN (0, 1));

-- A reversal is a row of its own among the events; here it only ends the redemption it belongs to.
ALTER TABLE redemption ADD COLUMN reversed_seq INTEGER REFERENCES event (seq);

-- The second lock knows that a redemption that was undone does not count.
DROP INDEX certificate_is_used_once;
CREATE UNIQUE INDEX certificate_is_used_once ON redemption (voucher_id) WHERE once = 1 AND reversed_seq IS NULL;

-- Which other papers came off a bill on a day.
CREATE INDEX redemption_by_bill ON redemption (business_date, bill) WHERE bill IS NOT NULL AND reversed_seq IS NULL;

-- `spent` says from now on that nothing more can be taken: used up, or void.
ALTER TABLE voucher ADD COLUMN voided_on TEXT;
ALTER TABLE voucher ADD COLUMN voided_seq INTEGER REFERENCES event (seq)
    CHECK ((voided_seq IS NULL) = (voided_on IS NULL) AND (voided_seq IS NULL OR spent = 1));
ALTER TABLE voucher ADD COLUMN replaced_by TEXT REFERENCES voucher (id)
    CHECK (replaced_by IS NULL OR voided_seq IS NOT NULL);
ALTER TABLE voucher ADD COLUMN replaces TEXT REFERENCES voucher (id);

-- A later expiry, given once: when, and what it was before.
ALTER TABLE voucher ADD COLUMN extended_on TEXT;
ALTER TABLE voucher ADD COLUMN expired_before TEXT CHECK ((expired_before IS NULL) = (extended_on IS NULL));

CREATE UNIQUE INDEX voucher_replaces ON voucher (replaces) WHERE replaces IS NOT NULL;
CREATE INDEX voucher_voided ON voucher (voided_on) WHERE voided_on IS NOT NULL;
