#include "search/candidates.h"

#include <xapian.h>

#include "base/text.h"
#include "search/index_terms.h"

namespace dl::search {

Candidates::Candidates(const Xapian::Database& database, const Xapian::MSet& set, std::size_t first,
                       const PhraseMatch& match, NumberTerms numbers, std::optional<RecordId> named)
    : database_(database),
      set_(set),
      first_(first),
      match_(match),
      numbers_(std::move(numbers)),
      named_(named),
      loaded_(set.size()) {}

const Candidate& Candidates::at(std::size_t place) {
  auto& slot = loaded_.at(place - first_);
  if (slot) return *slot;

  auto in_set = set_[static_cast<Xapian::doccount>(place - first_)];
  auto candidate = std::make_unique<Candidate>();
  candidate->score = in_set.get_weight();
  candidate->bytes = database_.get_metadata(stored_key(*in_set));
  bytes_read_ += candidate->bytes.size();
  auto stored = unpack(candidate->bytes);
  if (!stored) throw Xapian::DatabaseCorruptError("a stored record cannot be read");
  candidate->stored = *stored;
  candidate->number_match = bears_number(*stored);
  std::string_view fields[] = {stored->plain_title, stored->body, stored->plain_number, stored->index_number};
  candidate->holds = candidate->number_match || named_ == stored->id || match_.holds(fields);
  slot = std::move(candidate);
  return *slot;
}

bool Candidates::bears_number(const Stored& stored) const {
  if (!numbers_.index.empty() && index_number_term(stored.index_number) == numbers_.index) return true;
  if (numbers_.document.empty() || stored.document_number.empty()) return false;
  auto own = find_number(text::decode(text::fold_for_search(stored.document_number)));
  return own && (number_term(*own) == numbers_.document || short_number_term(*own) == numbers_.document);
}

}  // namespace dl::search
