// The key of the installation under which secrets lie in the database, and its generations: it can be exchanged for a
// new one while what lies under the old one is read and sealed anew.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/outcome.h"
#include "db/session.h"

namespace dl::accounts {

/// 32 bytes a generation, in a file of its own (accounts.key, readable by its owner alone): a line each, the newest
/// first, "2 64-DIGITS"; a line without a number is the first generation. Everything is sealed and derived by the
/// newest, older ones only open. All nodes have the same file; a backup without it loses what is sealed, not the
/// people.
class SealingKey {
 public:
  /// Reads the file, or makes it when there is none. Fault::Unavailable `accounts.key-file` when it
  /// cannot be read or is no key.
  static Outcome<SealingKey> load_or_make(const std::filesystem::path& file);
  /// Puts a new generation before those in the file, at once or not at all; the file as it is now.
  static Outcome<SealingKey> add_generation(const std::filesystem::path& file);
  /// Leaves the newest generation alone in the file.
  static Outcome<SealingKey> drop_older(const std::filesystem::path& file);
  /// For tests and for installations in memory.
  static SealingKey random();

  std::int64_t generation() const { return generations_.front().number; }
  /// Whether older generations are kept for what is still sealed under them.
  bool renewing() const { return generations_.size() > 1; }

  /// AES-256-GCM with a random nonce, base 64, behind "2:" from the second generation on. `context` is authenticated:
  /// what is sealed for one person does not open for another.
  std::string seal(std::string_view secret, std::string_view context) const;
  /// Fault::Internal `accounts.key-other` when it was sealed under another key or for something else.
  Outcome<std::string> open(const std::string& sealed, std::string_view context) const;
  /// Whether it was sealed by the newest generation.
  bool is_current(std::string_view sealed) const;
  /// A secret for another purpose, the same for everybody who has the key, from which the key cannot be told.
  std::string derive(std::string_view purpose) const;

 private:
  struct Generation {
    std::int64_t number = 1;
    std::array<char, 32> bytes = {};
  };
  static Generation generation_of(std::int64_t number, std::string_view bytes);
  static Outcome<std::vector<Generation>> read(const std::filesystem::path& file);
  static Outcome<SealingKey> replace(const std::filesystem::path& file, std::vector<Generation> generations);
  static std::string lines_of(const std::vector<Generation>& generations);
  explicit SealingKey(std::vector<Generation> generations) : generations_(std::move(generations)) {}

  std::vector<Generation> generations_ = {};  ///< the newest first
};

/// Seals anew, under the newest generation, the rows of a table that are not under it yet: so many at most, beginning
/// behind `after`, by their key. Where the next call goes on, or empty at the end. Each table with something sealed
/// has one.
using Renewal =
    std::function<Outcome<std::string>(db::Session&, const SealingKey&, const std::string& after, int most)>;

/// The secrets of authenticators.
Outcome<std::string> renew_factors(db::Session& session, const SealingKey& key, const std::string& after, int most);

}  // namespace dl::accounts
