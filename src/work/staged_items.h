// Open work on subjects that are not in force yet: written while they are staged, seen by nobody, shown all at once.
//
// What waits follows each change of its subject (open_work.h), one subject at a time. A hundred thousand new ones would
// be a long time for everybody else; so whoever stages them writes their items with them, held by a name that no actor
// has, and one statement takes that name away.
#pragma once

#include "work/open_work.h"

namespace dl::work {

class StagedItems {
 public:
  /// `name` is the staging's own: "import:7".
  explicit StagedItems(std::string_view name) : holder_(fmt::format("staged {}", name)) {}

  /// Items that wait for all with their right; what a producer will say of the subject.
  Outcome<void> add(db::Session& session, std::int64_t first_id,
                    const std::vector<std::pair<std::string, Item>>& items) const;
  /// From now on people see them; how many.
  Outcome<std::int64_t> show(db::Session& session) const;
  /// Takes those of a subject away.
  Outcome<void> drop(db::Session& session, const std::string& subject) const;

 private:
  std::string holder_;
};

}  // namespace dl::work
