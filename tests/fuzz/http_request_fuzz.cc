// Any bytes as requests of one connection: the reader stays within them, and reads the same whether
// they come at once or one by one.

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "web/negotiation.h"
#include "web/request_reader.h"
#include "web/target.h"

namespace {

using dl::web::RequestReader;

void require(bool holds) {
  if (!holds) std::abort();
}

struct Summary {
  std::string text = {};
  std::size_t used = 0;
};

// Reads one message from bytes of which `step` more become visible at a time.
bool read_one(std::string_view bytes, std::size_t step, Summary& summary) {
  RequestReader reader({});
  std::size_t visible = std::min(step, bytes.size());
  std::size_t used = 0;
  auto result = reader.read_head(bytes.substr(0, visible), used);
  while (result == RequestReader::Step::NeedMore && visible < bytes.size()) {
    visible = std::min(visible + step, bytes.size());
    result = reader.read_head(bytes.substr(0, visible), used);
  }
  if (result != RequestReader::Step::Ready) {
    summary.text += result == RequestReader::Step::Bad ? std::to_string(reader.refusal().status) : "more";
    return false;
  }
  require(used <= bytes.size());
  const auto& head = reader.head();
  for (const auto& [name, value] : head.fields) summary.text.append(name).append(":").append(value).append("\n");
  if (auto target = dl::web::parse_target(head.target)) summary.text += target->path;
  if (auto host = dl::web::parse_host(head.host)) summary.text += *host;
  static_cast<void>(dl::web::choose_encoding(head.accept_encoding));
  static_cast<void>(dl::web::parse_http_date(head.if_modified_since));
  static_cast<void>(dl::web::matches_etag(head.if_none_match, "\"x\""));
  static_cast<void>(dl::web::choose_range(head.cookie, "", "", 100));
  for (const auto& [name, value] : dl::web::parse_cookies(head.cookie)) summary.text += name;
  summary.used = used;
  if (!head.has_body) return true;
  std::string body;
  result = reader.read_body(bytes.substr(used), used, body, 4096);
  require(body.size() <= 4096);
  summary.used += used;
  return result == RequestReader::Step::Ready;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view bytes(reinterpret_cast<const char*>(data), size);
  Summary at_once;
  Summary in_pieces;
  bool whole = read_one(bytes, bytes.size() + 1, at_once);
  require(read_one(bytes, 1, in_pieces) == whole);
  require(at_once.text == in_pieces.text);
  require(at_once.used <= size);
  return 0;
}
