//! What a person can do, and which role may do it: the one table that every action is held to.

use crate::Role;

/// Something that is done in the house. Every action is one of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Deed {
    /// A let-down is recorded, or a make-good asked for.
    RecordIncident,
    /// A guest is given something, and its paper printed for the first time.
    GiveWithinLimit,
    /// Another person's make-good gets a yes or a no.
    Approve,
    /// A code is looked up or redeemed.
    Redeem,
    /// Incidents and their stories are read.
    SeeIncidents,
    /// Guests are looked up.
    SeeGuests,
    /// A guest is corrected, or two are merged.
    ChangeGuests,
    /// A guest is forgotten.
    EraseGuests,
    /// A paper that left the house is shown, saved or printed again.
    Reprint,
    /// A redemption of today is undone.
    Reverse,
    /// A paper is taken back, or a lost one gets a new code.
    Void,
    /// A paper gets more time.
    Extend,
    /// A whole code is looked at; that it was is written down.
    SeeCodes,
    /// A station that waits after unknown codes is unlocked.
    Unlock,
    /// The clock is said to be right after it jumped.
    TrustClock,
    /// The same make-good is issued to many guests.
    Run,
    /// A period is added up.
    SeeTotals,
    /// A period is written to a file.
    Export,
    /// What the till took is typed in.
    EnterTakings,
    /// How and to which accounts the shop posts is set.
    ChangeAccounts,
    /// A period is made final.
    ClosePeriod,
    /// A closed period is opened again.
    ReopenPeriod,
    /// A guest is called, and how it went is noted.
    FollowUp,
    /// The cause of an incident is named, and what is done about it.
    NameCause,
    /// A playbook is written anew.
    ChangePlaybooks,
    /// Settings, printers, folders, the design.
    ChangeHouse,
    /// People, their PINs, their limits, and whether they sign in.
    ChangeTeam,
    /// What the owner may want to look at.
    SeeSigns,
    /// Everything that was ever written down is read, in its order.
    SeeActivity,
    /// The file, the chain and the sums are proved.
    Verify,
    /// A copy of the books is made.
    BackUp,
    /// A copy takes the place of the books.
    Restore,
}

/// One line of the role matrix: what is done, its stable name, how people call it, and who may, in the order of
/// [`Role::ALL`].
struct Line {
    deed: Deed,
    key: &'static str,
    label: &'static str,
    may: [bool; 4],
}

const fn line(deed: Deed, key: &'static str, label: &'static str, may: [u8; 4]) -> Line {
    let [owner, manager, host, bookkeeper] = may;
    Line {
        deed,
        key,
        label,
        may: [owner == 1, manager == 1, host == 1, bookkeeper == 1],
    }
}

/// The role matrix: owner, manager, host, bookkeeper. A host gives up to a limit, because whoever stands before the
/// guest must be free to act.
#[rustfmt::skip]
const MATRIX: [Line; 32] = [
    line(Deed::RecordIncident, "record_incident", "Record incidents", [1, 1, 1, 0]),
    line(Deed::GiveWithinLimit, "give_within_limit", "Give within their limit", [1, 1, 1, 0]),
    line(Deed::Approve, "approve", "Approve what goes over a limit", [1, 1, 0, 0]),
    line(Deed::Redeem, "redeem", "Look up and redeem codes", [1, 1, 1, 0]),
    line(Deed::SeeIncidents, "see_incidents", "See incidents", [1, 1, 1, 1]),
    line(Deed::SeeGuests, "see_guests", "See guests", [1, 1, 1, 0]),
    line(Deed::ChangeGuests, "change_guests", "Correct and merge guests", [1, 1, 0, 0]),
    line(Deed::EraseGuests, "erase_guests", "Erase guests", [1, 0, 0, 0]),
    line(Deed::Reprint, "reprint", "Print papers again", [1, 1, 0, 0]),
    line(Deed::Reverse, "reverse", "Reverse redemptions of today", [1, 1, 0, 0]),
    line(Deed::Void, "void", "Void papers and replace lost ones", [1, 1, 0, 0]),
    line(Deed::Extend, "extend", "Extend papers", [1, 1, 0, 0]),
    line(Deed::SeeCodes, "see_codes", "Look at a whole code", [1, 1, 0, 0]),
    line(Deed::Unlock, "unlock", "Unlock a station after unknown codes", [1, 1, 0, 0]),
    line(Deed::TrustClock, "trust_clock", "Say that the clock is right", [1, 1, 0, 0]),
    line(Deed::Run, "run", "Issue for many guests at once", [1, 1, 0, 0]),
    line(Deed::SeeTotals, "see_totals", "See totals", [1, 1, 0, 1]),
    line(Deed::Export, "export", "Export the books", [1, 1, 0, 1]),
    line(Deed::EnterTakings, "enter_takings", "Enter sales and covers", [1, 1, 0, 1]),
    line(Deed::ChangeAccounts, "change_accounts", "Choose accounts and posting", [1, 0, 0, 1]),
    line(Deed::ClosePeriod, "close_period", "Close a period of the books", [1, 0, 0, 1]),
    line(Deed::ReopenPeriod, "reopen_period", "Reopen a closed period", [1, 0, 0, 0]),
    line(Deed::FollowUp, "follow_up", "Follow guests up", [1, 1, 1, 0]),
    line(Deed::NameCause, "name_cause", "Name causes and prevent them", [1, 1, 0, 0]),
    line(Deed::ChangePlaybooks, "change_playbooks", "Change playbooks", [1, 1, 0, 0]),
    line(Deed::ChangeHouse, "change_house", "Change the settings of the house", [1, 0, 0, 0]),
    line(Deed::ChangeTeam, "change_team", "Change people, limits and sign-in", [1, 0, 0, 0]),
    line(Deed::SeeSigns, "see_signs", "See signs worth a look", [1, 0, 0, 0]),
    line(Deed::SeeActivity, "see_activity", "See all activity", [1, 0, 0, 0]),
    line(Deed::Verify, "verify", "Check the books", [1, 1, 0, 1]),
    line(Deed::BackUp, "back_up", "Back the books up", [1, 1, 0, 0]),
    line(Deed::Restore, "restore", "Restore a backup", [1, 0, 0, 0]),
];

impl Deed {
    /// All deeds, in the order of the matrix.
    pub const ALL: [Self; MATRIX.len()] = {
        let mut all = [Self::RecordIncident; MATRIX.len()];
        let mut at = 0;
        while at < MATRIX.len() {
            all[at] = MATRIX[at].deed;
            at += 1;
        }
        all
    };

    /// Its stable name.
    pub fn key(self) -> &'static str {
        self.line().key
    }

    /// How people call it, as what somebody does: `Redeem codes`.
    pub fn label(self) -> &'static str {
        self.line().label
    }

    /// Its line. The matrix has one for each deed, in the order of the type; a test holds it to that.
    fn line(self) -> &'static Line {
        &MATRIX[self as usize]
    }
}

impl Role {
    /// Whether people of this role may do this.
    pub fn may(self, deed: Deed) -> bool {
        let [owner, manager, host, bookkeeper] = deed.line().may;
        match self {
            Self::Owner => owner,
            Self::Manager => manager,
            Self::Host => host,
            Self::Bookkeeper => bookkeeper,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_matrix_has_each_deed_once_and_in_order() {
        for (at, deed) in Deed::ALL.into_iter().enumerate() {
            assert_eq!(deed as usize, at, "{}", deed.key());
        }
        let mut keys = Deed::ALL.map(Deed::key);
        keys.sort_unstable();
        assert!(keys.windows(2).all(|pair| pair[0] != pair[1]), "{keys:?}");
    }

    /// The matrix written down a second time, by role and not by deed, as the house was promised it.
    #[test]
    fn each_role_may_what_it_was_promised() {
        let keys = |role: Role| -> Vec<&str> {
            let may = Deed::ALL.into_iter().filter(|deed| role.may(*deed));
            may.map(Deed::key).collect()
        };
        assert_eq!(keys(Role::Owner), Deed::ALL.map(Deed::key));
        let kept_from_managers = [
            "erase_guests",
            "change_accounts",
            "close_period",
            "reopen_period",
            "change_house",
            "change_team",
            "see_signs",
            "see_activity",
            "restore",
        ];
        let managers: Vec<&str> = Deed::ALL
            .map(Deed::key)
            .into_iter()
            .filter(|key| !kept_from_managers.contains(key))
            .collect();
        assert_eq!(keys(Role::Manager), managers);
        assert_eq!(
            keys(Role::Host),
            [
                "record_incident",
                "give_within_limit",
                "redeem",
                "see_incidents",
                "see_guests",
                "follow_up"
            ]
        );
        assert_eq!(
            keys(Role::Bookkeeper),
            [
                "see_incidents",
                "see_totals",
                "export",
                "enter_takings",
                "change_accounts",
                "close_period",
                "verify"
            ]
        );
    }
}
