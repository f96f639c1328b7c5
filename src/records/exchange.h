// Layouts in which other platforms take the records of a register (data/exchange.toml): headings in their order, and
// which field stands below each. A layout adds nothing to what an export of the register's file names.
#pragma once

#include "records/read.h"

namespace dl::records {

struct ExchangeLayout {
  std::string code = {};
  std::string title = {};
  const Register* made = nullptr;
  const Export* columns = nullptr;
  bool by_titles = false;    ///< headings are the words of the register in place of the names of the interface
  std::string between = {};  ///< several values of one cell
  std::string source = {};
  std::string grade = {};  ///< read, interface, unconfirmed
  bool offered = false;

  std::vector<std::string> headings() const;
  /// Texts below the headings: what is sealed is empty, amounts as their unit has them (万元 with six decimals), days
  /// as YYYY-MM-DD.
  std::vector<std::string> cells(const Record& shown) const;
};

/// Reads the file. Fault::Invalid `data.invalid` with "file:line: what": an unknown register, export or grade, a code
/// that is there twice, something unconfirmed that is offered.
Outcome<std::vector<ExchangeLayout>> load_exchange(const Registers& registers);
Outcome<std::vector<ExchangeLayout>> read_exchange(std::string_view toml, const Registers& registers);

/// One that is offered of this register; nullptr for any other. Pure.
const ExchangeLayout* find_layout(const std::vector<ExchangeLayout>& all, const Register& made, std::string_view code);

}  // namespace dl::records
