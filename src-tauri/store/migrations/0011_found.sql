-- A paper that was left at home is found by its guest, its day, or the end of its code.

-- The words by which a guest is found, as the domain makes them of `guest.search`: a search for how a word begins is one
-- walk along this table. It goes with the guest's search: a forgotten guest has no words.
CREATE TABLE guest_word (
    word     TEXT NOT NULL,
    guest_id TEXT NOT NULL REFERENCES guest (id),
    PRIMARY KEY (word, guest_id)
) STRICT, WITHOUT ROWID;

-- The last four of a code.
CREATE INDEX voucher_by_end ON voucher (substr(code, 9));
