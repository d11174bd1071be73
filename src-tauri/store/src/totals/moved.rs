//! Every movement there is, as SQL: the one place that says what moves the books.

/// What a movement is made of: its columns, its tables, and which rows are of the period. The tables call the make-good `m`.
type Arm = (&'static str, &'static str, &'static str);

/// A voucher at its issue and when it was voided, a comp or gesture when given, a redemption when taken and when undone,
/// with what was left over and lost by it. What takes back what another movement brought is below nought, so that the
/// column adds up.
const ARMS: [Arm; 6] = [
    (
        "m.seq, m.given_on AS business_date, CASE WHEN m.kind IN ('check', 'certificate') THEN 'issued' ELSE 'given' END AS basis,
         m.minor, m.currency, NULL AS bill, m.staff, (SELECT e.at_ms FROM event e WHERE e.seq = m.seq) AS at_ms",
        "make_good m",
        "m.given_on BETWEEN :from AND :to",
    ),
    (
        "r.seq, r.business_date, 'redeemed', r.minor, r.currency, r.bill, r.staff, r.at_ms",
        "redemption r JOIN make_good m ON m.id = r.voucher_id",
        "r.business_date BETWEEN :from AND :to",
    ),
    (
        "r.reversed_seq, e.business_date, 'reversed', -r.minor, r.currency, r.bill, e.actor, e.at_ms",
        "redemption r JOIN make_good m ON m.id = r.voucher_id JOIN event e ON e.seq = r.reversed_seq",
        "r.reversed_seq IS NOT NULL AND r.business_date BETWEEN :from AND :to",
    ),
    (
        "r.seq, r.business_date, 'lapsed', -r.lapsed, r.currency, r.bill, r.staff, r.at_ms",
        "redemption r JOIN make_good m ON m.id = r.voucher_id",
        "r.lapsed > 0 AND r.business_date BETWEEN :from AND :to",
    ),
    (
        "r.reversed_seq, e.business_date, 'lapsed', r.lapsed, r.currency, r.bill, e.actor, e.at_ms",
        "redemption r JOIN make_good m ON m.id = r.voucher_id JOIN event e ON e.seq = r.reversed_seq",
        "r.lapsed > 0 AND r.reversed_seq IS NOT NULL AND r.business_date BETWEEN :from AND :to",
    ),
    (
        "v.voided_seq, v.voided_on, 'voided', -nullif(v.remaining, 0), iif(v.remaining = 0, NULL, m.currency), NULL, e.actor, e.at_ms",
        "voucher v JOIN make_good m ON m.id = v.id JOIN event e ON e.seq = v.voided_seq",
        "v.voided_on BETWEEN :from AND :to",
    ),
];

/// Every movement of a period, with further columns of its make-good `m` and of what is joined to it. What a walk needs is
/// better joined here than around it: then SQLite walks the rows as they come, and lays none of them by.
pub(super) fn rows_of(columns: &str, joined: &str) -> String {
    let arms = ARMS.map(|(own, tables, period)| {
        format!(
            "SELECT {own}, m.kind, m.incident_id, m.id AS make_good_id{columns} FROM {tables} {joined} WHERE {period}"
        )
    });
    arms.join(" UNION ALL ")
}
