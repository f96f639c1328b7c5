// Where the rows of a list come from (shape.h): what stands behind FROM and WHERE. Internal to record_list.cc.
//
// A database that may choose sorts or scans all that some condition finds, which takes as long as the register is
// large. So the public's lists are read in the order of one index, that of the condition which keeps the fewest records
// by the kept counts of facets or by the index of words; all others are asked of its entries alone where they can be,
// and of the rows else, in a form that no database looks for an index with.
#pragma once

#include "records/record_list.h"

namespace dl::records {

/// A statement under way; names come from the shape alone.
struct Statement {
  std::string sql = {};
  std::vector<db::Value> values = {};

  Statement& add(std::string_view text, std::vector<db::Value> more = {}) {
    sql += text;
    for (auto& value : more) values.push_back(std::move(value));
    return *this;
  }
  Statement& add(const Statement& more) { return add(more.sql, more.values); }
};

/// Whether the first rows are wanted in their order, or any.
enum class Order : std::uint8_t { OfTheList, Any };

struct Source {
  Statement from = {};    ///< has _entry, _facets, and what the list is in the order of
  Statement where = {};   ///< its condition
  bool in_order = false;  ///< an index gives its rows in the order of the public's list
};

/// Fault::Invalid `list.filter` for a field that is no filter of this list.
Outcome<Source> source_of(db::Session& session, const Shape& shape, const Viewer& viewer, const Asked& asked,
                          Order order);

/// Values of a facet with how many public records have them, by the kept counts, the most first.
Outcome<std::vector<FacetValue>> kept_values(db::Session& session, const Shape& shape, const Field& field,
                                             std::optional<std::int64_t> agency);
/// How many public records there are, by the kept counts of a facet that each record has once; nothing without such.
Outcome<std::optional<std::int64_t>> kept_total(db::Session& session, const Shape& shape,
                                                std::optional<std::int64_t> agency);

}  // namespace dl::records
