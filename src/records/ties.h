// What records have to have in common with what stands elsewhere: with the records of another register (exists-in,
// same-as-list), with the departments of their agency, with the files that were handed in there. One statement a rule
// and some hundred records, one probe of an index each; nothing is asked record by record.
#pragma once

#include <span>

#include "records/projection.h"
#include "records/record.h"

namespace dl::records {

struct Ties {
  const Projection& projection;
  const Register& made;
  std::int64_t agency = 0;
};

/// The problems of each record, in their order. A register whose records are kept by agencies is asked about those of
/// the same agency; a record that is withdrawn is there, one that is erased is not. A department that the agency does
/// not have now is a warning: it may have had it. Fails as Projection::require.
Outcome<std::vector<std::vector<Problem>>> check_ties(db::Session& session, const Ties& ties,
                                                      std::span<const Record* const> records);

/// The same, told among the problems of what was read.
Outcome<void> add_ties(db::Session& session, const Ties& ties, std::span<Read> reads);

}  // namespace dl::records
