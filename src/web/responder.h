// Turns a request into an answer on a worker thread: route, access, handler, error page, conditions,
// ranges, encoding, page cache. Knows nothing of sockets. Internal to the server.
#pragma once

#include <memory>
#include <string>

#include "web/core.h"

namespace dl::web {

/// A request on its way through a worker.
struct Job {
  Request http = {};
  std::string method = {};  ///< as sent, for the log
  bool head_only = false;
  Handler handler = {};               ///< what admission gave; empty before it
  const BoundRoute* route = nullptr;  ///< null: `refused` says why
  int route_index = -1;
  std::optional<Error> refused = {};  ///< decided before the handler: 404, 405, 413, 429
  Fields refused_headers = {};
  int refused_status = 0;      ///< where the fault does not say it, as 405
  std::string cache_key = {};  ///< empty: must not be cached
  Encoding encoding = Encoding::Identity;
  PagePointer page = {};  ///< found in the cache without the encoding that is wanted
};

/// What goes over the wire: a cached page, or a head and a body of its own.
struct Answer {
  int status = 500;
  PagePointer page = {};
  const Rendition* rendition = nullptr;  ///< of the page
  std::string head = {};
  std::string body = {};
  BodySource source = {};  ///< instead of the body
  ByteRange range = {};    ///< of the source
  std::string note = {};   ///< for the log
};

/// Asks who calls and what they may, before the body is read: `refused` says no. Never throws.
void admit(Core& core, Job& job) noexcept;

/// Admits first where that has not been done. Never throws.
Answer answer(Core& core, Job& job) noexcept;

/// Draws the next piece of a streamed answer, `length` bytes at most. Never throws.
Outcome<std::string> read_source(const BodySource& source, std::int64_t offset, std::int64_t length) noexcept;

/// Whether the conditions of the request let the page be answered with 304.
bool is_not_modified(std::string_view if_none_match, std::string_view if_modified_since, std::string_view etag,
                     std::int64_t last_modified);

}  // namespace dl::web
