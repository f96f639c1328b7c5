// A file as a field of type `file` holds it: its digest, how many bytes, what it is called. The bytes stand where those
// of attachments do (db/files.h), once however many records name them; record_files.h says who may name which. Pure.
//
//   sha256:9f86…0a08 48213 采购合同.pdf
//
// So the words of a record prove its files: whoever has one recomputes the digest.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "records/register.h"

namespace dl::records {

/// Files of one field; their kinds and the largest one are those of attachments (work/file_kind.h, `max_upload`).
inline constexpr std::size_t kMostFilesOfField = 20;

struct FileValue {
  std::string digest = {};  ///< lower-case hex SHA-256
  std::int64_t size = 0;    ///< bytes
  std::string name = {};    ///< as people see it: 采购合同.pdf

  friend bool operator==(const FileValue&, const FileValue&) = default;
};

/// As it is stored.
std::string text_of(const FileValue& file);
/// Nothing for a text that is no file, and for a name with a mark that parts several values.
std::optional<FileValue> parse_file_value(std::string_view text);

/// Those of a field of this type; none of an empty one.
std::vector<FileValue> files_of(const Value& value);
/// Those of a record, each once.
std::vector<FileValue> files_of(const Register& made, const Record& record);

/// Where the public finds one on the site, below its domain: "/records/12/files/9f86…0a08".
std::string file_path(std::int64_t record, const FileValue& file);

}  // namespace dl::records
