// The command line: one subcommand a verb. What it says to people is Chinese; what other programs
// read (the lines of `import`) is JSON on standard output, and progress goes to standard error.
#pragma once

namespace dl::app {

/// Runs the program and returns its exit code: 0 done, 1 refused or failed, 2 wrong words.
int run_command_line(int argc, char** argv);

}  // namespace dl::app
