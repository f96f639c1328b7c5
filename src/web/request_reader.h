// Reads HTTP/1.x requests from bytes: the head first, then the body when its route allows one.
//
// Beast's parser does the grammar; this class adds what keeps requests from being smuggled or
// hidden: line ends are CR LF only, no folded fields, one Host, one Content-Length, and
// Transfer-Encoding only as "chunked" of HTTP/1.1 and never beside a Content-Length.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "web/message.h"

namespace dl::web {

/// The head of a request. The views point into the bytes that read_head() was given.
struct RequestHead {
  std::string_view method = {};
  std::string_view target = {};
  int version = 11;  ///< 10 or 11
  std::vector<std::pair<std::string_view, std::string_view>> fields = {};
  bool keep_alive = true;
  bool has_body = false;
  std::optional<std::uint64_t> content_length = {};  ///< of the body; empty when it comes in chunks
  bool expects_continue = false;

  // The fields that are looked at for every request; empty when absent.
  std::string_view host = {};
  std::string_view accept_encoding = {};
  std::string_view cookie = {};
  std::string_view if_none_match = {};
  std::string_view if_modified_since = {};
  std::string_view forwarded_proto = {};
};

/// Why a request is refused before anybody looks at what it asks for.
struct Refusal {
  int status = 400;
  std::string_view reason = {};  ///< for the log and the body, in English
};

struct ReaderLimits {
  std::size_t head = 16 * 1024;   ///< bytes of the head; more is 431
  std::size_t target = 4 * 1024;  ///< bytes of the target; more is 414
  std::size_t fields = 100;       ///< more is 431
};

class RequestReader {
 public:
  enum class Step : std::uint8_t { NeedMore, Ready, Bad };

  explicit RequestReader(const ReaderLimits& limits);
  ~RequestReader();
  RequestReader(const RequestReader&) = delete;
  RequestReader& operator=(const RequestReader&) = delete;

  /// Reads a head from the start of `bytes`, which must be all that came since the last message.
  /// Ready sets `used` to its length; NeedMore wants the same bytes again, and more.
  Step read_head(std::string_view bytes, std::size_t& used);
  const RequestHead& head() const { return head_; }

  /// Appends what `bytes` hold of the body to `body`. `used` bytes are done with in any case. Bad with 413 when the
  /// whole body is larger than `limit`.
  Step read_body(std::string_view bytes, std::size_t& used, std::string& body, std::size_t limit);

  /// Whether the message was read to its end: what follows in the connection is the next one.
  bool is_read() const;

  /// Says why after Bad.
  const Refusal& refusal() const { return refusal_; }

  /// Prepares for the next message of the connection.
  void next();

 private:
  class Grammar;

  Step refuse(int status, std::string_view reason);
  Step scan_lines(std::string_view bytes);
  Step check_head();

  ReaderLimits limits_;
  std::size_t scanned_ = 0;  // bytes of the head whose line ends were looked at
  std::size_t skipped_ = 0;  // empty lines before it
  RequestHead head_ = {};
  Refusal refusal_ = {};
  std::unique_ptr<Grammar> grammar_;
};

}  // namespace dl::web
