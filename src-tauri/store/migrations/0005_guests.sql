-- Guests: found again, merged, and forgotten for good.

-- Guests are forgotten this many months after the last contact.
ALTER TABLE shop ADD COLUMN retention_months INTEGER NOT NULL DEFAULT 24 CHECK (retention_months BETWEEN 1 AND 24);

-- What a search looks in, as the domain writes it; NULL for a guest who was merged into another or is forgotten. A
-- guest takes over what those who were merged into them are called.
ALTER TABLE guest ADD COLUMN search TEXT;

-- The business date of the last contact: an incident, a voucher of a run, a redemption, a follow-up.
ALTER TABLE guest ADD COLUMN last_on TEXT;

-- Who this guest turned out to be. The row stays as it was, so that the chain can be proved.
ALTER TABLE guest ADD COLUMN merged_into TEXT REFERENCES guest (id);

-- A forgotten guest is an empty stone: no name, no contact, a salt of noughts. It stays for what points to it.
ALTER TABLE guest ADD COLUMN erased INTEGER NOT NULL DEFAULT 0
    CHECK (erased IN (0, 1) AND (erased = 0 OR (name IS NULL AND contact IS NULL AND search IS NULL AND salt = zeroblob(16))));

-- A voucher of a run is for a guest of its own; any other for the guest of its incident.
CREATE INDEX incident_of_guest ON incident (guest_id) WHERE guest_id IS NOT NULL;
CREATE INDEX voucher_of_guest ON voucher (guest_id) WHERE guest_id IS NOT NULL;

-- The list and the search walk this one from the latest contact on, and never touch the table.
CREATE INDEX guest_by_contact ON guest (last_on DESC, id DESC, search) WHERE search IS NOT NULL;
-- The same name with the same telephone is the same guest.
CREATE INDEX guest_by_reach ON guest (contact, name) WHERE contact IS NOT NULL;
CREATE INDEX guest_merged ON guest (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX guest_erased ON guest (merged_into) WHERE erased = 1;

CREATE INDEX event_reprinted ON event (business_date) WHERE kind = 'voucher_reprinted';

-- A paper that left is kept unless the guest whose name is on it was forgotten.
CREATE TRIGGER printed_paper_goes_with_its_guest BEFORE DELETE ON printed_paper
WHEN NOT EXISTS (
    SELECT 1 FROM voucher v JOIN make_good m ON m.id = v.id JOIN incident i ON i.id = m.incident_id
    JOIN guest g ON g.id = iif(v.run IS NULL, i.guest_id, v.guest_id)
    WHERE v.id = OLD.voucher_id AND g.erased = 1)
BEGIN SELECT RAISE(ABORT, 'a printed paper is kept unless its guest is forgotten'); END;

CREATE TRIGGER printed_run_goes_with_its_guests BEFORE DELETE ON printed_run
WHEN NOT EXISTS (
    SELECT 1 FROM voucher v JOIN guest g ON g.id = v.guest_id WHERE v.run = OLD.run AND g.erased = 1)
BEGIN SELECT RAISE(ABORT, 'a printed paper is kept unless its guest is forgotten'); END;

UPDATE guest SET last_on = (
    SELECT max(day) FROM (
        SELECT i.business_date AS day FROM incident i WHERE i.guest_id = guest.id
        UNION ALL
        SELECT m.given_on FROM voucher v JOIN make_good m ON m.id = v.id WHERE v.guest_id = guest.id
        UNION ALL
        SELECT r.business_date FROM redemption r JOIN voucher v ON v.id = r.voucher_id
        JOIN make_good m ON m.id = v.id JOIN incident i ON i.id = m.incident_id
        WHERE (v.run IS NULL AND i.guest_id = guest.id) OR v.guest_id = guest.id));
