// Lists of records out of their tables (shape.h): a page at a time, filtered, searched, with facets.
#pragma once

#include "records/projection.h"

namespace dl::records {

/// Who looks: the public at what is public today, in the order of the page; the office at the newest words of what its
/// right reaches, the newest first.
struct Viewer {
  std::optional<accounts::Scope> office = {};  ///< empty: the public
  Date today = {};
};

/// One condition of a list: equal to `is`, or from and before, as far as they are given.
struct Filter {
  const Field* field = nullptr;
  Value is = {};
  Value from = {};
  Value before = {};
};

/// In the order of which field a list of the office is, in place of the time of entry.
struct Sorting {
  const Field* field = nullptr;
  bool falls = false;
};
/// What it can be: the filters of the console that each record has one value of, which an index gives in their order.
Fields sorts_of(const Register& made);

struct Asked {
  std::optional<std::int64_t> agency = {};
  std::vector<Filter> filters = {};  ///< of fields of the list, of the key, and of links
  std::string words = {};            ///< all of them stand in the fields of the search, parted by space
  std::optional<State> state = {};   ///< of the newest words; for the office
  Sorting sorting = {};              ///< for the office

  bool empty() const { return filters.empty() && words.empty() && !state; }
};

/// Behind which row a page begins.
struct Behind {
  Value sort = {};
  std::int64_t entry = 0;
};

struct Listed {
  std::int64_t record = 0;
  std::int64_t entry = 0;
  std::int64_t agency = 0;
  Record shown = {};  ///< with masks
};

struct ListPage {
  std::vector<Listed> rows = {};
  std::optional<Behind> next = {};
};

/// Fails as Projection::require; Fault::Invalid `list.filter` for a field that is no filter of this list, `list.sort`
/// for one that is none of sorts_of().
Outcome<ListPage> list_records(db::Session& session, const Projection& projection, std::string_view code,
                               const Viewer& viewer, const Asked& asked, const std::optional<Behind>& after, int limit);

inline constexpr int kMostCounted = 10'000;

/// How many records a list has: by the kept counts of facets where that can be told from them, which are as
/// count_facets() says; else counted, exact up to kMostCounted.
struct Count {
  std::int64_t records = 0;
  bool more = false;  ///< there are more than kMostCounted, which is what `records` says
};
/// "1234 条"; "10000 条以上" where there may be more, without a unit "10000 以上": 以上 includes the number itself
/// (Civil Code, article 1259). The one wording of counts that are exact only up to a limit.
std::string count_text(std::int64_t count, bool more, std::string_view unit = {});
Outcome<Count> count_records(db::Session& session, const Projection& projection, std::string_view code,
                             const Viewer& viewer, const Asked& asked);

/// How many public records a value has, the most first.
struct FacetValue {
  std::string value = {};
  std::int64_t count = 0;

  friend bool operator==(const FacetValue&, const FacetValue&) = default;
};
struct Facet {
  const Field* field = nullptr;
  std::vector<FacetValue> values = {};
  bool more = false;  ///< counted among the first kMostCounted hits only
};
/// Of the facets of the page. Without a filter the kept counts, which are those of the last night where a display has
/// ended since; with one they are counted, exact up to kMostCounted hits.
Outcome<std::vector<Facet>> count_facets(db::Session& session, const Projection& projection, std::string_view code,
                                         const Viewer& viewer, const Asked& asked);

}  // namespace dl::records
