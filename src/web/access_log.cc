#include "web/access_log.h"

#include <fmt/format.h>

namespace dl::web {

namespace {

// Control characters are escaped, so that nobody writes lines of their own into the log.
void append_quoted(std::string& out, std::string_view text) {
  out += '"';
  for (char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) >= 0x7F) {
      fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<unsigned char>(c));
    } else {
      out += c;
    }
  }
  out += '"';
}

void append_member(std::string& out, std::string_view name, std::string_view text) {
  if (text.empty()) return;
  fmt::format_to(std::back_inserter(out), ",\"{}\":", name);
  append_quoted(out, text);
}

}  // namespace

std::string write_json(const AccessLine& line) {
  std::string out = fmt::format("{{\"status\":{}", line.status);
  append_member(out, "id", line.id);
  append_member(out, "method", line.method);
  append_member(out, "host", line.host);
  append_member(out, "path", line.path);
  append_member(out, "network", line.network);
  fmt::format_to(std::back_inserter(out), ",\"bytes\":{},\"us\":{},\"cached\":{}", line.bytes, line.microseconds,
                 line.cached);
  append_member(out, "note", line.note);
  out += '}';
  return out;
}

}  // namespace dl::web
