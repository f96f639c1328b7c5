#include "web/multipart.h"

#include <algorithm>
#include <optional>

namespace dl::web {

namespace {

bool equals_word(std::string_view text, std::string_view word) {
  return std::equal(text.begin(), text.end(), word.begin(), word.end(),
                    [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a - 'A' + 'a' : a) == b; });
}

std::string_view trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

// Takes the value of a parameter off the front: a token, or a quoted string with backslash escapes.
std::string take_value(std::string_view& text) {
  std::string value;
  if (!text.starts_with('"')) {
    auto end = std::min(text.find(';'), text.size());
    value = trim(text.substr(0, end));
    text.remove_prefix(end);
    return value;
  }
  std::size_t at = 1;
  for (; at < text.size() && text[at] != '"'; ++at) {
    // Browsers escape quotes as %22, but some send paths with plain backslashes: keep those.
    if (text[at] == '\\' && at + 1 < text.size() && (text[at + 1] == '"' || text[at + 1] == '\\')) ++at;
    value += text[at];
  }
  text.remove_prefix(std::min(at + 1, text.size()));
  return value;
}

// The value of `name` among ";name=value" parameters after the first word.
std::optional<std::string> parameter_of(std::string_view field, std::string_view name) {
  field.remove_prefix(std::min(field.find(';'), field.size()));
  while (field.starts_with(';')) {
    field = trim(field.substr(1));
    auto equals = field.find('=');
    if (equals == std::string_view::npos) return std::nullopt;
    auto key = trim(field.substr(0, equals));
    field = trim(field.substr(equals + 1));
    auto value = take_value(field);
    if (equals_word(key, name)) return value;
    field = trim(field);
  }
  return std::nullopt;
}

std::string clean_file_name(std::string_view name) {
  auto slash = name.find_last_of("/\\");
  if (slash != std::string_view::npos) name.remove_prefix(slash + 1);
  std::string clean;
  for (char c : name)
    if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F) clean += c;
  return clean == "." || clean == ".." ? std::string() : clean;
}

bool is_boundary(std::string_view text) {
  return !text.empty() && text.size() <= 70 &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7F; }) && text.back() != ' ';
}

Failure bad(std::string detail) { return fail(Fault::Unreadable, "request.multipart", std::move(detail)); }

Outcome<FormPart> read_head(std::string_view head) {
  FormPart part;
  bool named = false;
  while (!head.empty()) {
    auto line = head.substr(0, head.find("\r\n"));
    head.remove_prefix(std::min(line.size() + 2, head.size()));
    auto colon = line.find(':');
    if (colon == std::string_view::npos) return bad("field without colon");
    auto value = trim(line.substr(colon + 1));
    if (equals_word(line.substr(0, colon), "content-type")) part.type = value;
    if (!equals_word(line.substr(0, colon), "content-disposition")) continue;
    if (!equals_word(trim(value.substr(0, value.find(';'))), "form-data")) return bad("not form-data");
    auto name = parameter_of(value, "name");
    named = name.has_value();
    part.name = name.value_or("");
    part.file_name = clean_file_name(parameter_of(value, "filename").value_or(""));
  }
  if (!named) return bad("part without name");
  return part;
}

}  // namespace

Outcome<std::vector<FormPart>> parse_multipart(std::string_view content_type, std::string_view body) {
  if (!equals_word(trim(content_type.substr(0, content_type.find(';'))), "multipart/form-data"))
    return bad("not multipart/form-data");
  auto boundary = parameter_of(content_type, "boundary");
  if (!boundary || !is_boundary(*boundary)) return bad("boundary");

  std::vector<FormPart> parts;
  auto opening = "--" + *boundary;
  auto delimiter = "\r\n" + opening;
  if (!body.starts_with(opening)) return bad("does not start with the boundary");
  body.remove_prefix(opening.size());
  for (;;) {
    if (body.starts_with("--")) return parts;
    if (!body.starts_with("\r\n")) return bad("after the boundary");
    body.remove_prefix(2);
    if (parts.size() >= kMaxFormParts) return bad("too many parts");
    auto head_end = body.substr(0, kMaxPartHead).find("\r\n\r\n");
    if (head_end == std::string_view::npos) return bad("head of a part");
    DL_TRY(auto part, read_head(body.substr(0, head_end)));
    // The delimiter of an empty part starts with the line end of the head.
    body.remove_prefix(head_end + 2);
    auto end = body.find(delimiter);
    if (end == std::string_view::npos) return bad("unfinished");
    part.body = end < 2 ? std::string_view() : body.substr(2, end - 2);
    body.remove_prefix(end + delimiter.size());
    parts.push_back(std::move(part));
  }
}

}  // namespace dl::web
