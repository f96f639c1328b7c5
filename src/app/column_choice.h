// Chooses the column of an imported document by the rules of data/import_columns.toml.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/outcome.h"

namespace dl::app {

class ColumnChoice {
 public:
  /// Fails as TomlFile does; also when the last rule has a condition.
  static Outcome<ColumnChoice> load();

  /// The slug of the column for a document with this title, 文种 and 文号 (each may be empty).
  std::string_view choose(std::string_view title, std::string_view kind, std::string_view document_number) const;

 private:
  struct Rule {
    std::vector<std::string> title = {};
    std::vector<std::string> kind = {};
    bool numbered = false;
    std::string column = {};
  };
  std::vector<Rule> rules_ = {};
};

}  // namespace dl::app
