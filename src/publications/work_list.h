// How a list of work is asked for: one statement, in the order of the list. Internal to this module.
#pragma once

#include "publications/shelf.h"
#include "publications/work_words.h"

namespace dl::publications {

/// What is asked for: the filter with its part in the form that is searched, and the pieces that it is begun from
/// when few documents have them, else the list itself.
struct Question {
  WorkFilter filter = {};
  std::optional<db::Pieces> rare = {};
};

/// `id` and `updated_at` of the rows behind `after`, last changed first. Several agencies or columns are lists of their
/// own that the engine merges, so that nothing is gathered and sorted that is not shown.
db::Sql work_keys_sql(db::Engine engine, const accounts::Scope& scope, const Question& question, const db::Key& after,
                      int rows);
/// The same rows, whole.
db::Sql work_page_sql(db::Engine engine, const accounts::Scope& scope, const Question& question, const db::Key& after,
                      int rows);

}  // namespace dl::publications
