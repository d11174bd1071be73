-- The papers: how they look, what was printed of them, and what the rules of a state ask for.

-- A paper may now be of seven kinds and has a design. A constraint cannot be changed in place, so the one row moves.
CREATE TABLE shop_with_design (
    id          INTEGER PRIMARY KEY CHECK (id = 1),
    name        TEXT    NOT NULL,
    address     TEXT    NOT NULL,
    telephone   TEXT    NOT NULL,
    currency    TEXT    NOT NULL CHECK (length(currency) = 3),
    timezone    TEXT    NOT NULL,
    cutover     TEXT    NOT NULL,
    paper       TEXT    NOT NULL
                CHECK (paper IN ('letter', 'a4', 'three-up', 'receipt80', 'receipt58', 'letter-mail', 'a4-mail')),
    expiry_days INTEGER NOT NULL CHECK (expiry_days > 0),
    apology     TEXT    NOT NULL,
    legend      INTEGER NOT NULL CHECK (legend IN (0, 1)),
    sample      INTEGER NOT NULL CHECK (sample IN (0, 1)),
    style       TEXT    NOT NULL CHECK (style IN ('classic', 'modern')),
    accent      TEXT    NOT NULL CHECK (length(accent) = 7),
    save_ink    INTEGER NOT NULL CHECK (save_ink IN (0, 1)),
    logo        TEXT    CHECK (length(logo) = 64),   -- the digest of a kept logo
    fine_print  TEXT    NOT NULL,
    benefits    TEXT    NOT NULL,                    -- JSON, a list of texts
    letter      TEXT    NOT NULL,
    closing     TEXT    NOT NULL
) STRICT;

INSERT INTO shop_with_design
SELECT id, name, address, telephone, currency, timezone, cutover, paper, expiry_days, apology, legend, sample,
       'classic', '#1E4D3B', 0, NULL, '', '[]', '', ''
FROM shop;

DROP TABLE shop;
ALTER TABLE shop_with_design RENAME TO shop;

-- Logos as the paper takes them, each under its own digest. One that is no longer in force may still be needed to set
-- a paper as it was.
CREATE TABLE logo (
    digest TEXT    PRIMARY KEY CHECK (length(digest) = 64),
    bytes  BLOB    NOT NULL,
    width  INTEGER NOT NULL CHECK (width > 0),
    height INTEGER NOT NULL CHECK (height > 0)
) STRICT;

-- A voucher of a run has a guest of its own, or none; any other is for the guest of its incident.
ALTER TABLE voucher ADD COLUMN guest_id TEXT REFERENCES guest (id);
ALTER TABLE voucher ADD COLUMN guest_digest TEXT;
ALTER TABLE voucher ADD COLUMN run TEXT;

CREATE INDEX voucher_of_run ON voucher (run) WHERE run IS NOT NULL;

-- What left the house, to the byte: a reprint is the same paper whatever the design says now. The events hold its
-- digest only, so that a guest who is to be forgotten can be: the bytes hold a name.
CREATE TABLE printed_paper (
    voucher_id TEXT    NOT NULL REFERENCES voucher (id),
    paper      TEXT    NOT NULL,
    pdf        BLOB    NOT NULL,
    sha256     BLOB    NOT NULL CHECK (length(sha256) = 32),
    width      REAL    NOT NULL CHECK (width > 0),    -- points, of the first page
    height     REAL    NOT NULL CHECK (height > 0),
    made_ms    INTEGER NOT NULL,
    PRIMARY KEY (voucher_id, paper)
) STRICT;

-- The same for a run: many vouchers in one file.
CREATE TABLE printed_run (
    run         TEXT    PRIMARY KEY,
    incident_id TEXT    NOT NULL REFERENCES incident (id),
    paper       TEXT    NOT NULL,
    pdf         BLOB    NOT NULL,
    sha256      BLOB    NOT NULL CHECK (length(sha256) = 32),
    width       REAL    NOT NULL CHECK (width > 0),
    height      REAL    NOT NULL CHECK (height > 0),
    made_ms     INTEGER NOT NULL
) STRICT;

CREATE TRIGGER printed_paper_is_never_changed BEFORE UPDATE ON printed_paper
BEGIN SELECT RAISE(ABORT, 'printed papers are never changed'); END;

CREATE TRIGGER printed_run_is_never_changed BEFORE UPDATE ON printed_run
BEGIN SELECT RAISE(ABORT, 'printed papers are never changed'); END;

-- Below which rest a state has a gift card paid out in cash. To be edited: what was read is of 2015, and such figures
-- change.
CREATE TABLE cash_back (
    state       TEXT    PRIMARY KEY,
    below_minor INTEGER NOT NULL CHECK (below_minor > 0),
    currency    TEXT    NOT NULL CHECK (length(currency) = 3),
    source      TEXT    NOT NULL
) STRICT;

INSERT INTO cash_back (state, below_minor, currency, source) VALUES
    ('California', 1000, 'USD', 'CT OLR 2015-R-0095; raised by SB 22, Stats. 2025 ch. 207: look the figure up'),
    ('Colorado', 500, 'USD', 'CT OLR 2015-R-0095, of 2015'),
    ('Maine', 500, 'USD', 'CT OLR 2015-R-0095, of 2015; not for cards given as a promotion'),
    ('Massachusetts', 500, 'USD', 'CT OLR 2015-R-0095, of 2015'),
    ('Montana', 500, 'USD', 'CT OLR 2015-R-0095, of 2015'),
    ('New Jersey', 500, 'USD', 'CT OLR 2015-R-0095, of 2015'),
    ('Oregon', 500, 'USD', 'CT OLR 2015-R-0095, of 2015'),
    ('Rhode Island', 100, 'USD', 'CT OLR 2015-R-0095, of 2015'),
    ('Vermont', 100, 'USD', 'CT OLR 2015-R-0095, of 2015'),
    ('Washington', 500, 'USD', 'CT OLR 2015-R-0095, of 2015');
