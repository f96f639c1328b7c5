// How a list of work is asked for: one statement, in the order of the list. Internal to this module.
#pragma once

#include "publications/shelf.h"
#include "publications/work_words.h"

namespace dl::publications {

/// Arguments of the statements, by number: 1 state, 2 kind, 3 year, 4 author, 5 part, 6 and 7 the pieces that it is
/// begun from, 8 and 9 the cursor. A statement names those that it needs, the cursor always.
///
/// Several agencies or columns are lists of their own that the engine merges, so that nothing is gathered and
/// sorted that is not shown.
enum class Begin : std::uint8_t { FromTheList, FromPieces };
std::string work_keys_sql(db::Engine engine, const accounts::Scope& scope, const WorkFilter& filter, Begin begin,
                          int rows);  ///< `id` and `updated_at`, last changed first
std::string work_page_sql(db::Engine engine, const accounts::Scope& scope, const WorkFilter& filter, Begin begin,
                          int rows);

/// The first of what waits: `id`, `due_from` and `updated_at`, in their order. Argument: 1 actor.
std::string waiting_keys_sql(const accounts::Scope& scope, Waits waits, int rows);

}  // namespace dl::publications
