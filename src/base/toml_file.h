// A TOML file of data or settings, read strictly: every mistake is named with file and line, unknown
// keys are refused with the nearest known one, and nothing is converted silently.
//
// The loaders of calendars, vocabularies and settings stand on it. Include it in .cc files only: it
// brings toml++ along.
#pragma once

#include <toml++/toml.h>

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/outcome.h"
#include "base/time.h"

namespace dl {

/// A parsed file that remembers its name. All failures are Fault::Invalid with key `data.invalid` and
/// the detail "name:line: what is wrong".
class TomlFile {
 public:
  /// Fails with the parser's own words on text that is no TOML.
  static Outcome<TomlFile> parse(std::string name, std::string_view text);
  /// Reads a built-in or overlaid file; fails with `resource.missing` when there is none.
  static Outcome<TomlFile> load(std::string_view resource);

  const toml::table& root() const { return root_; }
  const std::string& name() const { return name_; }

  /// The failure for a node of this file.
  Failure wrong(const toml::node& node, std::string_view what) const;
  /// "name:line" of a node.
  std::string place(const toml::node& node) const;

  /// Fails on a key of `table` that is not in `known`, naming the nearest known key.
  Outcome<void> only(const toml::table& table, std::span<const std::string_view> known) const;
  Outcome<void> only(const toml::table& table, std::initializer_list<std::string_view> known) const;

  /// The non-empty string at `key`; fails when it is missing, empty or of another type.
  Outcome<std::string> text(const toml::table& table, std::string_view key) const;
  /// The string at `key`, or `otherwise` when the key is missing.
  Outcome<std::string> text_or(const toml::table& table, std::string_view key, std::string_view otherwise) const;
  Outcome<std::int64_t> integer(const toml::table& table, std::string_view key) const;
  Outcome<bool> flag_or(const toml::table& table, std::string_view key, bool otherwise) const;
  Outcome<std::optional<Date>> date(const toml::table& table, std::string_view key) const;
  /// The array of non-empty strings at `key`; none when the key is missing.
  Outcome<std::vector<std::string>> texts(const toml::table& table, std::string_view key) const;
  /// The tables of `[[key]]`; none when the key is missing.
  Outcome<std::vector<const toml::table*>> tables(const toml::table& table, std::string_view key) const;

 private:
  TomlFile(std::string name, toml::table root) : name_(std::move(name)), root_(std::move(root)) {}

  std::string name_;
  toml::table root_;
};

/// The candidate that differs least from `name`, or "" when none is near.
std::string_view nearest(std::string_view name, std::span<const std::string_view> candidates);

}  // namespace dl
