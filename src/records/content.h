// What an entry keeps of a record: the public view of it, and a commitment for each value that is not public.
//
//   {"shown":{"party":"张某某","number":"…"},"sealed":{"party":"64 digits","party_number":"64 digits"}}
//
// Canonical: fields in the order of the register, so the same record is the same bytes. Its SHA-256 goes into the
// journal. The values behind commitments lie encrypted in work/sealed_values.h; when they are erased nothing here
// changes, and every proof holds.
#pragma once

#include <map>
#include <span>
#include <string>

#include "accounts/sealing_key.h"
#include "records/mask.h"
#include "work/sealed_values.h"

namespace dl::records {

/// Commitments by the code of their field.
using Sealed = std::map<std::string, std::string, std::less<>>;

/// An entry's content as it is read.
struct Words {
  Record shown = {};  ///< what the public may see; masks in the place of personal values
  Sealed sealed = {};
};

/// Whether nothing of a field is ever public; a sub-table is as closed as the most closed of its columns.
bool is_closed(const Field& field);
/// As the public may see it.
Record public_record(const Register& made, const Record& record, const OwnNumbers& own);

/// Fault::Internal `record.content` for a text that is none.
Outcome<Words> read_content(std::string_view content, const Register& made);

/// All values of a record, for the program's own checks; what was erased is empty.
Outcome<Record> open_words(db::Session& session, const accounts::SealingKey& key, const Words& words,
                           const Register& made);
/// The same for many records, in their order, in few statements.
Outcome<std::vector<Record>> open_all(db::Session& session, const accounts::SealingKey& key,
                                      std::span<const Words* const> all, const Register& made);

/// A record with the words it had before, both whole.
struct Before {
  const Words& words;
  const Record& record;
};

/// A content that is to be written, and the values that are to be kept with it; `shown` is the record's
/// public_record().
struct NewContent {
  std::string content = {};
  std::vector<work::KeptValue> values = {};
};
/// Seals what is not public as values of `subject`; what is as it was `before` keeps its commitment. Pure but for
/// salts, so it can be made before a transaction begins.
NewContent new_content(const accounts::SealingKey& key, std::string_view subject, const Register& made,
                       const Record& record, const Record& shown, const Before* before = nullptr);

}  // namespace dl::records
