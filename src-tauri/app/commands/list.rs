// The one list of commands the page may call, as `room::command`. The build script reads it to make a permission
// for each, the shell to route them; a test compares it with the client and with the capabilities file.
macro_rules! with_commands {
    ($then:ident) => {
        $then! {}
    };
}
