#include "db/placeholders.h"

#include <charconv>
#include <optional>

namespace dl::db {

namespace {

bool is_name(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; }
bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/// Reads one statement from front to back.
class Scanner {
 public:
  explicit Scanner(std::string_view sql) : sql_(sql) {}

  Outcome<Placeholders> scan() {
    while (at_ < sql_.size()) {
      if (starts("--")) {
        skip_to("\n");
      } else if (starts("/*")) {
        skip_to("*/");
      } else if (ended_ && !is_blank(sql_[at_]) && sql_[at_] != ';') {
        return fail(Fault::Internal, "db.statement", "more than one statement: " + std::string(sql_));
      } else if (sql_[at_] == '\'' || sql_[at_] == '"') {
        copy_quoted(sql_[at_]);
      } else if (starts("::")) {
        copy(2);
      } else if (sql_[at_] == ':' && at_ + 1 < sql_.size() && is_name(sql_[at_ + 1])) {
        DL_CHECK(take_name());
      } else if (sql_[at_] == '?') {
        DL_CHECK(take_mark());
      } else if (sql_[at_] == ';') {
        ended_ = true;
        ++at_;
      } else {
        copy(1);
      }
    }
    found_.pieces.push_back(std::move(piece_));
    return std::move(found_);
  }

 private:
  enum class Kind : std::uint8_t { Name, Number, Mark };

  bool starts(std::string_view what) const { return sql_.substr(at_, what.size()) == what; }

  void copy(std::size_t count) {
    piece_.append(sql_.substr(at_, count));
    at_ += count;
  }

  void skip_to(std::string_view end) {
    auto found = sql_.find(end, at_);
    at_ = found == std::string_view::npos ? sql_.size() : found + end.size();
    piece_ += ' ';
  }

  void copy_quoted(char quote) {
    auto end = sql_.find(quote, at_ + 1);
    copy(end == std::string_view::npos ? sql_.size() - at_ : end + 1 - at_);
  }

  /// Ends a piece at a placeholder; all of a statement are of one kind.
  Outcome<void> end_piece(Kind kind) {
    found_.pieces.push_back(std::move(piece_));
    piece_.clear();
    if (kind_ && *kind_ != kind)
      return fail(Fault::Internal, "db.statement", "names, numbers and ? mixed: " + std::string(sql_));
    kind_ = kind;
    return {};
  }

  Outcome<void> take_mark() {
    ++at_;
    found_.order.push_back(found_.arguments++);
    return end_piece(Kind::Mark);
  }

  Outcome<void> take_name() {
    std::size_t end = at_ + 1;
    while (end < sql_.size() && is_name(sql_[end])) ++end;
    auto name = sql_.substr(at_ + 1, end - at_ - 1);
    at_ = end;

    std::size_t number = 0;
    auto read = std::from_chars(name.data(), name.data() + name.size(), number);
    bool numbered = read.ec == std::errc() && read.ptr == name.data() + name.size() && number > 0;
    DL_CHECK(end_piece(numbered ? Kind::Number : Kind::Name));
    if (numbered) {
      found_.order.push_back(number - 1);
      found_.arguments = std::max(found_.arguments, number);
      return {};
    }
    auto known = std::find(names_.begin(), names_.end(), name);
    found_.order.push_back(static_cast<std::size_t>(known - names_.begin()));
    if (known == names_.end()) names_.push_back(name);
    found_.arguments = names_.size();
    return {};
  }

  std::string_view sql_;
  std::size_t at_ = 0;
  bool ended_ = false;
  std::optional<Kind> kind_ = {};
  std::string piece_ = {};
  std::vector<std::string_view> names_ = {};
  Placeholders found_ = {};
};

}  // namespace

Outcome<Placeholders> parse_placeholders(std::string_view sql) { return Scanner(sql).scan(); }

}  // namespace dl::db
