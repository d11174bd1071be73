// The one list of commands the page may call, as `noun::command`. The build script reads it to make a permission
// for each, the shell to route them; a test compares it with the client and with the capabilities file.
macro_rules! with_commands {
    ($then:ident) => {
        $then! {
            house::app_state,
            house::set_up,
            house::change_house,
            house::start_sample,
            house::remove_sample,
            incident::make_it_right,
            voucher::preview_paper,
            voucher::voucher_pdf,
            voucher::print_voucher,
            voucher::open_voucher,
            voucher::save_voucher,
            voucher::wording,
            voucher::voucher_wording,
            printing::printers,
            printing::set_printers,
            printing::print_test_page,
            printing::follow_print,
            design::take_logo,
            design::preview_design,
            design::cash_back,
            design::set_cash_back,
            run::issue_run,
            run::cancel_run,
            run::print_run,
            house::open_folder,
            house::choose_folder,
            redemption::look_up,
            redemption::redeem,
            redemption::came_back_today,
            incident::incidents,
            incident::incident,
            books::totals,
            books::export_csv,
        }
    };
}
