// A file that is made for one answer: written row by row, sent from the disk, gone with the answer.
#pragma once

#include <cstdio>
#include <memory>

#include "base/hash.h"
#include "web/message.h"

namespace dl::web {

class Spool {
 public:
  /// A nameless file in the folder. Fault::Full `disk.nearly-full` when none can be made or there is no room for it,
  /// here and in `add`.
  static Outcome<Spool> open(const std::string& folder);

  Outcome<void> add(std::string_view bytes);
  std::int64_t size() const { return size_; }

  /// SHA-256 of what was added; after it nothing may be added.
  const std::string& digest();
  /// The answer that has a browser save it under a name.
  Outcome<Response> send(std::string_view name, std::string_view type);

 private:
  struct Close {
    void operator()(std::FILE* file) const { static_cast<void>(std::fclose(file)); }
  };
  explicit Spool(std::FILE* file) : file_(file, Close()) {}

  std::shared_ptr<std::FILE> file_;
  std::int64_t size_ = 0;
  Sha256 hash_ = {};
  std::string digest_ = {};
};

/// Reads of a file as answers want them, from many threads at once; the file is closed with the last of them.
BodySource source_of(std::shared_ptr<std::FILE> file);

}  // namespace dl::web
