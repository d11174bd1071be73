-- What stood of all vouchers at the end of each day, so that nobody has to look at every voucher there ever was to know what
-- is outstanding on a day. It is told by the other tables alone, and can be made anew from them.

CREATE TABLE standing (
    day     TEXT PRIMARY KEY,
    figures TEXT NOT NULL              -- JSON, all of them in the order of the type
) STRICT, WITHOUT ROWID;

-- What runs out in some days, used up or not, and what got more time.
CREATE INDEX voucher_by_expiry ON voucher (expires_on);
CREATE INDEX voucher_extended ON voucher (extended_on, expired_before) WHERE extended_on IS NOT NULL;
CREATE INDEX voucher_expired_before ON voucher (expired_before) WHERE extended_on IS NOT NULL;
