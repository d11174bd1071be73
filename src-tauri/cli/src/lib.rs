//! Comeback without a window: the same actions, for scripts and for people who like to type.
//!
//! Each command reads its arguments, calls one action on the house, and shows the answer as text or as one JSON
//! object. There is no rule in here, and no SQL. Exit codes: 0 done, 2 usage, 3 refused by a rule, 4 no such code or
//! id, 1 anything else.

mod accounts;
mod answer;
mod backup;
mod books;
mod cause;
mod closings;
mod door;
mod exports;
mod failure;
mod files;
mod find;
mod follow_up;
mod giving;
mod guard;
mod guest;
mod incident;
mod insights;
mod mend;
mod outstanding;
mod paper;
mod playbook;
mod pos;
mod scan;
mod sheet;
mod shop;
mod team;
mod tie;
mod verify;
mod who;
mod wire;

use std::path::PathBuf;
use std::process::ExitCode;
use std::str::FromStr;

use clap::{Parser, Subcommand};
use comeback_actions::{House, default_data_folder};

use answer::Answer;
use failure::Failure;
use who::Credentials;

/// Turn a let-down into the reason a guest comes back.
///
/// Record what fell short, make it good with a check or a certificate, redeem the code when the guest returns, and
/// export what it all cost.
#[derive(Debug, Parser)]
#[command(
    name = "comeback-cli",
    bin_name = "comeback-cli",
    version,
    arg_required_else_help = true
)]
struct CommandLine {
    /// The folder of the database; otherwise COMEBACK_DATA, or the system's place for application data
    #[arg(long, global = true, value_name = "DIR", help_heading = "Everywhere")]
    data: Option<PathBuf>,
    /// Answer with one JSON object on stdout; errors are one on stderr
    #[arg(long, global = true, help_heading = "Everywhere")]
    json: bool,
    #[command(flatten)]
    who: who::Who,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Set the shop up: what stands on its papers, its currency and its day
    Setup(shop::Setup),
    /// Record what fell short for a guest
    Incident(incident::Incident),
    /// Issue a Missed Opportunity check for an incident
    Check(giving::Check),
    /// Issue a free-visit certificate for an incident
    Certificate(giving::Certificate),
    /// Take an amount off today's bill for an incident
    Comp(giving::Comp),
    /// Note something kind that was done for an incident, and its cost
    Gesture(giving::Gesture),
    /// Look a code up; nothing is used by it
    Lookup(door::Lookup),
    /// Find papers that were left at home: by name, telephone, day, or the last four of the code
    Find(find::Find),
    /// Look up the code in a photo or screenshot of a paper; nothing is used by it
    Scan(scan::Scan),
    /// Redeem a code, once
    Redeem(door::Redeem),
    /// Find out what became of a request to redeem whose answer was not heard
    Became(door::AskBecame),
    /// Undo the last redemption of a code, on the day it was taken
    Reverse(mend::Reverse),
    /// Void a code: nothing can be taken with it any more
    Void(mend::Void),
    /// Give a lost paper a new code; the old one is dead
    Replace(mend::Replace),
    /// Give a code more time, once
    Extend(mend::Extend),
    /// Show everything that moved the balance of a code
    Ledger(mend::ShowLedger),
    /// Show the whole code of a check or certificate; that you looked is written down
    ShowCode(guard::ShowCode),
    /// Let this machine look at codes again, after too many that nobody knows
    Unlock,
    /// Print or save the paper of a code again: the same bytes, whatever the design says now
    Reprint(paper::Reprint),
    /// Issue the same check or certificate for many guests, all or none
    Batch(paper::Batch),
    /// List the printers of this machine
    Printers,
    /// Check what stands on the paper of a code against the rules
    Wording(paper::Wording),
    /// Find, show, correct, merge and forget guests
    #[command(subcommand)]
    Guest(guest::Guest),
    /// Show what may be worth a look
    Signs,
    /// List and show the plans: what to say, to do and to offer
    #[command(subcommand)]
    Playbook(playbook::Playbook),
    /// Note, list and drop what is about to go wrong
    #[command(subcommand)]
    Concern(playbook::Concern),
    /// List the calls to make
    #[command(name = "followups")]
    FollowUps(follow_up::FollowUps),
    /// Set a call, or set down how it went
    #[command(name = "followup", subcommand)]
    FollowUp(follow_up::FollowUp),
    /// Set down how a guest felt when they came back
    Score(follow_up::Score),
    /// Name the cause of an incident
    #[command(subcommand)]
    Cause(cause::Cause),
    /// List the causes, what is done about them, and whether that helped
    Causes,
    /// Plan what is done about a cause, and say that it is done
    #[command(subcommand)]
    Prevention(cause::Prevention),
    /// Add a period up
    Totals(books::AddUp),
    /// Show what went wrong, what it cost, who came back and what to fix next
    Insights(insights::Show),
    /// Set or show what the till took: net sales, covers and its own comps
    Pos(pos::Pos),
    /// Show the comps of the till against ours, and the bills without a match
    Tie(tie::ShowTie),
    /// Show how what is outstanding moved in a period
    #[command(name = "rollforward")]
    RollForward(outstanding::Roll),
    /// Show what is outstanding on a day, by age and by the time that is left
    Outstanding(outstanding::At),
    /// Write a period to a file: details, totals, a workbook, or a journal for the accounts
    Export(exports::Export),
    /// Hand a closed period over: every form in one folder, with a manifest
    Bundle(exports::Bundle),
    /// Make everything through a day final
    Close(closings::Close),
    /// Open a closed period again, with a reason
    Reopen(closings::Reopen),
    /// List the closed periods
    Closings,
    /// List and set which account takes what, and how the shop posts
    #[command(subcommand)]
    Accounts(accounts::Accounts),
    /// Write a realistic sample history into an empty data folder
    Sample(shop::Sample),
    /// Have people sign in, or not
    #[command(subcommand)]
    Signin(team::Signin),
    /// The people of the house
    #[command(subcommand)]
    Staff(team::Staff),
    /// How far each may go without asking
    #[command(subcommand)]
    Limit(team::Limit),
    /// List what waits for a yes
    Asked,
    /// Say yes to what waits: it is given
    Approve(team::Approve),
    /// Say no to what waits
    Decline(team::Decline),
    /// Show everything that was written down, in its order
    Activity(guard::ShowActivity),
    /// Say that the clock of this machine is right, after it jumped
    TrustClock(guard::TrustClock),
    /// Check the file, the chain of events, the tables and the sums
    Verify,
    /// Copy the books to a file, and prove the copy
    Backup(backup::Backup),
    /// Put a backup in the place of the books, which are set aside
    Restore(backup::Restore),
}

impl Command {
    async fn run(self, house: &House, json: bool, who: Option<&Credentials>) -> Result<Answer, Failure> {
        match self {
            Self::Setup(asked) => asked.run(house).await,
            Self::Incident(asked) => asked.run(house).await,
            Self::Check(asked) => asked.run(house).await,
            Self::Certificate(asked) => asked.run(house).await,
            Self::Comp(asked) => asked.run(house).await,
            Self::Gesture(asked) => asked.run(house).await,
            Self::Lookup(asked) => asked.run(house).await,
            Self::Find(asked) => asked.run(house).await,
            Self::Scan(asked) => asked.run(house).await,
            Self::Redeem(asked) => asked.run(house).await,
            Self::Became(asked) => asked.run(house).await,
            Self::Reverse(asked) => asked.run(house).await,
            Self::Void(asked) => asked.run(house).await,
            Self::Replace(asked) => asked.run(house).await,
            Self::Extend(asked) => asked.run(house).await,
            Self::Ledger(asked) => asked.run(house).await,
            Self::ShowCode(asked) => asked.run(house).await,
            Self::Unlock => guard::unlock(house, who).await,
            Self::Activity(asked) => asked.run(house).await,
            Self::TrustClock(asked) => asked.run(house).await,
            Self::Reprint(asked) => asked.run(house).await,
            Self::Batch(asked) => asked.run(house, json).await,
            Self::Printers => paper::printers(house).await,
            Self::Wording(asked) => asked.run(house).await,
            Self::Guest(asked) => asked.run(house).await,
            Self::Signs => guest::signs(house).await,
            Self::Playbook(asked) => asked.run(house).await,
            Self::Concern(asked) => asked.run(house).await,
            Self::FollowUps(asked) => asked.run(house).await,
            Self::FollowUp(asked) => asked.run(house).await,
            Self::Score(asked) => asked.run(house).await,
            Self::Cause(asked) => asked.run(house).await,
            Self::Causes => cause::list(house).await,
            Self::Prevention(asked) => asked.run(house).await,
            Self::Totals(asked) => asked.run(house).await,
            Self::Insights(asked) => asked.run(house).await,
            Self::Pos(asked) => asked.run(house).await,
            Self::Tie(asked) => asked.run(house).await,
            Self::RollForward(asked) => asked.run(house).await,
            Self::Outstanding(asked) => asked.run(house).await,
            Self::Export(asked) => asked.run(house, json).await,
            Self::Bundle(asked) => asked.run(house, json).await,
            Self::Close(asked) => asked.run(house).await,
            Self::Reopen(asked) => asked.run(house).await,
            Self::Closings => closings::list(house).await,
            Self::Accounts(asked) => asked.run(house).await,
            Self::Sample(asked) => asked.run(house, json).await,
            Self::Signin(asked) => asked.run(house, who).await,
            Self::Staff(asked) => asked.run(house).await,
            Self::Limit(asked) => asked.run(house).await,
            Self::Asked => team::asked(house).await,
            Self::Approve(asked) => asked.run(house).await,
            Self::Decline(asked) => asked.run(house).await,
            Self::Verify => verify::verify(house).await,
            Self::Backup(asked) => asked.run(house).await,
            Self::Restore(asked) => asked.run(house).await,
        }
    }
}

/// Reads the command line, does what it asks, and says so.
pub fn main() -> ExitCode {
    let (json, answer) = match CommandLine::try_parse() {
        Ok(command_line) => (command_line.json, run(command_line)),
        Err(error) => (asks_for_json(), Err(Failure::Usage(error))),
    };
    let said = answer.and_then(|answer| answer.say(json));
    said.map_or_else(|failure| failure.say(json), |()| ExitCode::SUCCESS)
}

fn run(command_line: CommandLine) -> Result<Answer, Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .map_err(Failure::no_runtime)?;
    let folder = command_line.data.unwrap_or_else(default_data_folder);
    let who = command_line.who.read()?;
    let house = match (House::open_here(folder.clone()), &command_line.command) {
        (Ok(house), _) => house,
        // Books that cannot be opened are what a backup is for.
        (Err(_), Command::Restore(asked)) => {
            let staff = asked.staff.as_deref().unwrap_or_default();
            let work = House::restore_unopened(folder, &asked.file, staff);
            return backup::said(&runtime.block_on(work)?.1);
        }
        (Err(error), _) => return Err(error.into()),
    };
    let answer = runtime.block_on(async {
        if let Some(who) = &who {
            who::sign_in(&house, who).await?;
        }
        let command = command_line.command;
        command.run(&house, command_line.json, who.as_ref()).await
    });
    answer.map_err(|failure| {
        if who.is_none() {
            failure.of_nobody()
        } else {
            failure
        }
    })
}

/// Reads a whole number, and says so in words when it is none.
fn whole<T: FromStr>(typed: &str) -> Result<T, &'static str> {
    typed
        .trim()
        .parse()
        .map_err(|_| "write a whole number in its range, without sign or point")
}

/// Whether `--json` was among the arguments, for a command line that could not be read.
fn asks_for_json() -> bool {
    std::env::args_os()
        .take_while(|argument| argument != "--")
        .any(|argument| argument == "--json")
}
