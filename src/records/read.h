// The language of registers: data/registers/NAME.toml to a Register. docs/registers.md teaches it.
//
// Closed and strict: an unknown key, type, check, list, period, chain or field, a field without its privacy, what is
// sealed on a public page, an example that does not come out as it says: each is refused with file, line and what may
// be meant. Nothing is inferred. Pure but for the chains, which are read from data/chains.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "periods/laws.h"
#include "records/register.h"

namespace dl::records {

/// What a file may speak of.
struct Surroundings {
  const Vocabularies& lists;
  const periods::Laws& laws;
  std::vector<std::string> registers = {};  ///< codes that links may lead into, beside the register itself
};

/// Fails with `data.invalid` and "file:line: what is wrong".
Outcome<Register> read_register(const std::string& file, std::string_view text, const Surroundings& around);

/// All registers of an installation: data/registers/*.toml, built in or overlaid.
class Registers {
 public:
  static Outcome<Registers> load(const Vocabularies& lists, const periods::Laws& laws);

  /// In the order of their codes.
  const std::map<std::string, Register, std::less<>>& all() const { return all_; }
  /// Fault::NotFound `register.unknown`.
  Outcome<const Register*> find(std::string_view code) const;
  /// Takes a register in place of the one with its code; whatever pointed into that one no longer may.
  void put(Register made) { all_.insert_or_assign(made.code, std::move(made)); }

 private:
  std::map<std::string, Register, std::less<>> all_ = {};
};

/// Looks at what rules compare with other registers, and a [counterpart] with its list, once all of them are there, and
/// gives rules their sentences.
/// `data.invalid` as read_register() where a field is not there, is not open, holds something else, or is none by which
/// records are found: unique, or the first of the key.
Outcome<void> tie_up(Register& made, const std::map<std::string, Register, std::less<>>& all);

/// "penalties" of "data/registers/penalties.toml".
std::string code_of_file(std::string_view file);

}  // namespace dl::records
