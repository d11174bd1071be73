-- The files of a closed period as they first left the house, so that a later version of the program gives the same ones.
-- The events hold their digests.

CREATE TABLE kept_export (
    batch    INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    form     TEXT    NOT NULL,
    part     INTEGER NOT NULL,
    bytes    BLOB    NOT NULL,
    PRIMARY KEY (batch, revision, form, part),
    FOREIGN KEY (batch, revision) REFERENCES closing (batch, revision)
) STRICT;
