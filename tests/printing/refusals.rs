//! The sentences when nothing can be printed.

use std::process::Command;

use comeback_print::{Document, PrintError, Spooler};
use comeback_tests::cups::Cups;

use crate::papers::page_with;
use crate::{LETTER, counter, send};

/// What sending to a printer is refused with.
fn refusal(spooler: &Spooler, printer: &str) -> String {
    let pdf = page_with("Never", 612, 792);
    let document = Document {
        title: "Check ending in 2FM2",
        pdf: &pdf,
        size: LETTER,
    };
    spooler.send(printer, &document).unwrap_err().to_string()
}

#[test]
fn a_printer_nobody_knows() {
    let (_cups, spooler) = counter();
    for name in ["Kitchen", "Köche 2/3", "../admin", "%", ""] {
        assert_eq!(
            refusal(&spooler, name),
            format!("There is no printer named {name} on this machine. Choose another one in Settings.")
        );
    }
}

#[test]
fn a_printer_that_was_taken_away_meanwhile() {
    let (cups, spooler) = counter();
    cups.pause("Counter").unwrap();
    let job = send(&spooler, &page_with("Never", 612, 792), LETTER);
    cups.remove("Counter").unwrap();
    let gone = "There is no printer named Counter on this machine. Choose another one in Settings.";
    assert_eq!(spooler.job("Counter", job.id).unwrap_err().to_string(), gone);
    assert_eq!(spooler.cancel("Counter", job.id).unwrap_err().to_string(), gone);
    assert_eq!(refusal(&spooler, "Counter"), gone);
    assert!(spooler.printers().unwrap().is_empty());
}

#[test]
fn a_printer_closed_for_new_jobs() {
    let (cups, spooler) = counter();
    cups.reject("Counter", "Being serviced").unwrap();
    assert_eq!(
        refusal(&spooler, "Counter"),
        "The printer Counter takes no new jobs (Destination \"Counter\" is not accepting jobs). Let it accept jobs in \
         the system's printer settings, or choose another one."
    );
    assert!(!spooler.printers().unwrap()[0].accepts);
}

#[test]
fn a_job_nobody_knows() {
    let (_cups, spooler) = counter();
    assert_eq!(
        spooler.job("Counter", 4711).unwrap_err().to_string(),
        "The print service no longer knows job 4711 of the printer Counter. Look whether the paper came out; if not, \
         print it again."
    );
}

#[test]
fn a_print_service_that_died() {
    let (mut cups, spooler) = counter();
    cups.stop().unwrap();
    let server = cups.server();
    let dead = format!(
        "The print service does not answer (CUPS at {server}). Start it, or save the PDF and print it from another \
         program."
    );
    assert_eq!(spooler.printers().unwrap_err().to_string(), dead);
    assert_eq!(refusal(&spooler, "Counter"), dead);
    assert_eq!(spooler.job("Counter", 1).unwrap_err().to_string(), dead);
}

#[test]
fn a_machine_without_a_print_service() {
    // Nothing listens at port 1.
    for (server, named) in [
        ("127.0.0.1:1", "127.0.0.1:1"),
        ("/nowhere/cups.sock", "/nowhere/cups.sock"),
    ] {
        assert_eq!(
            Spooler::at(server).printers().unwrap_err().to_string(),
            format!(
                "The print service does not answer (CUPS at {named}). Start it, or save the PDF and print it from \
                 another program."
            )
        );
    }
}

#[test]
fn something_that_is_no_print_service() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let server = listener.local_addr().unwrap().to_string();
    let answering = std::thread::spawn(move || {
        use std::io::{Read, Write};
        let (mut stream, _) = listener.accept().unwrap();
        let mut asked = [0; 4096];
        let _ = stream.read(&mut asked).unwrap();
        stream
            .write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nHello")
            .unwrap();
    });
    let error = Spooler::at(&server).printers().unwrap_err();
    answering.join().unwrap();
    assert!(matches!(error, PrintError::Broken { .. }), "{error}");
    assert!(
        error
            .to_string()
            .ends_with("Look at the printer's queue before you print again."),
        "{error}"
    );
}

/// The environment of a process is set before it starts, so this starts itself once more.
#[test]
fn the_print_service_the_environment_names_is_asked() {
    const EXPECTED: &str = "COMEBACK_EXPECTED_PRINTER";
    if let Ok(expected) = std::env::var(EXPECTED) {
        let printers = Spooler::here().printers().unwrap();
        assert_eq!(
            printers.iter().map(|p| p.name.as_str()).collect::<Vec<_>>(),
            [expected]
        );
        return;
    }
    let cups = Cups::start().unwrap();
    cups.add("Only_here").unwrap();
    let itself = "refusals::the_print_service_the_environment_names_is_asked";
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", itself])
        .env("CUPS_SERVER", cups.server())
        .env(EXPECTED, "Only_here")
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
}
