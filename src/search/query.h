// A question to the index and its answer.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "search/record.h"

namespace dl::search {

class Wordings;

enum class Sort { Relevance, Newest, Oldest };

/// What a visitor asks. An empty text asks for everything that passes the filters, newest first.
struct Query {
  std::string text = {};  ///< any bytes; see docs in query_language.h for what people may write

  std::optional<std::int64_t> agency = {};
  std::optional<std::int64_t> column = {};
  std::optional<int> year = {};
  std::optional<std::string> kind = {};
  std::vector<std::string> marks = {};  ///< every one of them must be on the record, such as that of the site that asks

  std::shared_ptr<const Wordings> words = {};  ///< searched in these other words, in place of the index's own
  std::optional<RecordId> first = {};  ///< somebody has named it for this question: before all others, past the filters
  std::optional<Date> day = {};        ///< on which it is asked; without one nothing has ended by its day

  Sort sort = Sort::Relevance;
  std::string cursor = {};     ///< from an earlier answer's `next` or `previous`; empty for the first page
  std::size_t page_size = 10;  ///< 1 to 100
};

/// A stretch of bytes to be marked. Ordered, apart from each other, on character borders.
struct Span {
  std::size_t start = 0;
  std::size_t length = 0;

  friend bool operator==(const Span&, const Span&) = default;
};

/// Text as it was stored, not escaped: that is the caller's part, and so is the mark-up of the spans.
struct Marked {
  std::string text = {};
  std::vector<Span> spans = {};
};

struct Hit {
  RecordId id = {};
  double score = 0;
  Marked title = {};
  Marked snippet = {};        ///< about 110 characters of the body
  bool cut_before = false;    ///< the body has more before the snippet
  bool cut_after = false;     ///< and after it
  bool number_match = false;  ///< its own 文号 or 索引号 is what was asked for
  std::string document_number = {};
  std::string index_number = {};
  std::string address = {};
  std::string validity = {};
  std::int64_t agency = 0;
  std::int64_t column = 0;
  int year = 0;
  std::string kind = {};
  Instant published_at = {};
};

template <class Value>
struct Count {
  Value value = {};
  std::size_t count = 0;

  friend bool operator==(const Count&, const Count&) = default;
};

/// How many results each value has, the most frequent first; years newest first.
struct Facets {
  std::vector<Count<std::int64_t>> agencies = {};
  std::vector<Count<std::int64_t>> columns = {};
  std::vector<Count<int>> years = {};
  std::vector<Count<std::string>> kinds = {};
};

struct Answer {
  std::vector<Hit> hits = {};
  std::size_t first = 0;  ///< how many results stand before the first hit
  std::size_t total = 0;
  bool exact = true;       ///< whether total and facets are counted, not estimated
  bool loose = false;      ///< hardly anything held the words as written; these hold parts of them
  std::string meant = {};  ///< nothing has the words, and these near them would find something; empty for none
  Facets facets = {};
  std::string next = {};      ///< cursor of the next page, empty on the last
  std::string previous = {};  ///< cursor of the page before, empty on the first
};

}  // namespace dl::search
