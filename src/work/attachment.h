// A file beside the words of a thing (附件). Pure.
#pragma once

#include <cstdint>
#include <string>

namespace dl::work {

struct Attachment {
  int position = 0;           ///< of its version, given to no other file of it
  std::string name = {};      ///< as people see it: "附件1.xlsx"
  std::string type = {};      ///< media type
  std::string digest = {};    ///< of the stored file
  std::int64_t size = 0;      ///< bytes
  bool embedded = false;      ///< an image of the words, not listed
  std::string added_by = {};  ///< actor; empty of files from before it was kept

  friend bool operator==(const Attachment&, const Attachment&) = default;
};

/// A file before it is stored. Its type follows from its bytes.
struct NewFile {
  std::string name = {};
  std::string bytes = {};
  bool embedded = false;  ///< an image of the words
};

}  // namespace dl::work
