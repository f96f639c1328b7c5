// Files without a name: gone when they are closed, also by a program that is killed.
#pragma once

#include <string>

namespace dl::web {

/// The descriptor of a new file in the folder, for reading and writing; -1 with `errno` when there can be none. A file
/// system that knows no nameless files gives one that has lost its name at once.
int open_nameless(const std::string& folder);

}  // namespace dl::web
