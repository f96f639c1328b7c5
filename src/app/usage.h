// The command line's own words in Chinese: headings of the help and what is wrong with the words given.
#pragma once

namespace CLI {
class App;
}

namespace dl::app {

/// Call it before subcommands are added: they take over what their parent has.
void speak_chinese(CLI::App& program);

}  // namespace dl::app
