//! From the start of the process to a page that can be worked with, against a window of the same kit with an empty
//! page. Both are opened by the same driver, whose own time is in both figures.

use comeback_tests::window::opening_time;

use crate::{Figure, Outcome, middle_and_tail, millis, ratio};

const ROUNDS: usize = 9;

pub fn measure(runtime: &tokio::runtime::Runtime) -> Outcome<Figure> {
    let (mut ours, mut blank) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        blank.push(runtime.block_on(opening_time("examples/blank", "Nothing"))?);
        ours.push(runtime.block_on(opening_time("comeback", "Set the house"))?);
    }
    let ((ours, tail), (blank, _)) = (middle_and_tail(ours), middle_and_tail(blank));
    let found = format!(
        "{:.2} x the blank window ({} against {}; slowest {})",
        ratio(ours, blank),
        millis(ours),
        millis(blank),
        millis(tail)
    );
    Ok(Figure {
        name: "start to interactive",
        found,
        aim: "1.3 x",
    })
}
