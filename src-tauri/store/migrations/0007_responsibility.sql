-- Whose lapse it was: how much of an incident the house answers for.
ALTER TABLE incident ADD COLUMN responsibility TEXT NOT NULL DEFAULT 'ours'
    CHECK (responsibility IN ('ours', 'partly_ours', 'not_ours'));
