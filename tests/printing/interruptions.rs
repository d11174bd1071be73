//! A machine that goes to sleep in the middle of a question.

use std::io::{self, Read, Write};
use std::net::Shutdown;
use std::os::unix::net::{UnixListener, UnixStream};
use std::process::{Command, Stdio};
use std::{env, fs, thread};

use comeback_print::{JobState, Spooler};
use comeback_tests::cups::until;

use crate::papers::page_with;
use crate::{LETTER, counter, send};

/// Whoever asks is stopped as often as this while the answer is on its way.
const ROUNDS: usize = 3;

/// Only another process can be stopped and watched, so this starts itself once more.
#[test]
fn who_slept_while_asking_still_gets_the_answer() {
    const ASKED: &str = "COMEBACK_ASKED_JOB";
    if let Ok(asked) = env::var(ASKED) {
        let job = Spooler::here().job("Counter", asked.parse().unwrap()).unwrap();
        assert_eq!(job.state, JobState::Waiting);
        return;
    }
    let (cups, spooler) = counter();
    cups.pause("Counter").unwrap();
    let job = send(&spooler, &page_with("Later", 612, 792), LETTER);
    let folder = tempfile::tempdir().unwrap();
    let door = folder.path().join("cups.sock");
    let listener = UnixListener::bind(&door).unwrap();
    let itself = "interruptions::who_slept_while_asking_still_gets_the_answer";
    let service = cups.server();
    let asking = Command::new(env::current_exe().unwrap())
        // With one thread the test is the process: what that does, this does.
        .args(["--exact", itself, "--test-threads=1"])
        .env("CUPS_SERVER", &door)
        .env(ASKED, job.id.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let asking_id = asking.id();
    // Every question goes this way, on a connection of its own; whoever still asks when the test is over asks nobody.
    thread::spawn(move || {
        for visitor in listener.incoming() {
            answer_after_sleep(
                visitor.unwrap(),
                UnixStream::connect(&service).unwrap(),
                asking_id,
            );
        }
    });
    let output = asking.wait_with_output().unwrap();
    assert!(output.status.success(), "{output:?}");
}

/// Hands a question on. Once the service has answered, whoever asked can only wait: then they are stopped and go on, and only
/// then are they told.
fn answer_after_sleep(mut visitor: UnixStream, mut service: UnixStream, asking: u32) {
    let (mut asked, mut handed_on) = (visitor.try_clone().unwrap(), service.try_clone().unwrap());
    let question = thread::spawn(move || {
        let _ = io::copy(&mut asked, &mut handed_on);
        handed_on.shutdown(Shutdown::Both)
    });
    let mut answer = [0; 1024];
    let length = service.read(&mut answer).unwrap();
    for _ in 0..ROUNDS {
        until("they wait", || (state(asking) == 'S').then_some(())).unwrap();
        signal("STOP", asking);
        until("they sleep", || (state(asking) == 'T').then_some(())).unwrap();
        signal("CONT", asking);
    }
    // Whoever gave up meanwhile is gone, and says so.
    let _ = visitor.write_all(&answer[..length]);
    let _ = io::copy(&mut service, &mut visitor);
    let _ = question.join().unwrap();
}

/// How a process is: `S` while it waits, `T` while it is stopped (proc(5)).
fn state(process: u32) -> char {
    let told = fs::read_to_string(format!("/proc/{process}/stat")).unwrap();
    told.rsplit_once(") ").unwrap().1.chars().next().unwrap()
}

fn signal(name: &str, process: u32) {
    let sent = Command::new("kill")
        .args([format!("-{name}"), process.to_string()])
        .status();
    assert!(sent.unwrap().success());
}
