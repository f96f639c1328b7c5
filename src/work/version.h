// Which words of a thing something belongs to.
#pragma once

#include <string>

namespace dl::work {

/// A thing by its text in the journal, and the number of its version: of a document the edition, 1 where there is no
/// other.
struct Version {
  std::string subject = {};  ///< "document:12"
  int number = 1;
};

}  // namespace dl::work
