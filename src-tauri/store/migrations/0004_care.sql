-- Looking after guests: plans, concerns, calls, scores, causes and what was done about them. All of it is folded from
-- events.

-- The plans that were changed; any other is the one the house starts with.
CREATE TABLE playbook (
    category TEXT    NOT NULL,
    severity INTEGER NOT NULL CHECK (severity BETWEEN 1 AND 3),
    plan     TEXT    NOT NULL,                        -- JSON, the whole of it
    PRIMARY KEY (category, severity)
) STRICT;

CREATE TABLE concern (
    id          TEXT    PRIMARY KEY,
    seq         INTEGER NOT NULL REFERENCES event (seq),
    at_ms       INTEGER NOT NULL,
    what        TEXT    NOT NULL,
    place       TEXT,
    category    TEXT,
    staff       TEXT,
    dropped     INTEGER NOT NULL DEFAULT 0 CHECK (dropped IN (0, 1)),
    incident_id TEXT    UNIQUE                        -- what it became
) STRICT;

CREATE INDEX concern_open ON concern (at_ms) WHERE dropped = 0 AND incident_id IS NULL;

-- Where an incident came from, and which steps of the playbook were ticked: a JSON list of texts.
ALTER TABLE incident ADD COLUMN concern_id TEXT REFERENCES concern (id);
ALTER TABLE incident ADD COLUMN steps TEXT NOT NULL DEFAULT '[]';

CREATE TABLE follow_up (
    id          TEXT    PRIMARY KEY,
    incident_id TEXT    NOT NULL REFERENCES incident (id),
    due_ms      INTEGER NOT NULL,
    due_on      TEXT    NOT NULL,
    outcome     TEXT    CHECK (outcome IN ('recovered', 'not_recovered', 'not_reached')),
    note        TEXT,
    score       INTEGER CHECK (score BETWEEN 0 AND 10),
    settled_ms  INTEGER,
    settled_on  TEXT,
    settled_by  TEXT,
    CHECK ((outcome IS NULL) = (settled_ms IS NULL)),
    CHECK ((outcome IS NULL) = (settled_on IS NULL)),
    CHECK (outcome IS NOT NULL OR (note IS NULL AND score IS NULL AND settled_by IS NULL))
) STRICT;

CREATE INDEX follow_up_of_incident ON follow_up (incident_id);
CREATE INDEX follow_up_settled ON follow_up (settled_on) WHERE outcome IS NOT NULL;
-- The second lock behind the action: an incident has one open call at most.
CREATE UNIQUE INDEX follow_up_open ON follow_up (incident_id) WHERE outcome IS NULL;

-- How guests felt after the incident; how they felt at it stands with the incident.
CREATE TABLE score (
    seq         INTEGER PRIMARY KEY REFERENCES event (seq),
    incident_id TEXT    NOT NULL REFERENCES incident (id),
    moment      TEXT    NOT NULL CHECK (moment IN ('incident', 'follow_up', 'return')),
    score       INTEGER NOT NULL CHECK (score BETWEEN 0 AND 10),
    words       TEXT,
    at_ms       INTEGER NOT NULL,
    staff       TEXT
) STRICT;

CREATE INDEX score_of_incident ON score (incident_id);

CREATE TABLE cause (
    incident_id TEXT    PRIMARY KEY REFERENCES incident (id),
    cause       TEXT    NOT NULL,
    same        TEXT    NOT NULL,                     -- equal for the same cause
    whys        TEXT    NOT NULL,                     -- JSON, a list of texts
    at_ms       INTEGER NOT NULL,
    staff       TEXT
) STRICT;

CREATE INDEX cause_same ON cause (same);

CREATE TABLE prevention (
    id          TEXT    PRIMARY KEY,
    incident_id TEXT    NOT NULL REFERENCES incident (id),
    cause       TEXT    NOT NULL,
    same        TEXT    NOT NULL,
    what        TEXT    NOT NULL,
    owner       TEXT    NOT NULL,
    due_on      TEXT    NOT NULL,
    done_on     TEXT,
    done_ms     INTEGER,
    done_by     TEXT,
    CHECK ((done_on IS NULL) = (done_ms IS NULL)),
    CHECK (done_on IS NOT NULL OR done_by IS NULL)
) STRICT;

CREATE INDEX prevention_of_incident ON prevention (incident_id);
CREATE INDEX prevention_same ON prevention (same);
