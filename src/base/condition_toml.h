// Conditions in TOML files. Include it in .cc files only: it brings toml++ along.
#pragma once

#include "base/condition.h"
#include "base/toml_file.h"

namespace dl::condition {

/// A condition that stands in a file and whose fields are known only later, for parse().
Raw raw_toml(const TomlFile& file, const toml::node& node);

/// Reads a condition that stands in a file. Fault::Invalid `data.invalid` with file and line.
Outcome<Condition> parse_toml(const TomlFile& file, const toml::node& node, std::span<const Field> fields);

}  // namespace dl::condition
