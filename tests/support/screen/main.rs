//! A screen without a picture: it redeems as the window does, says what it heard, and is killed by a test somewhere on the
//! way.
#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a screen that cannot begin has failed, and stdout is what it shows"
)]

use comeback_actions::dto::RedeemRequest;
use comeback_actions::{Cost, House, WithoutKeychain};

fn main() {
    let mut arguments = std::env::args().skip(1);
    let mut next = || arguments.next().expect("DATA CODE REQUEST");
    let (data, code, request_id) = (next(), next(), next());
    let house = House::open_here(data.into())
        .expect("opened")
        .with_keychain(WithoutKeychain, Cost::LEAST);
    println!("open");
    let asked = RedeemRequest {
        request_id,
        code,
        voucher_id: None,
        amount: None,
        value: None,
        bill: "40931".to_owned(),
        bill_total: String::new(),
        staff: "Marcus Bell".to_owned(),
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .expect("a runtime");
    let heard = runtime.block_on(house.redeem_noted(asked));
    println!("heard {}", heard.is_ok());
}
