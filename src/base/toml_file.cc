#include "base/toml_file.h"

#include <fmt/format.h>

#include "base/resources.h"
#include "base/text.h"

namespace dl {
namespace {

std::string_view word_for(toml::node_type type) {
  switch (type) {
    case toml::node_type::string: return "a string";
    case toml::node_type::integer: return "a whole number";
    case toml::node_type::boolean: return "true or false";
    case toml::node_type::floating_point: return "a number with a fraction";
    case toml::node_type::array: return "an array";
    case toml::node_type::table: return "a table";
    default: return "a date or time";
  }
}

Failure missing(const TomlFile& file, const toml::table& table, std::string_view key) {
  return file.wrong(table, fmt::format("'{}' is missing", key));
}

Failure mistyped(const TomlFile& file, const toml::node& node, std::string_view key, std::string_view wanted) {
  return file.wrong(node, fmt::format("'{}' must be {}, not {}", key, wanted, word_for(node.type())));
}

std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      std::size_t above = row[j];
      row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0U : 1U)});
      diagonal = above;
    }
  }
  return row.back();
}

/// Moves past a quoted string or a comment that starts at `at`; false when none does.
bool skip_quoted(std::string_view text, std::size_t& at) {
  if (text[at] == '#') {
    at = std::min(text.find('\n', at), text.size());
    return true;
  }
  char quote = text[at];
  if (quote != '"' && quote != '\'') return false;
  std::string_view mark = text.substr(at, 3);
  bool lines = mark.size() == 3 && mark[1] == quote && mark[2] == quote;
  mark = mark.substr(0, lines ? 3 : 1);
  for (at += mark.size(); at < text.size() && !text.substr(at).starts_with(mark); ++at) {
    if (text[at] == '\n' && !lines) return true;
    if (text[at] == '\\' && quote == '"') ++at;
  }
  at = std::min(at + mark.size(), text.size());
  while (lines && at < text.size() && text[at] == quote) ++at;
  return true;
}

/// Where the first character stands that TOML does not have outside strings and comments, or npos. The parser is not
/// given such text: it has been seen to lose its way in letters beyond ASCII.
std::size_t find_stray(std::string_view text) {
  constexpr std::string_view kMarks = "_-+.=[]{},: \t\r\n";
  for (std::size_t at = 0; at < text.size();) {
    if (skip_quoted(text, at)) continue;
    char c = text[at];
    bool usual = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (!usual && kMarks.find(c) == kMarks.npos) return at;
    ++at;
  }
  return std::string_view::npos;
}

std::size_t line_of(std::string_view text, std::size_t at) {
  return 1 + static_cast<std::size_t>(std::ranges::count(text.substr(0, at), '\n'));
}

/// What a Chinese keyboard writes in place of a mark of TOML.
std::string_view half_width(std::string_view letter) {
  static constexpr std::pair<std::string_view, std::string_view> kMarks[] = {
      {"“", "\""}, {"”", "\""}, {"＂", "\""}, {"‘", "'"},  {"’", "'"},  {"＝", "="}, {"，", ","}, {"、", ","},
      {"：", "="}, {"．", "."}, {"。", "."},  {"【", "["}, {"】", "]"}, {"［", "["}, {"］", "]"}, {"｛", "{"},
      {"｝", "}"}, {"＃", "#"}, {"　", " "},  {"（", "("}, {"）", ")"}, {"＿", "_"}, {"－", "-"}};
  for (const auto& [wide, narrow] : kMarks)
    if (letter == wide) return narrow;
  return {};
}

std::string stray(std::string_view text, std::size_t at) {
  auto end = at + 1;
  while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) ++end;
  const auto letter = text.substr(at, end - at);
  if (const auto narrow = half_width(letter); !narrow.empty())
    return fmt::format("'{}' of a Chinese keyboard stands here; write '{}' (half-width)", letter, narrow);
  return fmt::format("'{}' stands here outside quotes; words stand in half-width quotes: \"…\"", letter);
}

/// The parser's words, with what to do where people often meet them.
std::string plainer(std::string_view words) {
  struct Row {
    std::string_view part;
    std::string_view hint;
  };
  static constexpr Row kRows[] = {
      {"unescaped control characters",
       "the quotes that begin in this line have no end in it; end them with a half-width \""},
      {"redefine existing table",
       "what comes several times is written [[name]], with two pairs of brackets, each time"},
      {"could not determine value type", "words stand in half-width quotes: \"…\""},
      {"expected comma or closing ']'",
       "a list that was begun in this line or above it has no ']', or a ',' is missing"},
      {"expected key or closing '}'", "a '}' is missing"},
  };
  for (const auto& row : kRows)
    if (words.find(row.part) != std::string_view::npos) return fmt::format("{} ({})", row.hint, words);
  return std::string(words);
}

/// The last line of the shortest beginning of a text, in whole lines, that breaks the parser's assertions.
std::size_t first_bad_line(std::string_view text) {
  std::size_t line = 1;
  for (std::size_t at = 0; at < text.size(); ++line) {
    at = std::min(text.find('\n', at), text.size() - 1) + 1;
    try {
      static_cast<void>(toml::parse(text.substr(0, at)));
    } catch (const toml::parse_error&) {
      continue;  // an array or text that goes on in the next line
    } catch (const std::exception&) {
      return line;
    }
  }
  return line;
}

}  // namespace

Outcome<TomlFile> TomlFile::parse(std::string name, std::string_view text) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  if (!text::is_utf8(text))
    return fail(Fault::Invalid, "data.invalid", name + ":1: the file is not UTF-8; save it as UTF-8");
  if (const auto at = find_stray(text); at != std::string_view::npos)
    return fail(Fault::Invalid, "data.invalid", fmt::format("{}:{}: {}", name, line_of(text, at), stray(text, at)));
  try {
    auto root = toml::parse(text, name);
    return TomlFile(std::move(name), std::move(root));
  } catch (const toml::parse_error& error) {
    return fail(Fault::Invalid, "data.invalid",
                fmt::format("{}:{}: {}", name, error.source().begin.line, plainer(error.description())));
  } catch (const std::exception& error) {
    // A broken assertion of the parser, which does not tell its place (base/toml_library.cc).
    return fail(Fault::Invalid, "data.invalid", fmt::format("{}:{}: {}", name, first_bad_line(text), error.what()));
  }
}

Outcome<TomlFile> TomlFile::load(std::string_view resource) {
  DL_TRY(auto text, load_resource(resource));
  return parse(std::string(resource), text);
}

std::string TomlFile::place(const toml::node& node) const {
  auto line = node.source().begin.line;
  return fmt::format("{}:{}", name_, line == 0 ? 1 : line);
}

Failure TomlFile::wrong(const toml::node& node, std::string_view what) const {
  return fail(Fault::Invalid, "data.invalid", fmt::format("{}: {}", place(node), what));
}

Outcome<void> TomlFile::only(const toml::table& table, std::span<const std::string_view> known) const {
  for (const auto& [key, node] : table) {
    if (std::find(known.begin(), known.end(), key.str()) != known.end()) continue;
    auto near = nearest(key.str(), known);
    auto hint =
        near.empty() ? fmt::format("; known here: {}", fmt::join(known, ", ")) : fmt::format("; is '{}' meant?", near);
    return fail(Fault::Invalid, "data.invalid",
                fmt::format("{}:{}: unknown key '{}'{}", name_, key.source().begin.line, key.str(), hint));
  }
  return {};
}

Outcome<void> TomlFile::only(const toml::table& table, std::initializer_list<std::string_view> known) const {
  return only(table, std::span(known.begin(), known.size()));
}

Outcome<std::string> TomlFile::text(const toml::table& table, std::string_view key) const {
  const auto* node = table.get(key);
  if (!node) return missing(*this, table, key);
  auto value = node->value_exact<std::string>();
  if (!value) return mistyped(*this, *node, key, "a string");
  if (text::trim(*value).empty()) return wrong(*node, fmt::format("'{}' is empty", key));
  return *value;
}

Outcome<std::string> TomlFile::text_or(const toml::table& table, std::string_view key,
                                       std::string_view otherwise) const {
  if (!table.get(key)) return std::string(otherwise);
  return text(table, key);
}

Outcome<std::int64_t> TomlFile::integer(const toml::table& table, std::string_view key) const {
  const auto* node = table.get(key);
  if (!node) return missing(*this, table, key);
  auto value = node->value_exact<std::int64_t>();
  if (!value) return mistyped(*this, *node, key, "a whole number");
  return *value;
}

Outcome<bool> TomlFile::flag_or(const toml::table& table, std::string_view key, bool otherwise) const {
  const auto* node = table.get(key);
  if (!node) return otherwise;
  auto value = node->value_exact<bool>();
  if (!value) return mistyped(*this, *node, key, "true or false");
  return *value;
}

Outcome<std::optional<Date>> TomlFile::date(const toml::table& table, std::string_view key) const {
  const auto* node = table.get(key);
  if (!node) return std::optional<Date>();
  auto value = node->value_exact<toml::date>();
  if (!value) return mistyped(*this, *node, key, "a date such as 2026-01-31");
  return std::optional(Date(value->year, value->month, value->day));
}

Outcome<std::vector<std::string>> TomlFile::texts(const toml::table& table, std::string_view key) const {
  std::vector<std::string> values;
  const auto* node = table.get(key);
  if (!node) return values;
  const auto* array = node->as_array();
  if (!array) return mistyped(*this, *node, key, "an array of strings");
  for (const auto& element : *array) {
    auto value = element.value_exact<std::string>();
    if (!value) return mistyped(*this, element, key, "an array of strings");
    if (text::trim(*value).empty()) return wrong(element, fmt::format("'{}' has an empty string", key));
    values.push_back(std::move(*value));
  }
  return values;
}

Outcome<std::vector<const toml::table*>> TomlFile::tables(const toml::table& table, std::string_view key) const {
  std::vector<const toml::table*> found;
  const auto* node = table.get(key);
  if (!node) return found;
  const auto* array = node->as_array();
  if (!array) return mistyped(*this, *node, key, "an array of tables");
  for (const auto& element : *array) {
    if (!element.is_table()) return mistyped(*this, element, key, "an array of tables");
    found.push_back(element.as_table());
  }
  return found;
}

std::string_view nearest(std::string_view name, std::span<const std::string_view> candidates) {
  std::string_view best;
  if (name.size() > 100) return best;
  std::size_t least = std::max<std::size_t>(2, name.size() / 3) + 1;
  for (auto candidate : candidates) {
    auto d = distance(name, candidate);
    if (d >= least) continue;
    least = d;
    best = candidate;
  }
  return best;
}

}  // namespace dl
