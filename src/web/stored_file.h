// The answer that sends a stored file: its type made safe, its name, its ranges.
#pragma once

#include "web/message.h"

namespace dl::web {

struct StoredFile {
  std::string name = {};  ///< as people see it
  std::string type = {};  ///< as it was stored; only harmless types are shown by the browser, others are saved
  std::string digest = {};
  std::int64_t size = 0;
};

/// Answers with the file, whole or in the ranges that are asked for; `source` reads its bytes.
Response send_stored(const StoredFile& file, BodySource source);

}  // namespace dl::web
