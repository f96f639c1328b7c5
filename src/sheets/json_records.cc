#include "sheets/json_records.h"

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include <charconv>
#include <deque>
#include <map>

#include "base/text.h"

namespace dl::sheets {

namespace {

namespace json = boost::json;

/// Finds where the pieces of records begin and end; what a piece is, Boost.JSON says.
class Scanner {
 public:
  Scanner(std::string_view text, const Limits& limits) : text_(text), limits_(limits) {}

  /// Calls `record` for each with its cells, by the places of their members; false from it ends.
  template <class Record>
  Outcome<void> scan(Record record) {
    const bool list = take('[');
    if (list && take(']')) return at_end() ? Outcome<void>() : broken("something behind the list");
    while (!at_end()) {
      DL_CHECK(take_record());
      if (!record(cells_, ++records_)) return {};
      if (list && take(']')) return at_end() ? Outcome<void>() : broken("something behind the list");
      if (list && !take(',')) return broken("no comma between two records");
    }
    if (list) return broken("the list has no end");
    return {};
  }
  const std::vector<std::string>& members() const { return members_; }

 private:
  Failure broken(const char* why) const {
    const auto line = static_cast<std::size_t>(std::ranges::count(text_.substr(0, at_), '\n')) + 1;
    return fail_at(line, fail(Fault::Unreadable, "sheets.json", why));
  }
  void skip_space() { at_ = std::min(text_.find_first_not_of(" \t\r\n", at_), text_.size()); }
  bool at_end() {
    skip_space();
    return at_ == text_.size();
  }
  bool take(char c) {
    skip_space();
    if (at_ == text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }

  Outcome<void> take_record() {
    cells_.clear();
    words_.clear();
    if (!take('{')) return broken("no record");
    if (take('}')) return {};
    do {
      DL_TRY(const auto member, take_member());
      if (!take(':')) return broken("no colon behind a name");
      DL_CHECK(take_cell(member));
    } while (take(','));
    if (!take('}')) return broken("a record has no end");
    std::ranges::sort(cells_, {}, &Cell::column);
    return {};
  }

  Outcome<std::uint32_t> take_member() {
    DL_TRY(const auto piece, take_piece());
    if (!piece.starts_with('"')) return broken("a member has no name");
    DL_TRY(auto name, words_of(piece));
    auto [found, is_new] = places_.try_emplace(std::string(name), static_cast<std::uint32_t>(members_.size()));
    if (is_new) {
      members_.push_back(found->first);
      told_in_.push_back(SIZE_MAX);
    }
    if (members_.size() > limits_.columns) return fail(Fault::TooLarge, "sheets.too-many-columns");
    if (std::exchange(told_in_[found->second], records_) == records_) return broken("a member is named twice");
    return found->second;
  }

  Outcome<void> take_cell(std::uint32_t member) {
    DL_TRY(const auto piece, take_piece());
    Cell cell{.column = member, .raw = piece};
    if (piece.starts_with('"')) {
      DL_TRY(cell.raw, words_of(piece));
      if (cell.raw.empty()) return {};
    } else {
      json::error_code code;
      const auto value = json::parse(piece, code);
      if (code) return broken("no value");
      if (value.is_null()) return {};
      if (value.is_bool()) cell.raw = value.get_bool() ? "1" : "0";
      cell.kind = value.is_bool() ? Kind::Boolean : value.is_structured() ? Kind::Nested : Kind::Number;
      if (cell.kind == Kind::Number) std::from_chars(piece.data(), piece.data() + piece.size(), cell.number);
    }
    if (cell.raw.size() > limits_.text) return fail(Fault::TooLarge, "sheets.too-long");
    if (++count_ > limits_.cells) return fail(Fault::TooLarge, "sheets.too-many-cells");
    cells_.push_back(cell);
    return {};
  }

  /// The text of the next value.
  Outcome<std::string_view> take_piece() {
    skip_space();
    const auto from = at_;
    std::size_t depth = 0;
    do {
      at_ = depth == 0 ? at_ : std::min(text_.find_first_of("\"[]{}", at_), text_.size());
      if (at_ == text_.size()) return broken("a value has no end");
      const char c = text_[at_];
      if (c == '"') {
        for (++at_; at_ < text_.size() && text_[at_] != '"'; ++at_) at_ += text_[at_] == '\\' ? 1 : 0;
        if (at_ >= text_.size()) return broken("a text has no end");
        ++at_;
      } else if (c == '[' || c == '{') {
        ++depth, ++at_;
      } else if (depth > 0) {
        --depth, ++at_;
      } else {
        at_ = std::min(text_.find_first_of(",]} \t\r\n", at_), text_.size());
        if (at_ == from) return broken("no value");
      }
    } while (depth > 0);
    return text_.substr(from, at_ - from);
  }

  /// What a text in quotation marks says; lives until the next record.
  Outcome<std::string_view> words_of(std::string_view piece) {
    const auto inner = piece.substr(1, piece.size() - 2);
    if (std::ranges::none_of(inner, [](char c) { return c == '\\' || static_cast<unsigned char>(c) < 0x20; }))
      return inner;
    json::error_code code;
    const auto value = json::parse(piece, code);
    if (code) return broken("no text");
    const auto& words = value.get_string();
    words_.emplace_back(words.data(), words.size());
    return std::string_view(words_.back());
  }

  std::string_view text_;
  const Limits& limits_;
  std::size_t at_ = 0;
  std::size_t records_ = 0;
  std::size_t count_ = 0;
  std::map<std::string, std::uint32_t> places_ = {};
  std::vector<std::string> members_ = {};
  std::vector<std::size_t> told_in_ = {};  ///< by member: the record that had it last
  std::vector<Cell> cells_ = {};
  std::deque<std::string> words_ = {};
};

}  // namespace

Outcome<Summary> read_json(std::string_view text, Receiver& receiver, const Limits& limits) {
  // All members have to be known before the first record is told.
  Scanner names(text, limits);
  DL_CHECK(names.scan([](const auto&, std::size_t) { return true; }));
  Summary summary{.sheets = 1};
  if (receiver.begin({}) == Wish::Nothing) return summary;
  std::vector<Cell> heads;
  for (std::uint32_t column = 0; const auto& name : names.members()) {
    if (!name.empty()) heads.push_back({.column = column, .raw = name});
    ++column;
  }
  auto tell = [&](const std::vector<Cell>& cells, std::size_t number) {
    summary.ended = !cells.empty() && !receiver.row({.number = number, .cells = cells});
    return !summary.ended;
  };
  if (!tell(heads, 0)) return summary;
  Scanner records(text, limits);
  DL_CHECK(records.scan(tell));
  if (!summary.ended) receiver.end({});
  return summary;
}

}  // namespace dl::sheets
