#include "sheets/separated.h"

#include "base/text.h"

namespace dl::sheets {

namespace {

constexpr std::size_t kMostOpen =
    100;  ///< records with an open mark; afterwards no mark opens a cell, for each costs a search
constexpr std::size_t kTried = 20;  ///< records by which a separator is told

bool is_line_end(char c) { return c == '\n' || c == '\r'; }

}  // namespace

std::string& RecordReader::add_field() {
  if (count_ == fields_.size()) fields_.emplace_back();
  auto& field = fields_[count_++];
  field.clear();
  return field;
}

/// A cell in quotation marks from behind the first one on.
bool RecordReader::take_quoted(std::size_t& at, std::size_t& lines) {
  auto& field = fields_[count_ - 1];
  field.clear();
  while (at < text_.size() && field.size() <= longest_) {
    const char c = text_[at++];
    if (c == '"' && (at >= text_.size() || text_[at] != '"')) return true;
    if (c == '"') ++at;
    if (c == '\n') ++lines;
    field += c;
  }
  return false;
}

bool RecordReader::take_record() {
  auto at = at_;
  auto lines = next_line_;
  count_ = 0;
  auto* field = &add_field();
  while (at < text_.size()) {
    const char c = text_[at++];
    if (c == '"' && opens_ < kMostOpen && text::trim(*field).empty()) {
      if (!take_quoted(at, lines)) return false;
    } else if (c == separator_) {
      if (count_ > most_) return false;
      field = &add_field();
    } else if (is_line_end(c)) {
      if (c == '\r' && at < text_.size() && text_[at] == '\n') ++at;
      ++lines;
      break;
    } else {
      *field += c;
    }
  }
  at_ = at;
  next_line_ = lines;
  return true;
}

void RecordReader::take_line() {
  count_ = 0;
  auto* field = &add_field();
  for (char c = 0; at_ < text_.size();) {
    c = text_[at_++];
    if (is_line_end(c)) {
      if (c == '\r' && at_ < text_.size() && text_[at_] == '\n') ++at_;
      break;
    }
    if (c == separator_)
      field = &add_field();
    else
      *field += c;
  }
  ++next_line_;
}

bool RecordReader::next() {
  if (at_ >= text_.size()) return false;
  line_ = next_line_;
  is_open_ = !take_record();
  if (is_open_) {
    ++opens_;
    take_line();
  }
  fields_.resize(count_);
  return true;
}

Separator find_separator(std::string_view text) {
  struct Score {
    std::size_t least = SIZE_MAX;  ///< cells of a record
    std::size_t count = 0;
    std::size_t most = 0;
    auto operator<=>(const Score&) const = default;
    bool is_even() const { return least == most && least > 1; }
  };
  Separator found;
  Score best{.least = 0};
  for (char separator : {',', '\t', ';'}) {
    RecordReader records(text, separator);
    Score score;
    std::size_t to = 0;
    for (std::size_t i = 0; i < kTried && records.next() && !records.is_open(); ++i) {
      to = records.at();
      const auto cells = records.fields().size();
      if (cells == 1 && text::trim(records.fields().front()).empty()) continue;
      score.least = std::min(score.least, cells);
      score.most = std::max(score.most, cells);
    }
    // A title or a note may stand on a line of its own, so one cell does not tell against a separator.
    score.count = static_cast<std::size_t>(std::ranges::count(text.substr(0, to), separator));
    if (score.count == 0 || score.most == 0) continue;
    const bool rivals = best.is_even() ? score.is_even()
                                       : !score.is_even() && score.least == best.least &&
                                             std::max(score.count, best.count) < 4 * std::min(score.count, best.count);
    if (score.is_even() != best.is_even() ? score.is_even() : score > best) {
      best = score;
      found.likely = separator;
    }
    found.certain = !rivals;
  }
  return found;
}

Outcome<Summary> read_separated(std::string_view text, Receiver& receiver, std::optional<char> separator,
                                const Limits& limits) {
  const auto told = find_separator(text);
  if (!separator && !told.certain) return fail_at(1, fail(Fault::Unreadable, "sheets.separator"));
  Summary summary{.sheets = 1};
  if (receiver.begin({}) == Wish::Nothing) return summary;
  RecordReader records(text, separator.value_or(told.likely), limits.columns, limits.text);
  std::vector<Cell> cells;
  std::size_t count = 0;
  bool first = true, signs = false;
  while (records.next()) {
    if (records.is_open()) return fail_at(records.line(), fail(Fault::Unreadable, "sheets.quotes"));
    if (records.fields().size() > limits.columns) return fail(Fault::TooLarge, "sheets.too-many-columns");
    cells.clear();
    for (std::uint32_t column = 0; const auto& field : records.fields()) {
      std::string_view raw = field;
      if (!raw.empty() && std::exchange(first, false)) signs = raw.starts_with(kTextSign);
      if (signs && raw.starts_with(kTextSign)) raw.remove_prefix(1);
      if (raw.size() > limits.text) return fail_at(records.line(), fail(Fault::TooLarge, "sheets.too-long"));
      if (!raw.empty()) cells.push_back({.column = column, .raw = raw});
      ++column;
    }
    count += cells.size();
    if (count > limits.cells) return fail(Fault::TooLarge, "sheets.too-many-cells");
    if (cells.empty() || receiver.row({.number = records.line(), .cells = cells})) continue;
    summary.ended = true;
    return summary;
  }
  receiver.end({});
  return summary;
}

}  // namespace dl::sheets
