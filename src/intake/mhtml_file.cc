#include "intake/mhtml_file.h"

#include "base/hash.h"
#include "base/text.h"
#include "intake/decode.h"
#include "intake/html_page.h"

namespace dl::intake {

namespace {

constexpr int kDeepest = 4;
constexpr std::size_t kMostParts = 2000;

struct Part {
  std::map<std::string, std::string> head = {};  ///< names in small letters
  std::string_view body = {};

  std::string_view field(const char* name) const {
    auto found = head.find(name);
    return found == head.end() ? std::string_view() : std::string_view(found->second);
  }
  bool is(std::string_view type) const { return text::ascii_lower(field("content-type")).starts_with(type); }
};

/// The fields up to the first empty line, and what stands behind it.
Part part_of(std::string_view text) {
  Part part;
  std::string* last = nullptr;
  while (!text.empty()) {
    auto end = std::min(text.find('\n'), text.size());
    auto line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty()) break;
    if ((line[0] == ' ' || line[0] == '\t') && last != nullptr) {
      *last += " " + std::string(text::trim(line));
      continue;
    }
    auto colon = line.find(':');
    if (colon == line.npos) continue;
    last = &part.head[text::ascii_lower(line.substr(0, colon))];
    *last = text::trim(line.substr(colon + 1));
  }
  part.body = text;
  return part;
}

/// A parameter such as boundary="…" of a field.
std::string parameter(std::string_view field, std::string_view name) {
  auto at = text::ascii_lower(field).find(std::string(name) + "=");
  if (at == std::string::npos) return {};
  auto rest = field.substr(at + name.size() + 1);
  if (rest.starts_with('"')) return std::string(rest.substr(1, rest.substr(1).find('"')));
  return std::string(text::trim(rest.substr(0, rest.find(';'))));
}

std::string from_quoted_printable(std::string_view text) {
  auto digit = [](char c) {
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
                                  : -1;
  };
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '=') {
      out += text[i];
    } else if (i + 1 < text.size() && text[i + 1] == '\n') {
      i += 1;
    } else if (i + 2 < text.size() && text[i + 1] == '\r' && text[i + 2] == '\n') {
      i += 2;
    } else if (i + 2 < text.size() && digit(text[i + 1]) >= 0 && digit(text[i + 2]) >= 0) {
      out += static_cast<char>(digit(text[i + 1]) * 16 + digit(text[i + 2]));
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

std::string bytes_of(const Part& part) {
  auto way = text::ascii_lower(part.field("content-transfer-encoding"));
  if (way == "quoted-printable") return from_quoted_printable(part.body);
  if (way != "base64") return std::string(part.body);
  std::string packed;
  for (char c : part.body)
    if (c != '\r' && c != '\n' && c != ' ' && c != '\t') packed += c;
  return from_base64(packed).value_or(std::string());
}

class Archive {
 public:
  void take(const Part& part, int depth) {
    if (part.is("multipart/")) return take_parts(part.body, parameter(part.field("content-type"), "boundary"), depth);
    if (++parts_ > kMostParts) return;
    if (part.is("text/html") || part.is("application/xhtml")) {
      if (page.empty()) page = bytes_of(part);
    } else if (part.is("image/")) {
      auto bytes = bytes_of(part);
      auto id = part.field("content-id");
      if (id.starts_with('<') && id.ends_with('>')) pictures["cid:" + std::string(id.substr(1, id.size() - 2))] = bytes;
      if (auto place = part.field("content-location"); !place.empty()) pictures[std::string(place)] = std::move(bytes);
    }
  }

  std::string page = {};
  Pictures pictures = {};

 private:
  void take_parts(std::string_view text, const std::string& boundary, int depth) {
    if (boundary.empty() || depth > kDeepest) return;
    const auto line = "--" + boundary;
    auto at = text.find(line);
    while (at != text.npos) {
      auto from = std::min(text.find('\n', at), text.size());
      if (text.substr(at + line.size()).starts_with("--") || from == text.size()) return;
      auto end = text.find("\n" + line, from);
      auto inner = text.substr(from + 1, end == text.npos ? end : end > from ? end - from - 1 : 0);
      take(part_of(inner), depth + 1);
      at = end == text.npos ? end : end + 1;
    }
  }

  std::size_t parts_ = 0;
};

}  // namespace

Outcome<Draft> read_mhtml(std::string_view bytes) {
  Archive archive;
  archive.take(part_of(bytes), 0);
  if (archive.page.empty()) return fail(Fault::Unreadable, "intake.broken", "no page in the archive");
  return read_html(decode(archive.page, Format::Html).text, archive.pictures);
}

}  // namespace dl::intake
