-- What was undone and what lapsed is little among much: found without a walk past every redemption of a period.

CREATE INDEX redemption_undone ON redemption (business_date) WHERE reversed_seq IS NOT NULL;

CREATE INDEX redemption_lapsed ON redemption (business_date) WHERE lapsed > 0;
