// Files that were handed in for records of an agency in a register, before the words that name them are there. A file
// that was not handed in there cannot be named: who knows the digest of somebody else's gets nothing by it.
//
// What was handed in and never named stays, as bytes of attachments do; nobody outside is given it.
#pragma once

#include <span>

#include "journal/journal.h"
#include "records/file_value.h"
#include "records/read.h"
#include "records/record.h"
#include "work/attachment.h"

namespace dl::records {

using work::Attachment;

/// For whose records, in which register.
struct FilePlace {
  const Register& made;
  std::int64_t agency = 0;
};

/// Keeps a file and records the event; its value for a field. The same one again has the same value. Fault::Conflict
/// `record.no-files` for a register without a field for it, Fault::Invalid `record.file-name` for a name with a mark
/// that parts values; as work::keep_file.
Outcome<FileValue> add_record_file(journal::Transaction& transaction, const FilePlace& place, const work::NewFile& file,
                                   const accounts::Principal& by);

/// `record.file-unknown` for each field of these records with a file that was not handed in there, in their order.
Outcome<std::vector<std::vector<Problem>>> check_files(db::Session& session, const FilePlace& place,
                                                       std::span<const Record* const> records);

/// One that a record names, or has named. Fault::NotFound `file.missing`; Fault::NotFound `record.missing` outside of
/// the scope.
Outcome<Attachment> find_record_file(db::Session& session, const Registers& registers, const accounts::Scope& scope,
                                     std::int64_t record, std::string_view digest);

/// As it is sent: with the type that its name and bytes agree on.
Attachment attachment_of(const FileValue& file);
/// The one with this digest. Fault::NotFound `file.missing`.
Outcome<Attachment> find_file(const std::vector<FileValue>& files, std::string_view digest);

}  // namespace dl::records
